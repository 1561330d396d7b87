package org.assize.report;

import org.assize.review.Location;
import org.assize.review.SourceLines;

/** A few words of code that remind the reader of a place. */
final class Snippet {
  private static final String CUT = "…";

  private Snippet() {}

  /** Returns the code of a place in at most so many columns; empty where it is not known. */
  static String of(Location place, SourceLines sources, int columns) {
    String line = sources.line(place.path(), place.startLine()).orElse("");
    int start = Math.min(place.startColumn() - 1, line.length());
    boolean more = place.lastLine() > place.startLine();
    int end = more ? line.length() : Math.clamp(place.endColumn() - 1L, start, line.length());
    String code = line.substring(start, end).strip().replaceAll("\\s+", " ");
    String whole = VisibleText.of(more ? code + CUT : code);
    return DisplayWidth.of(whole) <= columns ? whole : shortened(whole, columns);
  }

  private static String shortened(String code, int columns) {
    String withoutArguments = code.endsWith(")") ? withoutArguments(code) : code;
    if (DisplayWidth.of(withoutArguments) <= columns) {
      return withoutArguments;
    }
    String head = DisplayWidth.head(withoutArguments, columns - 1);
    int space = head.lastIndexOf(' ');
    return (space > columns / 2 ? head.substring(0, space + 1) : head) + CUT;
  }

  /** Empties the last pair of parentheses. */
  private static String withoutArguments(String code) {
    int depth = 0;
    for (int i = code.length() - 1; i >= 0; i--) {
      char c = code.charAt(i);
      if (c == ')') {
        depth++;
      } else if (c == '(' && --depth == 0) {
        return code.substring(0, i) + "(" + CUT + ")";
      }
    }
    return code;
  }
}
