package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.StringShape;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.SequenceContent;

/**
 * A template of {@code %} formatting (library reference, "printf-style String Formatting").
 *
 * @param template the text
 * @param items what fills the places without names, in their order
 * @param named what fills the places with names
 */
record PercentTemplate(String template, SequenceContent items, Optional<DictContent> named) {
  private static final Pattern PLACE =
      Pattern.compile("%(?:\\((?<name>[^)]*)\\))?(?<flags>[-#0-9. +*]*)[hlL]?(?<kind>[a-zA-Z%])");

  private static final CharSet NUMBER = CharSet.of("-+ .0123456789eEinfax");

  /** Returns the shape of the filled template. */
  AbstractValue filled() {
    List<AbstractValue> parts = new ArrayList<>();
    Matcher place = PLACE.matcher(template);
    int end = 0;
    int next = 0;
    while (place.find()) {
      parts.add(AbstractValue.string(template.substring(end, place.start())));
      end = place.end();
      if (place.group("kind").equals("%")) {
        parts.add(AbstractValue.string("%"));
      } else {
        parts.add(shown(place, value(place.group("name"), next)));
        next++;
      }
    }
    parts.add(AbstractValue.string(template.substring(end)));
    return TextShapes.concatenated(parts);
  }

  private AbstractValue value(String name, int index) {
    if (name != null) {
      return named
          .map(d -> d.get(AbstractValue.string(name)).value())
          .filter(v -> !v.isBottom())
          .orElse(AbstractValue.UNKNOWN);
    }
    AbstractValue value = items.get(index).value();
    return value.isBottom() ? AbstractValue.UNKNOWN : value;
  }

  private static AbstractValue shown(Matcher place, AbstractValue value) {
    boolean plain = place.group("flags").isEmpty();
    return switch (place.group("kind").charAt(0)) {
      case 's' -> plain ? TextShapes.str(value) : AbstractValue.shaped(StringShape.ANY);
      case 'd', 'i', 'u', 'o', 'x', 'X', 'e', 'E', 'f', 'F', 'g', 'G' ->
          number(plain, value);
      default -> AbstractValue.shaped(StringShape.ANY);
    };
  }

  private static AbstractValue number(boolean plain, AbstractValue value) {
    boolean isConstant = plain && value.constant().isPresent();
    return isConstant
        ? TextShapes.str(value)
        : AbstractValue.shaped(StringShape.of(NUMBER));
  }
}
