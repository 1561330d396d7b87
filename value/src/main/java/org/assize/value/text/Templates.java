package org.assize.value.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.StringShape;

/**
 * Constant templates filled with shapes: {@code %} and {@code format}. What a template does that is
 * not known here, or would raise, gives an empty result.
 */
public final class Templates {
  private static final Pattern PERCENT =
      Pattern.compile(
          "%(?:\\((?<key>[^()]*)\\))?(?<flags>[-+ #0]*)(?<width>[0-9]*)"
              + "(?<prec>\\.[0-9]*)?[hlL]?(?<type>.)",
          Pattern.DOTALL);

  private static final Pattern BRACES =
      Pattern.compile(
          "(?<twice>\\{\\{|\\}\\})|\\{(?<name>[^{}!:.\\[]*)(?<path>[.\\[][^{}!:]*)?"
              + "(?<conv>![rsa])?(?::(?<spec>[^{}]*))?\\}|(?<bad>[{}])");

  private static final CharSet NUMBER = CharSet.of("-+ .,_%0123456789abcdefxonABCDEFXOINi");

  private Templates() {}

  /** {@code template % values} for a tuple of values, or one value that is no tuple. */
  public static Optional<StringShape> percent(String template, List<StringShape> values) {
    int[] used = {0};
    Optional<StringShape> filled =
        percentFields(
            template,
            key ->
                key.isEmpty() && used[0] < values.size()
                    ? Optional.of(values.get(used[0]++))
                    : Optional.empty());
    return filled.filter(_ -> used[0] == values.size());
  }

  /** {@code template % mapping}. */
  public static Optional<StringShape> percent(String template, Map<String, StringShape> values) {
    return percentFields(template, key -> Optional.ofNullable(values.get(key)));
  }

  private static Optional<StringShape> percentFields(
      String template, Function<String, Optional<StringShape>> values) {
    StringShape out = StringShape.EMPTY;
    Matcher field = PERCENT.matcher(template);
    int at = 0;
    for (int next = template.indexOf('%'); next >= 0; next = template.indexOf('%', at)) {
      if (!field.find(next) || field.start() != next) {
        return Optional.empty();
      }
      Optional<StringShape> part = percentField(field, values);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      out = out.concat(StringShape.fixed(template.substring(at, next))).concat(part.get());
      at = field.end();
    }
    return Optional.of(out.concat(StringShape.fixed(template.substring(at))));
  }

  private static Optional<StringShape> percentField(
      Matcher field, Function<String, Optional<StringShape>> values) {
    char type = field.group("type").charAt(0);
    if (type == '%') {
      return Optional.of(StringShape.fixed("%"));
    }
    String key = field.group("key");
    Optional<StringShape> value = values.apply(key == null ? "" : key);
    boolean plain = field.group("width").isEmpty() && field.group("prec") == null;
    return switch (type) {
      case 's' -> value.map(v -> plain ? v : padded(v));
      case 'r', 'a', 'c' -> value.map(_ -> StringShape.ANY);
      case 'd', 'i', 'u', 'x', 'X', 'o', 'e', 'E', 'f', 'F', 'g', 'G' ->
          value.map(_ -> StringShape.of(NUMBER));
      default -> Optional.empty();
    };
  }

  /** What a width and a precision may make of a text. */
  private static StringShape padded(StringShape shape) {
    return StringShape.of(shape.characters().with(' '));
  }

  /**
   * {@code template.format(*positional, **named)}.
   *
   * @param positional by index
   * @param named by keyword
   */
  public static Optional<StringShape> format(
      String template, List<StringShape> positional, Map<String, StringShape> named) {
    StringShape out = StringShape.EMPTY;
    Matcher field = BRACES.matcher(template);
    int at = 0;
    int next = 0;
    while (field.find()) {
      out = out.concat(StringShape.fixed(template.substring(at, field.start())));
      at = field.end();
      if (field.group("bad") != null) {
        return Optional.empty();
      }
      if (field.group("twice") != null) {
        out = out.concat(StringShape.fixed(field.group("twice").substring(1)));
        continue;
      }
      String name = field.group("name");
      String key = name.isEmpty() ? Integer.toString(next++) : name;
      Optional<StringShape> value = argument(key, positional, named);
      if (value.isEmpty()) {
        return value;
      }
      out = out.concat(formatted(field, value.get()));
    }
    return Optional.of(out.concat(StringShape.fixed(template.substring(at))));
  }

  private static Optional<StringShape> argument(
      String key, List<StringShape> positional, Map<String, StringShape> named) {
    if (!key.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.ofNullable(named.get(key));
    }
    boolean has = key.length() < 3 && Integer.parseInt(key) < positional.size();
    return has ? Optional.of(positional.get(Integer.parseInt(key))) : Optional.empty();
  }

  private static StringShape formatted(Matcher field, StringShape value) {
    String spec = field.group("spec");
    String conversion = field.group("conv");
    boolean plain = spec == null || spec.isEmpty();
    boolean asIs = conversion == null || conversion.equals("!s");
    return plain && asIs && field.group("path") == null ? value : StringShape.ANY;
  }
}
