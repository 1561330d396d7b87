package org.assize.value.pure;

import java.util.List;
import java.util.Optional;

/** {@code textwrap.dedent}. */
final class Indentation {
  private Indentation() {}

  static Optional<Concrete> call(String name, Arguments args) {
    return name.equals("dedent")
        ? Optional.of(Concrete.text(dedent(Texts.text(args.expect(1, 1).at(0)))))
        : Optional.empty();
  }

  private static String dedent(String text) {
    if (text.chars().anyMatch(c -> c == '\r' || c == '\u000b' || c == '\f' || c > 127)) {
      throw new NotKnown(); // what counts as a blank line differs between versions
    }
    List<String> lines = List.of(text.split("\n", -1));
    String margin = null;
    for (String line : lines) {
      if (!line.isBlank()) {
        String indent = line.substring(0, line.length() - line.stripLeading().length());
        margin = margin == null ? indent : common(margin, indent);
      }
    }
    String cut = margin == null ? "" : margin;
    return String.join(
        "\n", lines.stream().map(l -> l.isBlank() ? "" : l.substring(cut.length())).toList());
  }

  private static String common(String a, String b) {
    int i = 0;
    while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return a.substring(0, i);
  }
}
