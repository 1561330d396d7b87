package org.assize.report;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assize.review.Location;

/** Links to lines, as references whose targets stand at the end of the document. */
final class MarkdownLinks {
  /** So many lines of a pattern are linked one by one. */
  private static final int MOST = 8;

  private final Map<String, String> targets = new LinkedHashMap<>();
  private final Map<String, String> folded = new HashMap<>();
  private final boolean oneFile;

  /**
   * Creates links.
   *
   * @param oneFile whether lines are shown without their path, all being of one file
   */
  MarkdownLinks(boolean oneFile) {
    this.oneFile = oneFile;
  }

  /** Returns a link that shows path and line. */
  String place(Location at) {
    String label =
        label(
            Uris.encode(at.path()) + ":" + Places.lineOnly(at),
            target(at, at.startLine(), at.startLine()));
    return "[" + MarkdownText.code(Places.line(at)) + "][" + label + "]";
  }

  /** Returns links to the lines of a pattern, the first few one by one. */
  String places(Pattern pattern) {
    StringBuilder links = new StringBuilder();
    List<LineRange> ranges = pattern.ranges();
    int told = 0;
    for (LineRange range : ranges.subList(0, Math.min(MOST, ranges.size()))) {
      links.append(links.isEmpty() ? "" : ", ").append(range(pattern, range));
      told += range.places();
    }
    int left = pattern.observations().size() - told;
    return left == 0 ? links.toString() : links + " and " + left + " more";
  }

  private String range(Pattern pattern, LineRange range) {
    Location at = pattern.first().location();
    String target = target(at, range.first(), range.last());
    if (oneFile) {
      return "[" + range + "][" + label(range.toString(), target) + "]";
    }
    String label = label(Uris.encode(at.path()) + ":" + range, target);
    return "[" + MarkdownText.code(at.path() + ":" + range) + "][" + label + "]";
  }

  /** Writes the targets of all links asked for. */
  void write(Appendable out) throws IOException {
    for (Map.Entry<String, String> target : targets.entrySet()) {
      out.append("[").append(target.getKey()).append("]: ").append(target.getValue()).append('\n');
    }
  }

  private static String target(Location at, int first, int last) {
    String uri = Uris.encode(at.path());
    if (at.cell() != null) {
      return uri; // a notebook is shown by cells, and those have no stable anchor
    }
    return uri + "#L" + first + (last > first ? "-L" + last : "");
  }

  /** Labels are matched without regard to case, so two files may need different ones. */
  private String label(String wanted, String target) {
    String label = wanted;
    for (int i = 2; ; i++) {
      String known = folded.putIfAbsent(label.toLowerCase(Locale.ROOT), label);
      if (known == null) {
        targets.put(label, target);
        return label;
      }
      if (target.equals(targets.get(known))) {
        return known;
      }
      label = wanted + "-" + i;
    }
  }
}
