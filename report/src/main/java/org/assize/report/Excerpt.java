package org.assize.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.review.Location;
import org.assize.review.SourceLines;

/**
 * A line of a place, as a terminal shows it, and where to underline.
 *
 * @param number of the line, from 1
 * @param text of the line without control characters, tabs expanded, cut to the width asked for
 * @param before columns before the underlined part
 * @param underlined columns of that part, at least 1
 */
record Excerpt(int number, String text, int before, int underlined) {
  /** A span of more lines is told by its first and its last. */
  private static final int LINES = 4;

  private static final int TAB = 4;
  private static final int CONTEXT = 20;
  private static final String CUT = "…";

  /** Returns the lines of a place, as many as are there: of a long span the first and the last. */
  static List<Excerpt> of(Location place, SourceLines sources, Typography typography, int width) {
    List<Excerpt> found = new ArrayList<>();
    boolean whole = place.lastLine() - place.startLine() < LINES;
    for (int number = place.startLine(); number <= place.lastLine(); number++) {
      boolean told = whole || number == place.startLine() || number == place.lastLine();
      Optional<String> line = told ? sources.line(place.path(), number) : Optional.empty();
      if (line.isPresent()) {
        found.add(of(place, number, line.get(), typography, width));
      }
    }
    return found;
  }

  private static Excerpt of(
      Location place, int number, String line, Typography typography, int width) {
    int begin = number == place.startLine() ? place.startColumn() - 1 : indentation(line);
    int start = Math.min(begin, line.length());
    boolean last = number == place.lastLine();
    int end = last ? Math.clamp(place.endColumn() - 1L, start, line.length()) : line.length();
    String expanded = expandTabs(line);
    int from = expandTabs(line.substring(0, start)).length();
    int to = expandTabs(line.substring(0, end)).length();
    String before = shown(expanded.substring(0, from), typography);
    String span = shown(expanded.substring(from, to), typography);
    String after = shown(expanded.substring(to), typography);
    return cut(number, before, span, after, typography.fit(CUT), width);
  }

  private static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** Keeps the span, and as much around it as the width allows. */
  private static Excerpt cut(
      int number, String before, String span, String after, String mark, int width) {
    int behind = Math.min(DisplayWidth.of(after), CONTEXT);
    int room = width - DisplayWidth.of(span) - behind;
    String left = keepTail(before, Math.max(CONTEXT, room), mark);
    String middle = keepHead(span, width - DisplayWidth.of(left), mark);
    String right = keepHead(after, width - DisplayWidth.of(left) - DisplayWidth.of(middle), mark);
    int underlined = Math.max(1, DisplayWidth.of(middle));
    return new Excerpt(
        number, (left + middle + right).stripTrailing(), DisplayWidth.of(left), underlined);
  }

  private static String keepHead(String text, int columns, String mark) {
    if (DisplayWidth.of(text) <= columns) {
      return text;
    }
    return columns < mark.length() ? "" : DisplayWidth.head(text, columns - mark.length()) + mark;
  }

  private static String keepTail(String text, int columns, String mark) {
    if (DisplayWidth.of(text) <= columns) {
      return text;
    }
    return mark + DisplayWidth.tail(text, columns - mark.length());
  }

  private static String shown(String text, Typography typography) {
    return typography.fit(VisibleText.of(text));
  }

  private static String expandTabs(String line) {
    StringBuilder expanded = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\t') {
        expanded.append(" ".repeat(TAB - expanded.length() % TAB));
      } else {
        expanded.append(line.charAt(i));
      }
    }
    return expanded.toString();
  }
}
