package org.assize.taint.trace;

import java.util.Set;

/** Functions that give characters which their argument does not hold (library reference). */
final class Recoding {
  private static final Set<String> NAMES =
      Set.of(
          "unquote",
          "unquote_plus",
          "unquote_to_bytes",
          "unescape",
          "b64decode",
          "b32decode",
          "b16decode",
          "b85decode",
          "a85decode",
          "standard_b64decode",
          "urlsafe_b64decode",
          "decodebytes",
          "decodestring",
          "unhexlify",
          "a2b_hex",
          "a2b_base64",
          "fromhex",
          "loads",
          "decompress",
          "decrypt",
          "literal_eval",
          "parse_qs",
          "parse_qsl",
          "normalize");

  private Recoding() {}

  /** Whether a function is one of them. */
  static boolean isNamed(String name) {
    return NAMES.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
