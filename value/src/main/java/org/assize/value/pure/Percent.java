package org.assize.value.pure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code text % values} (library reference, "printf-style String Formatting"). */
final class Percent {
  private static final Pattern FIELD =
      Pattern.compile(
          "%(?:\\((?<key>[^()]*)\\))?(?<flags>[-+ #0]*)(?<width>[0-9]{1,5}|\\*)?"
              + "(?:\\.(?<prec>[0-9]{0,5}|\\*))?[hlL]?(?<type>.)",
          Pattern.DOTALL);

  private final Concrete values;
  private final List<Concrete> positional;
  private int used;

  private Percent(Concrete values) {
    this.values = values;
    boolean isTuple =
        values instanceof Concrete.Items items && items.kind() == Concrete.Items.Kind.TUPLE;
    this.positional = isTuple ? ((Concrete.Items) values).elements() : List.of(values);
  }

  static String format(String template, Concrete values) {
    return new Percent(values).run(template);
  }

  private String run(String template) {
    Matcher field = FIELD.matcher(template);
    StringBuilder out = new StringBuilder();
    int at = 0;
    boolean named = false;
    for (int next = template.indexOf('%'); next >= 0; next = template.indexOf('%', at)) {
      if (!field.find(next) || field.start() != next) {
        throw template.indexOf('(', next) == next + 1 ? new NotKnown() : Raised.valueError();
      }
      out.append(template, at, next).append(field(field));
      named |= field.group("key") != null;
      Limits.checkText(out.length());
      at = field.end();
    }
    if (!named && used < positional.size() && !isMappingLike()) {
      throw Raised.typeError();
    }
    return out.append(template.substring(at)).toString();
  }

  /** What has keys, and is neither tuple nor string, may stay unused. */
  private boolean isMappingLike() {
    return values instanceof Concrete.Mapping
        || Texts.isBytes(values)
        || (values instanceof Concrete.Items items && items.kind() == Concrete.Items.Kind.LIST);
  }

  private String field(Matcher field) {
    char type = field.group("type").charAt(0);
    if (type == '%') {
      if (field.end() - field.start() > 2) {
        throw new NotKnown();
      }
      return "%";
    }
    if ("*".equals(field.group("width")) || "*".equals(field.group("prec"))) {
      throw new NotKnown();
    }
    String digits = field.group("prec");
    int precision = digits == null ? -1 : digits.isEmpty() ? 0 : Integer.parseInt(digits);
    String body = body(type, value(field.group("key")), field.group("flags"), precision);
    return padded(body, field, "sra".indexOf(type) < 0 && type != 'c');
  }

  private Concrete value(String key) {
    if (key != null) {
      if (!(values instanceof Concrete.Mapping mapping)) {
        throw Raised.typeError();
      }
      return Displays.item(mapping, Concrete.text(key));
    }
    if (used >= positional.size()) {
      throw Raised.typeError();
    }
    return positional.get(used++);
  }

  private static String body(char type, Concrete value, String flags, int precision) {
    return switch (type) {
      case 's' -> cut(Formats.str(value), precision);
      case 'r' -> cut(Formats.repr(value), precision);
      case 'a' -> cut(Formats.ascii(value), precision);
      case 'c' -> Texts.isText(value) ? character(Texts.text(value)) : Formats.character(value);
      case 'd', 'i', 'u' -> signed(decimal(value), flags, precision);
      case 'x' -> signed(based(value, 16, flags), flags, precision);
      case 'X' ->
          signed(based(value, 16, flags), flags, precision).toUpperCase(java.util.Locale.ROOT);
      case 'o' -> signed(based(value, 8, flags), flags, precision);
      case 'e', 'E', 'f', 'F', 'g', 'G' -> real(type, value, flags, precision);
      default -> throw Raised.valueError();
    };
  }

  private static String character(String text) {
    if (text.codePointCount(0, text.length()) != 1) {
      throw Raised.typeError();
    }
    return text;
  }

  private static String cut(String text, int precision) {
    boolean cut = precision >= 0 && text.length() > precision;
    return cut ? Texts.plain(text).substring(0, precision) : text;
  }

  private static String decimal(Concrete value) {
    if (Numbers.isReal(value)) {
      double number = Numbers.real(value);
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        throw new Raised(Double.isNaN(number) ? "ValueError" : "OverflowError");
      }
      return new BigDecimal(number).toBigInteger().toString();
    }
    return Numbers.whole(value).toString();
  }

  private static String based(Concrete value, int base, String flags) {
    if (flags.contains("#")) {
      throw new NotKnown();
    }
    return Numbers.whole(value).toString(base);
  }

  private static String signed(String digits, String flags, int precision) {
    boolean negative = digits.startsWith("-");
    String plain = negative ? digits.substring(1) : digits;
    String long_ = Texts.repeat("0", precision - plain.length()) + plain;
    return (negative ? "-" : sign(flags)) + long_;
  }

  private static String sign(String flags) {
    return flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
  }

  private static String real(char type, Concrete value, String flags, int precision) {
    if (flags.contains("#")) {
      throw new NotKnown();
    }
    double number = Numbers.real(value);
    FormatSpec spec =
        new FormatSpec(
            " ", (char) 0, (char) 0, false, 0, (char) 0, precision < 0 ? 6 : precision, type);
    String text = Floats.format(number, spec);
    return text.startsWith("-") ? text : sign(flags) + text;
  }

  private static String padded(String body, Matcher field, boolean isNumber) {
    int width = field.group("width") == null ? 0 : Integer.parseInt(field.group("width"));
    String flags = Objects.requireNonNull(field.group("flags"));
    int missing = Math.max(0, width - body.codePointCount(0, body.length()));
    if (flags.contains("-")) {
      return body + Texts.repeat(" ", missing);
    }
    if (flags.contains("0") && isNumber) {
      boolean signed = !body.isEmpty() && "+- ".indexOf(body.charAt(0)) >= 0;
      int behind = signed ? 1 : 0;
      return body.substring(0, behind) + Texts.repeat("0", missing) + body.substring(behind);
    }
    return Texts.repeat(" ", missing) + body;
  }
}
