package org.assize.cli;

import java.util.regex.Pattern;

/** Words as a POSIX shell reads them back. */
final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private Shell() {}

  /** Returns {@code word} so that a shell reads exactly it, quoted only where it must be. */
  static String quote(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
