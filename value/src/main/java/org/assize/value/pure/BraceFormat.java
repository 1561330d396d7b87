package org.assize.value.pure;

import java.util.List;

/** {@code text.format(...)} (library reference, "Format String Syntax"). */
final class BraceFormat {
  private static final int MAX_DEPTH = 2;

  private final Arguments args;
  private int next;
  private boolean numbered;

  private BraceFormat(Arguments args) {
    this.args = args;
  }

  static String format(String template, Arguments args) {
    return new BraceFormat(args).run(template, MAX_DEPTH);
  }

  private String run(String template, int depth) {
    if (depth == 0) {
      throw Raised.valueError();
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      boolean doubled = at + 1 < template.length() && template.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        out.append(c);
        at += 2;
      } else if (c == '}') {
        throw Raised.valueError();
      } else if (c == '{') {
        int end = endOfField(template, at);
        out.append(field(template.substring(at + 1, end), depth));
        at = end + 1;
      } else {
        out.append(c);
        at++;
      }
      Limits.checkText(out.length());
    }
    return out.toString();
  }

  private static int endOfField(String template, int start) {
    int open = 0;
    for (int i = start; i < template.length(); i++) {
      open += template.charAt(i) == '{' ? 1 : template.charAt(i) == '}' ? -1 : 0;
      if (open == 0) {
        return i;
      }
    }
    throw Raised.valueError();
  }

  private String field(String field, int depth) {
    int end = 0;
    while (end < field.length() && "!:".indexOf(field.charAt(end)) < 0) {
      end += field.charAt(end) == '[' ? Math.max(1, field.indexOf(']', end) - end) : 1;
    }
    Concrete value = lookUp(field.substring(0, end));
    String rest = field.substring(end);
    int conversion = -1;
    if (rest.startsWith("!")) {
      if (rest.length() < 2 || (rest.length() > 2 && rest.charAt(2) != ':')) {
        throw Raised.valueError();
      }
      conversion = rest.charAt(1);
      rest = rest.substring(2);
    }
    String spec =
        rest.isEmpty() ? "" : run(rest.substring(1), depth - 1 + (rest.indexOf('{') < 0 ? 1 : 0));
    return Formats.format(Formats.convert(value, conversion), spec);
  }

  private Concrete lookUp(String path) {
    int end = 0;
    while (end < path.length() && ".[".indexOf(path.charAt(end)) < 0) {
      end++;
    }
    Concrete value = first(path.substring(0, end));
    while (end < path.length()) {
      int close = path.indexOf(']', end);
      if (path.charAt(end) == '.' || close < 0) {
        throw new NotKnown(); // attributes are not known here
      }
      String key = path.substring(end + 1, close);
      value = Displays.item(value, isNumber(key) ? number(key) : Concrete.text(key));
      end = close + 1;
    }
    return value;
  }

  private Concrete first(String name) {
    if (name.isEmpty() || isNumber(name)) {
      boolean counts = name.isEmpty();
      if (counts ? numbered : next > 0) {
        throw Raised.valueError();
      }
      numbered = !counts;
      int index = counts ? next++ : Numbers.index(number(name));
      if (index >= args.count()) {
        throw new Raised("IndexError");
      }
      return args.at(index);
    }
    Concrete found = args.keywords().get(name);
    if (found == null) {
      throw new Raised("KeyError");
    }
    return found;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Concrete number(String digits) {
    return Concrete.whole(new java.math.BigInteger(digits));
  }

  /** {@code text.format_map(mapping)}. */
  static String formatMap(String template, Concrete mapping) {
    if (!(mapping instanceof Concrete.Mapping map)) {
      throw new NotKnown();
    }
    java.util.Map<String, Concrete> keywords = new java.util.HashMap<>();
    map.entries()
        .forEach((key, value) -> {
          if (Texts.isText(key)) {
            keywords.put(Texts.text(key), value);
          }
        });
    return format(template, new Arguments(List.of(), keywords));
  }
}
