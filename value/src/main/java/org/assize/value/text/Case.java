package org.assize.value.text;

import java.util.Locale;
import org.assize.value.domain.CharSet;

/** What methods do to the case of letters. */
public enum Case {
  LOWER,
  UPPER,
  /** {@code title}, {@code capitalize}, {@code swapcase}: a letter may be either. */
  MIXED;

  String apply(String ascii) {
    return this == LOWER ? ascii.toLowerCase(Locale.ROOT) : ascii.toUpperCase(Locale.ROOT);
  }

  /** Returns the characters that those of a set may become. */
  CharSet apply(CharSet set) {
    // letters beyond ASCII may become ASCII: the Kelvin sign, the long s, and ligatures
    CharSet others =
        set.other() ? CharSet.of("abcdefghijklmnopqrstuvwxyz'").with(0x80) : CharSet.NONE;
    CharSet all = set.union(others);
    CharSet none = CharSet.NONE;
    CharSet lower = all.map(Character::toLowerCase, none);
    CharSet upper = all.map(Character::toUpperCase, none);
    CharSet found =
        switch (this) {
          case LOWER -> lower;
          case UPPER -> upper;
          case MIXED -> lower.union(upper);
        };
    return set.other() ? found.with(0x80) : found;
  }
}
