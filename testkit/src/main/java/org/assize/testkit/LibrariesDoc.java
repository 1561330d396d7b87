package org.assize.testkit;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.facts.Fact;
import org.assize.facts.StandardLibrary;
import org.assize.knowledge.Example;
import org.assize.knowledge.Knowledge;

/** Writes {@code docs/libraries.md}: of which packages how much is known, and what tests it. */
final class LibrariesDoc {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^\\s*(?:from|import)\\s+([A-Za-z_]\\w*)");

  private final Map<String, int[]> facts = new TreeMap<>();
  private final Map<String, Set<String>> weaknesses = new TreeMap<>();
  private final Map<String, Set<String>> pages = new TreeMap<>();
  private final Map<String, Integer> examples = new TreeMap<>();

  private LibrariesDoc() {}

  /** Returns the document. */
  static String of(Knowledge knowledge) {
    LibrariesDoc doc = new LibrariesDoc();
    knowledge.facts().all().forEach(doc::count);
    for (var rule : knowledge.rules()) {
      String id = rule.weakness().id();
      knowledge.page(id).orElseThrow().examples().forEach(e -> doc.imported(id, e));
    }
    return doc.write(StandardLibrary.load());
  }

  private void count(Fact fact) {
    String top = top(fact.name());
    facts.computeIfAbsent(top, t -> new int[1])[0]++;
    if (fact instanceof Fact.Sink || fact instanceof Fact.Setting) {
      weaknesses.computeIfAbsent(top, t -> new TreeSet<>()).add(fact.label());
    }
  }

  private void imported(String page, Example example) {
    Set<String> here = new TreeSet<>();
    for (Example.File file : example.files()) {
      Matcher imported = IMPORT.matcher(file.text());
      while (imported.find()) {
        here.add(imported.group(1));
      }
    }
    for (String top : here) {
      pages.computeIfAbsent(top, t -> new TreeSet<>()).add(page);
      examples.merge(top, 1, Integer::sum);
    }
  }

  private String write(StandardLibrary standard) {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # Libraries of which something is known

        <!-- written by ./dev golden -->

        A fact says what a name of a library does: who determines what it gives, what it does with what it
        is given, which setting is a weakness. Weaknesses are those that a fact of the package can be;
        examples are those on the pages of [coverage.md](coverage.md) that import it.
        """);
    table(out, "Installed packages", standard, false);
    table(out, "The standard library", standard, true);
    return out.toString();
  }

  private void table(
      StringBuilder out, String heading, StandardLibrary standard, boolean isStandard) {
    out.append("\n## ").append(heading).append("\n\n");
    out.append("| package | facts | weaknesses | examples | on pages |\n|---|---|---|---|---|\n");
    facts.forEach((top, count) -> {
      boolean isOwn = top.equals("builtins") || standard.ownsTopLevel(top);
      if (isOwn == isStandard) {
        out.append(
            "| %s | %d | %d | %d | %d |\n"
                .formatted(
                    top,
                    count[0],
                    weaknesses.getOrDefault(top, Set.of()).size(),
                    examples.getOrDefault(top, 0),
                    pages.getOrDefault(top, Set.of()).size()));
      }
    });
  }

  private static String top(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
