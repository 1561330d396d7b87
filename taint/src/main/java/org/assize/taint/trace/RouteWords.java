package org.assize.taint.trace;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.ir.Body;
import org.assize.ir.BodyParameter;
import org.assize.ir.Literal;
import org.assize.value.domain.Place;
import org.assize.value.entry.Entry;

/**
 * What Django passes to a view: the named parts of the route and what the route adds, each under
 * its name, and nothing else ("URL dispatcher").
 */
final class RouteWords {
  private static final Pattern NAME = Pattern.compile("\\(\\?P<(\\w+)>|<(?:\\w+:)?(\\w+)>");

  /** A group without a name, whose part is passed by its position. */
  private static final Pattern UNNAMED = Pattern.compile("(?<!\\\\)\\((?!\\?)");

  private RouteWords() {}

  /** Whether the whole address of a view of Django is known, and all of its parts have names. */
  static boolean isTold(Body body, Entry entry) {
    boolean isOfRoute =
        entry.registrar().startsWith("django.urls.")
            || entry.registrar().startsWith("django.views.");
    return isOfRoute
        && !entry.address().isEmpty()
        && !UNNAMED.matcher(entry.address()).find()
        && body.parameters().stream()
            .skip(first(body) + 1)
            .filter(p -> isNamed(p) && !p.hasDefault())
            .allMatch(p -> isPassed(p.name(), entry));
  }

  /** Whether a parameter, or the entry of its keywords that is wanted, is none of these parts. */
  static boolean isOther(Body body, Node node, int index, Entry entry) {
    BodyParameter parameter = body.parameters().get(index);
    return switch (parameter.kind()) {
      case VAR_POSITIONAL -> index > first(body);
      case VAR_KEYWORD -> rest(body, entry).stream().noneMatch(name -> mayBe(node, name));
      default -> index > first(body) && !isPassed(parameter.name(), entry);
    };
  }

  /** The position of the request. */
  private static int first(Body body) {
    return body.hasReceiver() ? 1 : 0;
  }

  private static boolean isNamed(BodyParameter parameter) {
    return parameter.kind() == BodyParameter.Kind.POSITIONAL_OR_KEYWORD
        || parameter.kind() == BodyParameter.Kind.KEYWORD_ONLY;
  }

  private static boolean isPassed(String name, Entry entry) {
    return names(entry).contains(name) || entry.given().contains(name);
  }

  /** The parts for which the view has no parameter of their own. */
  private static Set<String> rest(Body body, Entry entry) {
    Set<String> names = names(entry);
    body.parameters().stream().filter(RouteWords::isNamed).forEach(p -> names.remove(p.name()));
    return names;
  }

  private static boolean mayBe(Node node, String name) {
    return node.part().isEmpty()
        || !(node.part().getFirst() instanceof Place.Key(Literal.Text(String key)))
        || key.equals(name);
  }

  private static Set<String> names(Entry entry) {
    Set<String> names = new TreeSet<>();
    Matcher part = NAME.matcher(entry.address());
    while (part.find()) {
      names.add(part.group(1) == null ? part.group(2) : part.group(1));
    }
    return names;
  }
}
