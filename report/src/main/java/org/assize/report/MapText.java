package org.assize.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assize.facts.Control;
import org.assize.review.Coverage.NotParsed;
import org.assize.review.MappedEntry;
import org.assize.review.ProgramMap;
import org.assize.review.Reached;

/** A map of a program as text: its entries, then how much of it is reached. */
final class MapText {
  private final Page page;

  MapText(Page page) {
    this.page = page;
  }

  void write(ProgramMap map) throws IOException {
    if (new EntryRows(page).write(map.entries())) {
      page.blank();
    }
    page.paragraph(entries(map.entries()));
    page.paragraph(functions(map));
    closing(page, map);
  }

  private static String entries(List<MappedEntry> entries) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Control control : Control.values()) {
      int count = (int) entries.stream().filter(e -> !e.isTest() && e.control() == control).count();
      if (count > 0) {
        counts.put(control.id(), count);
      }
    }
    int tests = (int) entries.stream().filter(MappedEntry::isTest).count();
    if (tests > 0) {
      counts.put("of tests", tests);
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((word, count) -> parts.add(Words.number(count) + " " + word));
    String all = entries.size() == 1 ? "1 entry" : Words.number(entries.size()) + " entries";
    return all + (parts.isEmpty() ? "." : ": " + String.join(", ", parts) + ".");
  }

  static String functions(ProgramMap map) {
    int all = map.count(Reached.PRODUCTION) + map.count(Reached.TESTS) + map.count(Reached.NOTHING);
    return "%s: %s reached by production, %s only by tests, %s by nothing."
        .formatted(
            Words.count(all, "function"),
            Words.number(map.count(Reached.PRODUCTION)),
            Words.number(map.count(Reached.TESTS)),
            Words.number(map.count(Reached.NOTHING)));
  }

  static void closing(Page page, ProgramMap map) throws IOException {
    int lines = map.files().stream().mapToInt(f -> f.file().lines()).sum();
    String size =
        "%s, %s".formatted(Words.count(map.files().size(), "file"), Words.count(lines, "line"));
    boolean whole = map.program().files() == map.files().size();
    page.paragraph(
        whole
            ? size + "."
            : "%s; judged within %s, %s."
                .formatted(
                    size,
                    Words.count(map.program().files(), "file"),
                    Words.count(map.program().lines(), "line")));
    for (NotParsed problem : map.notParsed()) {
      String place = problem.line() == 0 ? problem.path() : problem.path() + ":" + problem.line();
      page.wrap(page.line().add("   " + place + "  "), problem.message(), 6);
    }
  }
}
