package org.assize.report;

import java.io.IOException;
import java.util.List;
import org.assize.facts.CodeRole;
import org.assize.report.StyledText.Ink;
import org.assize.review.FileSummary;
import org.assize.review.MappedFile;
import org.assize.review.MappedFunction;
import org.assize.review.ProgramMap;
import org.assize.review.Reached;
import org.assize.review.Step;

/** What is known of a file: its role and why, its entries, and who reaches its functions. */
final class FileText {
  private static final int HANG = 6;

  private final Page page;

  FileText(Page page) {
    this.page = page;
  }

  void write(ProgramMap map) throws IOException {
    for (MappedFile file : map.files()) {
      write(file);
      page.blank();
    }
    page.paragraph(MapText.functions(map));
    MapText.closing(page, map);
  }

  private void write(MappedFile file) throws IOException {
    FileSummary summary = file.file();
    page.paragraph(
        "%s is %s code: %s"
            .formatted(
                VisibleText.of(summary.path()),
                summary.role().id(),
                Words.sentence(
                    summary.reason().isBlank() ? "nothing shows another role" : summary.reason())));
    if (summary.role() != CodeRole.PRODUCTION) {
      for (Step step : summary.evidence()) {
        step(step);
      }
    }
    if (!file.entries().isEmpty()) {
      page.blank();
      page.paragraph("Entries");
      new EntryRows(page).write(file.entries());
    }
    section(file, Reached.PRODUCTION, "Reached by production");
    section(file, Reached.TESTS, "Reached only by tests");
    section(file, Reached.NOTHING, "Reached by nothing that could be followed");
  }

  private void section(MappedFile file, Reached reached, String title) throws IOException {
    List<MappedFunction> functions =
        file.functions().stream().filter(f -> f.reached() == reached).toList();
    if (functions.isEmpty()) {
      return;
    }
    page.blank();
    page.paragraph(title);
    for (MappedFunction function : functions) {
      page.print(
          page.line()
              .add("  ")
              .add(Ink.CYAN, Places.line(function.location()))
              .add("  " + function.name() + "()"));
      // A function that is an entry itself needs no way; its route stands above.
      if (function.way().size() > 1) {
        for (Step step : function.way()) {
          step(step);
        }
      }
    }
  }

  private void step(Step step) throws IOException {
    StyledText line =
        page.line().add(" ".repeat(HANG)).add(Ink.CYAN, Places.line(step.location())).add("  ");
    page.wrap(line, step.text(), HANG + 2);
  }
}
