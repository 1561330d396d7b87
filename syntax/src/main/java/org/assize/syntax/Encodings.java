package org.assize.syntax;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Python's names of encodings, as the Java platform knows them. */
final class Encodings {
  /** Names that the two do not share, in normalised form. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("latin", "iso-8859-1"),
          Map.entry("latin-1", "iso-8859-1"),
          Map.entry("l1", "iso-8859-1"),
          Map.entry("8859", "iso-8859-1"),
          Map.entry("iso8859", "iso-8859-1"),
          Map.entry("iso-latin-1", "iso-8859-1"),
          Map.entry("latin-2", "iso-8859-2"),
          Map.entry("latin-5", "iso-8859-9"),
          Map.entry("latin-9", "iso-8859-15"),
          Map.entry("u8", "utf-8"),
          Map.entry("utf", "utf-8"),
          Map.entry("utf8", "utf-8"),
          Map.entry("cp65001", "utf-8"),
          Map.entry("646", "us-ascii"),
          Map.entry("ascii", "us-ascii"),
          Map.entry("ansi-x3.4-1968", "us-ascii"),
          Map.entry("mbcs", "windows-1252"),
          Map.entry("ujis", "euc-jp"),
          Map.entry("eucjp", "euc-jp"),
          Map.entry("euckr", "euc-kr"),
          Map.entry("sjis", "shift_jis"),
          Map.entry("shift-jis", "shift_jis"),
          Map.entry("shiftjis", "shift_jis"),
          Map.entry("cp932", "windows-31j"),
          Map.entry("ms932", "windows-31j"),
          Map.entry("cp949", "ms949"),
          Map.entry("cp950", "ms950"),
          Map.entry("uhc", "ms949"),
          Map.entry("hz", "gb2312"),
          Map.entry("koi8", "koi8-r"),
          Map.entry("mac-roman", "x-macroman"),
          Map.entry("macroman", "x-macroman"));

  private Encodings() {}

  /** Returns a name as Python writes it in messages: lower case, hyphens. */
  static String normalise(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
    if (plain.equals("utf-8") || plain.startsWith("utf-8-")) {
      return "utf-8";
    }
    if (plain.matches("(latin-1|iso-8859-1|iso-latin-1)(-.*)?")) {
      return "iso-8859-1";
    }
    return plain;
  }

  /** Returns the charset of an encoding, or empty if neither Python nor Java has one. */
  static Optional<Charset> charset(String name) {
    String plain = normalise(name);
    String known = ALIASES.getOrDefault(plain, plain);
    if (known.equals("utf-8")) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (known.matches("cp\\d+")) {
      return supported(known).or(() -> supported("windows-" + known.substring(2)));
    }
    return supported(known)
        .or(() -> supported(known.replace('-', '_')))
        .or(() -> supported(known.replaceFirst("^iso-?8859-?", "iso-8859-")));
  }

  private static Optional<Charset> supported(String name) {
    try {
      return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
