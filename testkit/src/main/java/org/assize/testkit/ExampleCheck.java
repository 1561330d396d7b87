package org.assize.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assize.facts.Status;
import org.assize.knowledge.Example;

/** Compares what the markers of an example say with what a review says of it. */
final class ExampleCheck {
  private final String pagePath;
  private final String pageWeakness;
  private final Example example;
  private final Set<String> known;

  /**
   * @param pagePath for messages
   * @param pageWeakness whose cautions and refuted suspicions must all be marked
   * @param known ids that a marker may name
   */
  ExampleCheck(String pagePath, String pageWeakness, Example example, Set<String> known) {
    this.pagePath = pagePath;
    this.pageWeakness = pageWeakness;
    this.example = example;
    this.known = known;
  }

  /** Returns one message for each difference, none where the review says what it should. */
  List<String> differences(ExampleReviewer reviewer) {
    Map<String, String> texts = new LinkedHashMap<>();
    example.files().forEach(file -> texts.put(file.path(), file.text()));
    Set<Marked> observed = new TreeSet<>(reviewer.review(texts));
    List<String> messages = new ArrayList<>();
    Set<Marked> marked = new TreeSet<>();
    for (Example.File file : example.files()) {
      Markers markers = Markers.of(file.path(), file.text());
      marked.addAll(markers.expected());
      compare(file.path(), markers, observed, messages);
    }
    for (Marked found : observed) {
      if (!marked.contains(found) && mustBeMarked(found)) {
        messages.add(message(found, "observed without a marker: " + found.text()));
      }
    }
    return messages;
  }

  private void compare(String path, Markers markers, Set<Marked> observed, List<String> messages) {
    for (Marked wanted : markers.expected()) {
      if (!known.contains(wanted.weakness())) {
        messages.add(message(wanted, "no weakness has the id '" + wanted.weakness() + "'"));
      } else if (!observed.contains(wanted)) {
        messages.add(
            message(wanted, "expected " + wanted.text() + ", observed " + there(wanted, observed)));
      }
    }
    for (Marked missed : markers.missed()) {
      if (observed.contains(missed)) {
        messages.add(message(missed, "no longer missed: write '# " + missed.text() + "'"));
      }
    }
    for (Marked found : observed) {
      if (found.path().equals(path) && markers.clean().contains(found.line())) {
        messages.add(message(found, "marked clean, observed " + found.text()));
      }
    }
  }

  private boolean mustBeMarked(Marked found) {
    return found.status() == Status.DEFECT
        || found.status() == Status.UNDECIDED
        || found.weakness().equals(pageWeakness);
  }

  private static String there(Marked wanted, Set<Marked> observed) {
    List<String> others =
        observed.stream()
            .filter(o -> o.path().equals(wanted.path()) && o.line() == wanted.line())
            .map(Marked::text)
            .toList();
    return others.isEmpty() ? "nothing" : String.join(", ", others);
  }

  /** Names the place in the page and shows the line. */
  private String message(Marked place, String what) {
    return example.files().stream()
        .filter(file -> file.path().equals(place.path()))
        .findFirst()
        .map(file -> at(file, place.line()) + ": " + what + "\n    " + line(file, place.line()))
        .orElse(
            pagePath + ": " + what + " in " + place.path() + ", which is no file of the example");
  }

  private String at(Example.File file, int line) {
    return pagePath + ":" + (file.line() + line - 1) + " (" + file.path() + ":" + line + ")";
  }

  private static String line(Example.File file, int line) {
    return file.text().lines().skip(line - 1L).findFirst().orElse("").strip();
  }
}
