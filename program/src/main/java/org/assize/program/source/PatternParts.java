package org.assize.program.source;

import java.util.ArrayList;
import java.util.List;

/** Splits a path pattern at its slashes; a slash in a set parts nothing. */
final class PatternParts {
  private PatternParts() {}

  static List<String> of(String pattern) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      boolean escapes = c == '\\' && at + 1 < pattern.length();
      if (c == '/' || (escapes && pattern.charAt(at + 1) == '/')) {
        parts.add(part.toString());
        part.setLength(0);
        at += escapes ? 1 : 0;
        continue;
      }
      int end = at + 1;
      if (escapes) {
        end = at + 2;
      } else if (c == '[') {
        end = Math.max(end, Glob.endOfSet(pattern, at + 1));
      }
      part.append(pattern, at, end);
      at = end - 1;
    }
    parts.add(part.toString());
    return parts;
  }
}
