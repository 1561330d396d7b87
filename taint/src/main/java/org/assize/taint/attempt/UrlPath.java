package org.assize.taint.attempt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a route: methods, and a path with variable parts.
 *
 * @param methods that reach it; empty where nothing says
 * @param path that begins with a slash
 */
record UrlPath(List<String> methods, String path) {
  /** {@code <name>}, {@code <converter:name>}, {@code {name}}, {@code {name:converter}}. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "<(?:(?<type>[^<>:]+):)?(?<name>\\w+)>|\\{(?<braced>\\w+)(?::(?<kind>[^{}]*))?\\}");

  private static final Pattern OF_PATTERNS = Pattern.compile("[\\\\^$()*+?|\\[\\]]");

  UrlPath {
    methods = List.copyOf(methods);
  }

  /** Reads an address as entries have it; empty where it is a pattern, or no path. */
  static Optional<UrlPath> of(String address) {
    List<String> methods = new ArrayList<>();
    String path = address;
    int space = address.indexOf(' ');
    if (space > 0) {
      methods.addAll(List.of(address.substring(0, space).split(",")));
      path = address.substring(space + 1);
    }
    String fixed = VARIABLE.matcher(path).replaceAll("");
    boolean isPath =
        !path.isEmpty()
            && !OF_PATTERNS.matcher(fixed).find()
            && fixed.indexOf(' ') < 0
            && path.indexOf('/') >= 0
            && path.indexOf("://") < 0;
    return isPath
        ? Optional.of(new UrlPath(methods, path.startsWith("/") ? path : "/" + path))
        : Optional.empty();
  }

  /** Whether a part of the path is variable under a name. */
  boolean has(String name) {
    return VARIABLE.matcher(path).results().anyMatch(r -> name.equals(name(r.group())));
  }

  private static String name(String variable) {
    Matcher matcher = VARIABLE.matcher(variable);
    if (!matcher.matches()) {
      return "";
    }
    return matcher.group("name") != null ? matcher.group("name") : matcher.group("braced");
  }

  /** Whether its variables stand in braces: what is in none of them comes in the query. */
  boolean isBraced() {
    return path.indexOf('<') < 0 && !methods.isEmpty();
  }

  /** Returns the method that sends a request of some kind. */
  String method(boolean hasBody) {
    String usual = hasBody ? "POST" : "GET";
    return methods.isEmpty() || methods.contains(usual) ? usual : methods.getFirst();
  }

  /**
   * Returns the path with one variable part chosen and a digit for every other; empty where the
   * part cannot be what was chosen.
   */
  Optional<String> with(String name, String value, String encoded) {
    Matcher matcher = VARIABLE.matcher(path);
    StringBuilder out = new StringBuilder();
    boolean fits = true;
    while (matcher.find()) {
      boolean isChosen = name.equals(name(matcher.group()));
      fits &= !isChosen || takes(matcher, value);
      matcher.appendReplacement(out, Matcher.quoteReplacement(isChosen ? encoded : "1"));
    }
    return fits ? Optional.of(matcher.appendTail(out).toString()) : Optional.empty();
  }

  /** Returns the path with a digit for every variable part. */
  String plain() {
    return VARIABLE.matcher(path).replaceAll("1");
  }

  private static boolean takes(Matcher variable, String value) {
    String type = variable.group("type") != null ? variable.group("type") : variable.group("kind");
    if (type == null || type.equals("str") || type.equals("string")) {
      return value.indexOf('/') < 0;
    }
    return type.equals("path");
  }
}
