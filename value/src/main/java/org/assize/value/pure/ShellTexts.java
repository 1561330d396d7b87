package org.assize.value.pure;

import java.util.Optional;
import java.util.regex.Pattern;

/** {@code shlex}. */
final class ShellTexts {
  private static final Pattern SAFE = Pattern.compile("[a-zA-Z0-9_@%+=:,./-]+");

  private ShellTexts() {}

  static Optional<Concrete> call(String name, Arguments args) {
    return name.equals("quote")
        ? Optional.of(Concrete.text(quoted(Texts.text(args.expect(1, 1).at(0)))))
        : Optional.empty();
  }

  private static String quoted(String text) {
    return SAFE.matcher(text).matches() ? text : "'" + text.replace("'", "'\"'\"'") + "'";
  }
}
