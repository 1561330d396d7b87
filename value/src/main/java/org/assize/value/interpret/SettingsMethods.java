package org.assize.value.interpret;

import java.util.Locale;
import java.util.Optional;
import org.assize.ir.Literal;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.heap.DictContent;

/**
 * The methods of settings parsers, which are maps of two levels: section and option (library
 * reference, "configparser"). Names of options do not depend on case.
 */
final class SettingsMethods {
  /** No section and no option has it in its name. */
  private static final char BETWEEN = '\u0000';

  private static final AbstractValue NONE = AbstractValue.of(Literal.Single.NONE);

  private final Frame frame;

  SettingsMethods(Frame frame) {
    this.frame = frame;
  }

  /** Calls a method; empty where it is none of those that are known. */
  Optional<AbstractValue> call(Atom.Container c, DictContent settings, String name, Call call) {
    return switch (name) {
      case "add_section" -> Optional.of(NONE);
      case "set" -> {
        AbstractValue value = call.positional(2).orElse(NONE);
        frame.update(c.site(), settings.set(key(call), value));
        yield Optional.of(NONE);
      }
      case "get" -> {
        AbstractValue found = settings.get(key(call)).value();
        AbstractValue fallback = call.named("fallback").orElse(AbstractValue.BOTTOM);
        yield Optional.of(found.join(fallback));
      }
      case "read", "read_file", "read_string", "read_dict", "readfp" -> {
        frame.update(c.site(), DictContent.UNKNOWN);
        yield Optional.of(AbstractValue.UNKNOWN);
      }
      default -> Optional.empty();
    };
  }

  private AbstractValue key(Call call) {
    Optional<String> section = text(call, 0);
    Optional<String> option = text(call, 1);
    return section.isPresent() && option.isPresent()
        ? AbstractValue.string(section.get() + BETWEEN + option.get().toLowerCase(Locale.ROOT))
        : AbstractValue.UNKNOWN;
  }

  private Optional<String> text(Call call, int position) {
    return call.positional(position)
        .map(frame::known)
        .flatMap(AbstractValue::constant)
        .flatMap(LibraryCalls::text);
  }
}
