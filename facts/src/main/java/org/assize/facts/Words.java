package org.assize.facts;

import java.util.Locale;

/** How the constants of this package's vocabularies are written outside of Java. */
final class Words {
  private Words() {}

  /** Returns the kebab-case form of a constant's name. */
  static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
