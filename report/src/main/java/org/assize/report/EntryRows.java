package org.assize.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assize.facts.Control;
import org.assize.report.StyledText.Ink;
import org.assize.review.MappedEntry;

/** Entries as rows: who controls, the address, the place, the function, the route. */
final class EntryRows {
  private static final List<Control> ORDER =
      List.of(
          Control.REMOTE,
          Control.TOOL,
          Control.PEER,
          Control.OPERATOR,
          Control.CALLER,
          Control.UNKNOWN,
          Control.CONSTANT);

  /** More public functions than this are counted by module rather than listed. */
  private static final int MANY = 30;

  private static final int CONTROL = 10;
  private static final int MAX_ADDRESS = 24;
  private static final int MAX_PLACE = 40;
  private static final int MAX_NAME = 24;
  private static final int NAMES = 5;

  private final Page page;

  EntryRows(Page page) {
    this.page = page;
  }

  /** Writes entries, the strongest control first; returns whether there was one. */
  boolean write(List<MappedEntry> entries) throws IOException {
    List<MappedEntry> production = entries.stream().filter(e -> !e.isTest()).toList();
    List<MappedEntry> open = production.stream().filter(e -> !isPublic(e)).toList();
    List<MappedEntry> offered = production.stream().filter(EntryRows::isPublic).toList();
    boolean many = offered.size() > MANY;
    List<MappedEntry> listed = new ArrayList<>(open);
    if (!many) {
      listed.addAll(offered);
    }
    listed.sort(Comparator.comparing(EntryRows::isPublic).thenComparing(MappedEntry::location));
    for (Control control : ORDER) {
      rows(listed.stream().filter(e -> e.control() == control).toList());
    }
    if (many) {
      modules(offered, "caller", "public function");
    }
    modules(entries.stream().filter(MappedEntry::isTest).toList(), "test", "test function");
    return !entries.isEmpty();
  }

  private static boolean isPublic(MappedEntry entry) {
    return entry.kind().equals("public");
  }

  /** Columns are as wide as their texts, within bounds; what is longer pushes what follows. */
  private void rows(List<MappedEntry> entries) throws IOException {
    int place = column(CONTROL, entries, MappedEntry::address, MAX_ADDRESS);
    int function = column(place, entries, e -> Places.line(e.location()), MAX_PLACE);
    int route = column(function, entries, EntryRows::name, MAX_NAME);
    for (MappedEntry entry : entries) {
      StyledText line = page.line().add(entry.control().id()).padTo(CONTROL, 2);
      if (!entry.address().isEmpty()) {
        line.add(entry.address()).padTo(place, 2);
      }
      line.padTo(place, 0)
          .add(Ink.CYAN, Places.line(entry.location()))
          .padTo(function, 2)
          .add(name(entry))
          .padTo(route, 2);
      page.wrap(line, route(entry), CONTROL);
    }
  }

  private static int column(
      int before, List<MappedEntry> entries, Function<MappedEntry, String> text, int most) {
    int widest = entries.stream().mapToInt(e -> DisplayWidth.of(text.apply(e))).max().orElse(0);
    return widest == 0 ? before : before + Math.min(most, widest) + 2;
  }

  private static String name(MappedEntry entry) {
    return entry.function().isEmpty() ? "(module)" : entry.function() + "()";
  }

  private static String route(MappedEntry entry) {
    String text =
        entry.route().text().isEmpty() || isPublic(entry) ? "public" : entry.route().text();
    boolean elsewhere = !entry.route().location().path().equals(entry.location().path());
    return elsewhere ? text + " " + Places.line(entry.route().location()) : text;
  }

  /** One row for each module. */
  private void modules(List<MappedEntry> entries, String control, String noun) throws IOException {
    Map<String, List<MappedEntry>> byPath = new LinkedHashMap<>();
    entries.stream()
        .sorted(Comparator.comparing(MappedEntry::location))
        .forEach(e -> byPath.computeIfAbsent(e.location().path(), p -> new ArrayList<>()).add(e));
    for (List<MappedEntry> own : byPath.values()) {
      String first = Places.line(own.get(0).location());
      List<String> names = own.stream().map(EntryRows::name).distinct().limit(NAMES).toList();
      String more = own.size() > names.size() ? ", …" : "";
      StyledText line = page.line().add(control).padTo(CONTROL, 2).add(Ink.CYAN, first).add("  ");
      page.wrap(
          line, Words.count(own.size(), noun) + ": " + String.join(", ", names) + more, CONTROL);
    }
  }
}
