package org.assize.value.entry;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;

/**
 * The addresses of classes that a table of regular expressions leads to: {@code (r"/jobs/(\d+)",
 * Job)}. The groups are what the methods of the class are given (Tornado, "URL dispatch"). Safe for
 * use by several threads.
 */
final class PatternRoutes {
  private static final String HANDLERS = "tornado.web.";

  /** A group with no other one in it; what is escaped or stands in brackets begins none. */
  private static final Pattern GROUP =
      Pattern.compile(
          "\\((?:\\?P<(?<name>\\w+)>)?(?<part>(?:\\\\.|\\[(?:\\\\.|[^\\]])+\\]|[^()\\[\\]\\\\?])"
              + "(?:\\\\.|\\[(?:\\\\.|[^\\]])+\\]|[^()\\[\\]\\\\])*)\\)");

  private final Tree tree;
  private final Map<PythonClass, Set<String>> known = new HashMap<>();
  private boolean isFound;

  PatternRoutes(Tree tree) {
    this.tree = tree;
  }

  /** Returns the one address of a method, each group under the name of its parameter. */
  String of(PythonFunction method, String base) {
    return base.startsWith(HANDLERS)
        ? method
            .owner()
            .map(type -> known().getOrDefault(type, Set.of()))
            .filter(all -> all.size() == 1)
            .flatMap(all -> named(all.iterator().next(), method))
            .map(address -> method.name().toUpperCase(Locale.ROOT) + " " + address)
            .orElse("")
        : "";
  }

  /** {@code /jobs/<\d+:number>} of {@code /jobs/(\d+)} and {@code get(self, number)}. */
  private static Optional<String> named(String pattern, PythonFunction method) {
    List<String> names = method.parameters().stream().skip(1).map(Node.Parameter::name).toList();
    Matcher group = GROUP.matcher(pattern.replaceFirst("^\\^", "").replaceFirst("\\$$", ""));
    StringBuilder address = new StringBuilder();
    int count = 0;
    while (group.find()) {
      String part = group.group("part");
      String name = group.group("name");
      if ((name == null && count >= names.size()) || part.matches(".*[<>].*")) {
        return Optional.empty();
      }
      String parameter = name == null ? names.get(count) : name;
      group.appendReplacement(
          address, Matcher.quoteReplacement("<" + part + ":" + parameter + ">"));
      count++;
    }
    group.appendTail(address);
    return address.indexOf("(") < 0 ? Optional.of(address.toString()) : Optional.empty();
  }

  private synchronized Map<PythonClass, Set<String>> known() {
    if (!isFound) {
      tree.resolver().program().modules().forEach(this::find);
      isFound = true;
    }
    return known;
  }

  private void find(PythonModule module) {
    Nodes.forEach(
        module.tree(),
        node -> {
          switch (node) {
            case Expr.Tuple t -> add(t.elements(), module);
            case Expr.Call c -> add(c.args(), module);
            default -> {}
          }
        });
  }

  private void add(List<Expr> given, PythonModule module) {
    if (given.size() >= 2
        && given.getFirst() instanceof Expr.Str address
        && address.value().matches("\\^?/.*")
        && tree.resolver().resolve(given.get(1), module.scopes().at(given.get(1).start()))
            instanceof Target.ClassTarget c) {
      known.computeIfAbsent(c.type(), t -> new HashSet<>()).add(address.value());
    }
  }
}
