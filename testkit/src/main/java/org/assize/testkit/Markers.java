package org.assize.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.facts.Status;

/**
 * The markers of one file.
 *
 * @param expected what must be said
 * @param missed what is known to be missed: it must not be said yet
 * @param clean lines of which nothing must be said
 */
public record Markers(List<Marked> expected, List<Marked> missed, Set<Integer> clean) {
  private static final Pattern MARKER =
      Pattern.compile(
          "#\\s*(?:(?<todo>todo-)?(?<status>defect|caution|refuted|undecided):\\s*"
              + "(?<ids>[a-z][a-z0-9-]*(?:\\s*,\\s*[a-z][a-z0-9-]*)*)|(?<clean>clean)\\b)");

  /** Copies what it is given. */
  public Markers {
    expected = List.copyOf(expected);
    missed = List.copyOf(missed);
    clean = Set.copyOf(clean);
  }

  /**
   * Finds the markers of a file. In Python they are found in comments only, never in strings; in
   * other files anywhere.
   */
  public static Markers of(String path, String text) {
    List<Marked> expected = new ArrayList<>();
    List<Marked> missed = new ArrayList<>();
    Set<Integer> clean = new TreeSet<>();
    String[] lines = (path.endsWith(".py") ? Comments.only(text) : text).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      Matcher matcher = MARKER.matcher(lines[i]);
      while (matcher.find()) {
        if (matcher.group("clean") != null) {
          clean.add(i + 1);
        } else {
          Status status = Status.parse(matcher.group("status")).orElseThrow();
          for (String id : matcher.group("ids").split("\\s*,\\s*", -1)) {
            (matcher.group("todo") == null ? expected : missed)
                .add(new Marked(path, i + 1, status, id));
          }
        }
      }
    }
    return new Markers(expected, missed, clean);
  }
}
