package org.assize.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.knowledge.Example;

/** Compares what the markers of an example say is revealed with what is. */
final class RevealMarkers {
  private static final Pattern MARKER =
      Pattern.compile("# (?<todo>todo-)?revealed: (?<text>.*\\S)");

  private final String page;
  private final Example example;

  /**
   * The markers of an example.
   *
   * @param page for messages
   */
  RevealMarkers(String page, Example example) {
    this.page = page;
    this.example = example;
  }

  /** Returns one message for each difference. */
  List<String> differences(Map<Revealed.Place, String> revealed) {
    List<String> messages = new ArrayList<>();
    TreeSet<Revealed.Place> unmarked = new TreeSet<>(revealed.keySet());
    for (Example.File file : example.files()) {
      List<String> lines = Comments.only(file.text()).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        Matcher marker = MARKER.matcher(lines.get(i));
        if (marker.find()) {
          Revealed.Place place = new Revealed.Place(file.path(), i + 1);
          unmarked.remove(place);
          String code = file.text().lines().skip(i).findFirst().orElse("");
          String found = revealed.getOrDefault(place, withoutCode(code));
          compare(marker, found, at(file, i + 1), messages);
        }
      }
    }
    unmarked.forEach(
        place -> messages.add(place + ": without a marker, found " + revealed.get(place)));
    return messages;
  }

  /** Code that nothing leads to is left out of a body. */
  private static String withoutCode(String line) {
    return line.matches(".*\\b(reveal|callee|reached)\\(.*")
        ? "unreachable"
        : "nothing: the line has no reveal, callee or reached";
  }

  private static void compare(Matcher marker, String found, String place, List<String> messages) {
    String text = marker.group("text");
    if (marker.group("todo") == null && !found.equals(text)) {
      messages.add(place + "\n    expected " + text + "\n    found    " + found);
    } else if (marker.group("todo") != null && found.equals(text)) {
      messages.add(place + "\n    no longer missed: write '# revealed: " + text + "'");
    }
  }

  private String at(Example.File file, int line) {
    String code = file.text().lines().skip(line - 1L).findFirst().orElse("").strip();
    return page
        + ":"
        + (file.line() + line - 1)
        + " ("
        + example.title()
        + ", "
        + file.path()
        + ":"
        + line
        + ")\n    "
        + code;
  }
}
