package org.assize.facts;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** How the constants of this package's vocabularies are written outside of Java. */
final class Words {
  private Words() {}

  /** Returns the kebab-case form of a constant's name. */
  static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the constant that is written as the given word. */
  static <E> Optional<E> find(E[] constants, Function<E, String> id, String word) {
    for (E constant : constants) {
      if (id.apply(constant).equals(word)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
