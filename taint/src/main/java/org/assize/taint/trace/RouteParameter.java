package org.assize.taint.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assize.value.domain.CharSet;

/**
 * What the address of a route lets through for one of its parameters: {@code <int:number>} (Flask,
 * Django), {@code <number:int>} (Bottle, Sanic), {@code {number:int}} (Starlette, Falcon, aiohttp).
 */
final class RouteParameter {
  private static final Pattern FIELD =
      Pattern.compile("<([^<>]*)>|\\{([^{}]*(?:\\{[^{}]*\\}[^{}]*)*)\\}");
  private static final CharSet SEGMENT = CharSet.ALL.without(CharSet.of("/"));
  private static final CharSet LETTERS =
      CharSet.of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  private static final CharSet DIGITS = CharSet.of("0123456789");
  private static final CharSet NUMBERS = DIGITS.union(CharSet.of("-.e+"));

  private RouteParameter() {}

  /** Whether only a number or another value that no language reads as its own gets through. */
  static boolean isNumber(CharSet characters) {
    return !characters.isEmpty() && characters.without(NUMBERS).isEmpty();
  }

  /**
   * Returns the characters that a parameter can have.
   *
   * @param address an address as routes are written, perhaps behind a method of HTTP
   * @return empty where the address does not have the parameter
   */
  static Optional<CharSet> characters(String address, String name) {
    int group = address.indexOf("(?P<" + name + ">");
    if (group >= 0) {
      return Optional.of(ofGroup(address.substring(group), name));
    }
    Matcher fields = FIELD.matcher(address);
    while (fields.find()) {
      String field = fields.group(1) == null ? fields.group(2) : fields.group(1);
      if (field.equals(name)) {
        return Optional.of(SEGMENT);
      }
      if (field.endsWith(":" + name)) {
        return Optional.of(converted(field.substring(0, field.length() - name.length() - 1)));
      }
      if (field.startsWith(name + ":")) {
        return Optional.of(converted(field.substring(name.length() + 1)));
      }
    }
    return Optional.empty();
  }

  /** What a named group of a regular expression matches, which a text begins with. */
  private static CharSet ofGroup(String pattern, String name) {
    int open = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '(') {
        open++;
      } else if (c == ')' && --open == 0) {
        return MatchedText.of(pattern.substring(0, i + 1))
            .map(text -> text.group(name))
            .orElse(CharSet.ALL);
      }
    }
    return CharSet.ALL;
  }

  /**
   * Whether a route lets only such a value through for a parameter that does no harm.
   *
   * @param node the parameter as a whole
   */
  static boolean limits(FlowProgram program, Query query, Node node, String address, String name) {
    CharSet route = characters(RouteConverters.spelled(program, address), name).orElse(CharSet.ALL);
    CharSet possible = node.recoded() ? node.allowed() : node.allowed().intersect(route);
    return isNumber(route) || Safety.context(query, node).isHarmless(possible);
  }

  /**
   * Returns the characters of the paths that an address lets through; all where it is a pattern.
   *
   * @param address an address as routes are written, perhaps behind a method of HTTP
   */
  static CharSet ofPath(String address) {
    String path = address.substring(address.lastIndexOf(' ') + 1);
    if (path.matches(".*[(\\\\^$*\\[].*")) {
      return CharSet.ALL;
    }
    Matcher fields = FIELD.matcher(path);
    CharSet all = CharSet.of(fields.replaceAll("") + "/");
    fields.reset();
    while (fields.find()) {
      String field = fields.group(1) == null ? fields.group(2) : fields.group(1);
      int colon = field.indexOf(':');
      String left = field.substring(0, Math.max(colon, 0));
      boolean isFirst = colon >= 0 && !converted(left).equals(CharSet.ALL);
      String kind = isFirst ? left : colon < 0 ? "str" : field.substring(colon + 1);
      all = all.union(left.equals("path") ? CharSet.ALL : converted(kind));
    }
    return all;
  }

  private static final Pattern EXPRESSION =
      Pattern.compile(
          "re:(?<bottle>.+)|regex\\(r?['\"](?<quoted>.+)['\"]\\)|(?<plain>.*[+*\\[\\\\].*)");

  private static CharSet converted(String converter) {
    Matcher expression = EXPRESSION.matcher(converter);
    return expression.matches() ? matching(expression) : named(converter);
  }

  /** A converter that is a regular expression: all of the part must match it. */
  private static CharSet matching(Matcher expression) {
    return Stream.of("bottle", "quoted", "plain")
        .map(expression::group)
        .filter(p -> p != null)
        .findFirst()
        .flatMap(MatchedText::of)
        .map(text -> text.group(0))
        .orElse(CharSet.ALL);
  }

  private static CharSet named(String converter) {
    int arguments = converter.indexOf('(');
    String kind = arguments < 0 ? converter : converter.substring(0, arguments);
    return switch (kind) {
      case "int" -> DIGITS.union(CharSet.of("-"));
      case "float", "number", "decimal" -> NUMBERS;
      case String own when own.contains("uuid") -> DIGITS.union(LETTERS).union(CharSet.of("-_"));
      case "ulid" -> DIGITS.union(LETTERS).union(CharSet.of("-"));
      case "slug" -> DIGITS.union(LETTERS).union(CharSet.of("-_"));
      case "alpha" -> LETTERS;
      case "str", "string", "default", "strorempty" -> SEGMENT;
      case "any" -> CharSet.of(converter.substring(arguments < 0 ? converter.length() : arguments));
      default -> CharSet.ALL;
    };
  }
}
