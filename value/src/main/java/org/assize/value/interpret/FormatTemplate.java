package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.StringShape;

/**
 * A template of {@code str.format} (library reference, "Format String Syntax").
 *
 * @param template its shape
 * @param call what fills it
 */
record FormatTemplate(StringShape template, Call call) {
  private static final Pattern PART =
      Pattern.compile("\\{\\{|\\}\\}|\\{(?<field>[^{}:!]*)(?<rest>[^{}]*)\\}");

  /** Returns the shape of the filled template. */
  AbstractValue filled() {
    Optional<String> text = template.constant();
    if (text.isEmpty()) {
      return AbstractValue.shaped(StringShape.ANY);
    }
    List<AbstractValue> parts = new ArrayList<>();
    Matcher part = PART.matcher(text.get());
    int end = 0;
    int next = 0;
    while (part.find()) {
      parts.add(AbstractValue.string(text.get().substring(end, part.start())));
      end = part.end();
      String field = part.group("field");
      if (field == null) {
        parts.add(AbstractValue.string(part.group().substring(1)));
      } else {
        boolean plain = part.group("rest").isEmpty() || part.group("rest").equals("!s");
        AbstractValue value = value(field, next);
        next += field.isEmpty() ? 1 : 0;
        parts.add(plain ? TextShapes.str(value) : AbstractValue.shaped(StringShape.ANY));
      }
    }
    parts.add(AbstractValue.string(text.get().substring(end)));
    return TextShapes.concatenated(parts);
  }

  private AbstractValue value(String field, int next) {
    if (field.isEmpty()) {
      return call.positional(next).orElse(AbstractValue.UNKNOWN);
    }
    if (field.chars().allMatch(Character::isDigit) && field.length() < 4) {
      return call.positional(Integer.parseInt(field)).orElse(AbstractValue.UNKNOWN);
    }
    return call.named(field).orElse(AbstractValue.UNKNOWN);
  }
}
