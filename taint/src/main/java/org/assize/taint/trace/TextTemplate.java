package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.value.domain.StringShape;

/** Where a template of {@code %} or {@code format} puts which value (library reference). */
public final class TextTemplate {
  private static final Pattern PERCENT =
      Pattern.compile(
          "%(?:\\((?<name>[^)]*)\\))?[-#0 +]*(?:\\*|\\d+)?(?:\\.(?:\\*|\\d+))?(?<type>.)");
  private static final Pattern BRACES =
      Pattern.compile(
          "\\{\\{|}}|\\{(?<name>[^{}:!]*)(?:!(?<conversion>[rsa]))?(?::(?<spec>[^{}]*))?}");

  private TextTemplate() {}

  /**
   * One value of a template.
   *
   * @param name under which it is given; empty for a position
   * @param position from 0
   * @param before the text before it
   * @param behind the text behind it
   * @param form what can stand there
   */
  record Field(String name, int position, StringShape before, StringShape behind, Form form) {
    boolean isNumber() {
      return form == Form.NUMBER;
    }

    /** Whether a value is written as a literal of Python. */
    boolean isLiteral() {
      return form == Form.LITERAL;
    }
  }

  private enum Form {
    ANY,
    NUMBER,
    LITERAL;

    static Form of(boolean isNumber, boolean isLiteral) {
      return isNumber ? NUMBER : isLiteral ? LITERAL : ANY;
    }
  }

  private record Hole(String name, int position, int start, int end, Form form) {}

  /** Whether a value of a template with percent signs is written as a literal, or as a number. */
  public static boolean isWrittenAsLiteral(String template, int position) {
    return percent(template).stream()
        .anyMatch(
            f -> f.name().isEmpty() && f.position() == position && (f.isLiteral() || f.isNumber()));
  }

  static List<Field> percent(String template) {
    List<Hole> holes = new ArrayList<>();
    Matcher matcher = PERCENT.matcher(template);
    int position = 0;
    while (matcher.find()) {
      char type = matcher.group("type").charAt(0);
      if (type != '%') {
        String name = matcher.group("name");
        Form form = Form.of("diouxXeEfFgG".indexOf(type) >= 0, type == 'r' || type == 'a');
        holes.add(
            new Hole(name == null ? "" : name, position++, matcher.start(), matcher.end(), form));
      }
    }
    return fields(template, holes);
  }

  static List<Field> braces(String template) {
    List<Hole> holes = new ArrayList<>();
    Matcher matcher = BRACES.matcher(template);
    int next = 0;
    while (matcher.find()) {
      String name = matcher.group("name");
      if (name == null) {
        continue;
      }
      String first = name.split("[.\\[]", 2)[0];
      int position = -1;
      if (first.isEmpty()) {
        position = next++;
      } else if (first.chars().allMatch(Character::isDigit)) {
        position = Integer.parseInt(first);
      }
      String spec = matcher.group("spec");
      String conversion = matcher.group("conversion");
      Form form =
          Form.of(
              spec != null && spec.matches(".*[bcdeEfFgGnoxX%]$"),
              conversion != null && !conversion.equals("s"));
      holes.add(
          new Hole(position >= 0 ? "" : first, position, matcher.start(), matcher.end(), form));
    }
    return fields(template, holes);
  }

  private static List<Field> fields(String template, List<Hole> holes) {
    List<Field> fields = new ArrayList<>();
    for (int k = 0; k < holes.size(); k++) {
      Hole hole = holes.get(k);
      fields.add(
          new Field(
              hole.name(),
              hole.position(),
              text(template, holes, 0, k),
              text(template, holes, k + 1, holes.size()),
              hole.form()));
    }
    return fields;
  }

  /** The text around some holes: before the first where they start at 0, else behind the rest. */
  private static StringShape text(String template, List<Hole> holes, int from, int to) {
    StringShape out = StringShape.EMPTY;
    boolean before = from == 0;
    int at = before ? 0 : holes.get(from - 1).end();
    for (int k = from; k < to; k++) {
      out = out.concat(StringShape.fixed(template.substring(at, holes.get(k).start())));
      out = out.concat(StringShape.ANY);
      at = holes.get(k).end();
    }
    int end = before && to < holes.size() ? holes.get(to).start() : template.length();
    return out.concat(StringShape.fixed(template.substring(at, end)));
  }
}
