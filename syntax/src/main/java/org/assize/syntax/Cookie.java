package org.assize.syntax;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the encoding that a comment in the first two lines declares (PEP 263). */
final class Cookie {
  private static final Pattern DECLARATION =
      Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)");
  private static final Pattern BLANK = Pattern.compile("^[ \\t\\f]*(?:#.*)?$");

  /** A comment beyond this many bytes declares nothing. */
  private static final int LIMIT = 4096;

  private Cookie() {}

  static Optional<String> find(byte[] bytes, int start) {
    int second = lineEnd(bytes, start);
    Optional<String> found = declared(bytes, start, second);
    if (found.isPresent() || second >= bytes.length || !blank(bytes, start, second)) {
      return found;
    }
    int next =
        bytes[second] == '\r' && second + 1 < bytes.length && bytes[second + 1] == '\n' ? 2 : 1;
    return declared(bytes, second + next, lineEnd(bytes, second + next));
  }

  private static Optional<String> declared(byte[] bytes, int from, int to) {
    Matcher matcher = DECLARATION.matcher(line(bytes, from, to));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static boolean blank(byte[] bytes, int from, int to) {
    return BLANK.matcher(line(bytes, from, to)).matches();
  }

  private static String line(byte[] bytes, int from, int to) {
    return new String(bytes, from, Math.min(to - from, LIMIT), StandardCharsets.ISO_8859_1);
  }

  private static int lineEnd(byte[] bytes, int from) {
    int p = from;
    while (p < bytes.length && bytes[p] != '\n' && bytes[p] != '\r') {
      p++;
    }
    return p;
  }
}
