package org.assize.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assize.facts.Weakness;
import org.assize.knowledge.Example;
import org.assize.knowledge.Knowledge;
import org.assize.knowledge.Page;

/**
 * Writes {@code docs/coverage.md}: which of the weaknesses that reviewers of Python look for have a
 * page, and why the others have none.
 */
final class CoverageDoc {
  private static final String ROWS = "coverage.txt";

  private final Knowledge knowledge;
  private final StringBuilder out = new StringBuilder();
  private final TreeSet<String> named = new TreeSet<>();

  private CoverageDoc(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  /** A line of the table. */
  private record Row(String name, String cwe, List<String> pages, String without) {
    static Row of(String line) {
      String[] cells = line.split("\\|", -1);
      if (cells.length != 4) {
        throw new IllegalArgumentException("not a row: " + line);
      }
      List<String> pages =
          Stream.of(cells[2].split(",", -1)).map(String::strip).filter(p -> !p.isEmpty()).toList();
      return new Row(cells[0].strip(), cells[1].strip(), pages, cells[3].strip());
    }
  }

  /** Returns the document. */
  static String of(Knowledge knowledge) {
    CoverageDoc doc = new CoverageDoc(knowledge);
    doc.write(lines());
    return doc.out.toString();
  }

  private static List<String> lines() {
    try (InputStream in = CoverageDoc.class.getResourceAsStream(ROWS)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + ROWS + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(List<String> lines) {
    List<Row> rows = lines.stream().filter(l -> !l.startsWith("#")).map(Row::of).toList();
    long covered = rows.stream().filter(r -> !r.pages().isEmpty()).count();
    out.append("# What is covered\n\n<!-- written by ./dev golden; the rows stand in ")
        .append("testkit/src/main/resources/org/assize/testkit/coverage.txt -->\n\n")
        .append(
            """
            Every weakness that one of the usual reviewers of Python knows: %d, of which %d have a page. An
            example is a small project on the page; its marks are what a test demands of its lines. Marks
            count defects, then cautions, then suspicions that must be refuted, then misses that are known.
            """
                .formatted(rows.size(), covered));
    for (String line : lines) {
      if (line.startsWith("## ")) {
        out.append("\n")
            .append(line)
            .append("\n\n")
            .append(
                "| weakness | CWE | page: examples, marks | not covered |\n|---|---|---|---|\n");
      } else if (!line.startsWith("#")) {
        row(Row.of(line));
      }
    }
    others();
    peers();
  }

  private void row(Row row) {
    named.addAll(row.pages());
    String pages = row.pages().stream().map(this::page).collect(Collectors.joining("; "));
    out.append("| %s | %s | %s | %s |\n".formatted(row.name(), row.cwe(), pages, row.without()));
  }

  private String page(String id) {
    Page page =
        knowledge
            .page(id)
            .orElseThrow(() -> new IllegalStateException("coverage names no page: " + id));
    Map<String, Integer> marks = new TreeMap<>();
    for (Example example : page.examples()) {
      for (Example.File file : example.files()) {
        Markers markers = Markers.of(file.path(), file.text());
        markers.expected().forEach(m -> marks.merge(m.status().id(), 1, Integer::sum));
        markers.missed().forEach(m -> marks.merge("missed", 1, Integer::sum));
      }
    }
    return "[%s](../knowledge/weaknesses/%s.md): %d, %s"
        .formatted(
            id,
            id,
            page.examples().size(),
            Stream.of("defect", "caution", "refuted", "missed")
                .map(kind -> String.valueOf(marks.getOrDefault(kind, 0)))
                .collect(Collectors.joining("/")));
  }

  /** Pages that none of the rows names. */
  private void others() {
    List<Weakness> more =
        knowledge.rules().stream()
            .map(r -> r.weakness())
            .filter(w -> !named.contains(w.id()))
            .toList();
    out.append("\n## Beyond that\n\n| weakness | CWE | page: examples, marks |\n|---|---|---|\n");
    for (Weakness weakness : more) {
      String numbers =
          weakness.cwe().stream().map(String::valueOf).collect(Collectors.joining(", "));
      out.append("| %s | %s | %s |\n".formatted(weakness.title(), numbers, page(weakness.id())));
    }
  }

  /** Which page speaks of a rule of another reviewer. */
  private void peers() {
    Map<String, List<String>> pages = new TreeMap<>();
    for (var rule : knowledge.rules()) {
      for (String peer : rule.weakness().suspect().peers()) {
        pages.computeIfAbsent(peer, p -> new ArrayList<>()).add(rule.weakness().id());
      }
    }
    out.append(
        """

        ## Rules of other reviewers

        A rule stands here where its suspicion is confirmed, refuted or named as a caution under the page.

        | rule | page |
        |---|---|
        """);
    pages.forEach(
        (peer, ids) -> out.append("| %s | %s |\n".formatted(peer, String.join(", ", ids))));
  }
}
