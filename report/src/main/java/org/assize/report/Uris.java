package org.assize.report;

import java.nio.charset.StandardCharsets;

/** Paths as relative URI references. */
final class Uris {
  private Uris() {}

  /** Returns a path with everything percent-encoded that is not plain in every URI. */
  static String encode(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
        uri.append(c);
      } else {
        uri.append("%%%02X".formatted((int) c));
      }
    }
    return uri.toString();
  }
}
