package org.assize.taint.trace;

import java.util.Locale;
import java.util.Set;

/** Names that speak of checking, cleaning, escaping, quoting or converting. */
public final class Cleaning {
  private static final Set<String> WORDS =
      Set.of(
          "check",
          "valid",
          "validate",
          "validated",
          "allow",
          "allowed",
          "permit",
          "permitted",
          "safe",
          "clean",
          "cleaned",
          "sanitize",
          "sanitise",
          "sanitized",
          "escape",
          "escaped",
          "quote",
          "quoted",
          "quotename",
          "normalize",
          "normalise",
          "slugify",
          "strip",
          "encode",
          "convert");

  /** What a value is turned into that carries nothing harmful, or only escaped. */
  private static final Set<String> SAFE_TYPES =
      Set.of(
          "int",
          "integer",
          "float",
          "number",
          "bool",
          "uuid",
          "html",
          "safe",
          "safe_text",
          "slug",
          "ascii",
          "identifier",
          "literal",
          "sql",
          "ip",
          "date",
          "datetime");

  private Cleaning() {}

  /** Whether a word of a name says so. */
  public static boolean isNamed(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (last.startsWith("to_") || last.startsWith("as_")) {
      return SAFE_TYPES.contains(last.substring(3).toLowerCase(Locale.ROOT));
    }
    for (String word : last.replaceAll("([a-z])([A-Z])", "$1_$2").split("_", -1)) {
      if (WORDS.contains(word.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
