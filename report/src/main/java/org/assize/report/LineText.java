package org.assize.report;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.assize.report.StyledText.Ink;
import org.assize.review.ExplainedSink;
import org.assize.review.Fingerprints;
import org.assize.review.LineExplanation;
import org.assize.review.MappedFunction;
import org.assize.review.Observation;
import org.assize.review.Reached;
import org.assize.review.Step;

/**
 * What is known of a line: who reaches it, what a review says there, and where the ways of its
 * values end.
 */
final class LineText {
  private static final int STEP = 6;
  private static final int ENDING = 14;
  private static final int MANY = 10;
  private static final int SNIPPET = 30;

  private final Page page;
  private final LineExplanation line;
  private final int idLength;

  LineText(Page page, LineExplanation line) {
    this.page = page;
    this.line = line;
    idLength =
        Fingerprints.prefixLength(
            Stream.concat(line.observations().stream(), line.chains().stream())
                .map(Observation::fingerprint)
                .toList());
  }

  void write() throws IOException {
    heading();
    reached();
    observations("Said of this line", line.observations());
    observations("Said elsewhere, with this line as a step", line.chains());
    sinks("Interpreted here", line.sinks());
    sinks("Interpreted elsewhere, of what passes here", line.passing());
    if (line.sinks().isEmpty() && line.passing().isEmpty()) {
      page.blank();
      page.paragraph("Nothing that is known to interpret values gets one of this line.");
    }
  }

  private void heading() throws IOException {
    MappedFunction function = line.function();
    String reason = line.file().reason();
    page.paragraph(
        "%s:%d belongs to %s, %s code: %s"
            .formatted(
                VisibleText.of(line.file().path()),
                line.line(),
                function == null ? "the module" : function.name() + "()",
                line.file().role().id(),
                Words.sentence(reason.isBlank() ? "nothing shows another role" : reason)));
    String text = line.sources().line(line.file().path(), line.line()).orElse("");
    page.blank();
    page.print(page.line().add("%5d │ ".formatted(line.line())).add(text.stripTrailing()));
  }

  private void reached() throws IOException {
    if (!line.entries().isEmpty()) {
      page.blank();
      page.paragraph("An entry");
      new EntryRows(page).write(line.entries());
    }
    MappedFunction function = line.function();
    if (function == null) {
      return;
    }
    if (function.reached() == Reached.NOTHING) {
      page.blank();
      page.paragraph("Nothing that could be followed reaches " + function.name() + "().");
    } else if (function.way().size() > 1) {
      page.blank();
      page.paragraph(
          function.reached() == Reached.PRODUCTION
              ? "Reached by production"
              : "Reached only by tests");
      for (Step step : function.way()) {
        step(page.line().add(" ".repeat(STEP)), step);
      }
    }
  }

  private void observations(String title, List<Observation> observations) throws IOException {
    if (observations.isEmpty()) {
      return;
    }
    page.blank();
    page.paragraph(title);
    for (Observation seen : observations) {
      StyledText start =
          page.line()
              .add("  " + seen.status().id())
              .padTo(12, 2)
              .add(seen.weakness() + "  ")
              .add(Ink.CYAN, Places.exact(seen.location()))
              .add("  ");
      String reason = seen.reason() == null ? "" : " (" + seen.reason().id() + ")";
      String id = seen.fingerprint().substring(0, idLength);
      page.wrap(start, Words.clause(seen.message()) + reason + ", id " + id, 12);
    }
  }

  private void sinks(String title, List<ExplainedSink> sinks) throws IOException {
    if (sinks.isEmpty()) {
      return;
    }
    page.blank();
    page.paragraph(title);
    for (ExplainedSink sink : sinks.subList(0, Math.min(MANY, sinks.size()))) {
      sink(sink);
    }
    more(sinks.size(), "place");
  }

  private void sink(ExplainedSink sink) throws IOException {
    StyledText start =
        page.line()
            .add("  " + sink.weakness() + "  ")
            .add(Ink.CYAN, Places.exact(sink.location()))
            .add("  " + sink.name() + ": ");
    page.wrap(start, sink.outcome(), 4);
    for (ExplainedSink.Way way : sink.ways().subList(0, Math.min(MANY, sink.ways().size()))) {
      way(way);
    }
    more(sink.ways().size(), "way");
    if (!sink.isComplete()) {
      page.print(page.line().add("      not every way was followed: there are too many"));
    }
  }

  private void more(int count, String noun) throws IOException {
    if (count > MANY) {
      page.print(page.line().add("      and " + Words.count(count - MANY, "further " + noun)));
    }
  }

  private void way(ExplainedSink.Way way) throws IOException {
    String ending = way.control() == null ? way.ending() : way.control().id();
    StyledText start = page.line().add("    ").add(ending).padTo(ENDING, 2);
    // Of a text of the program itself, only where it stands is of interest.
    boolean isFixed = way.ending().equals("fixed");
    for (Step step : isFixed ? way.steps().subList(0, 1) : way.steps()) {
      step(start, step);
      start = page.line().padTo(ENDING, 0);
    }
  }

  private void step(StyledText start, Step step) throws IOException {
    String code = Snippet.of(step.location(), line.sources(), SNIPPET);
    start.add(Ink.CYAN, Places.line(step.location())).add("  ");
    int hang = start.width();
    String begin = code.endsWith("…") ? code.substring(0, code.length() - 1).strip() : code;
    if (!step.text().contains(begin)) {
      start.add(code + "  ");
    }
    page.wrap(start, step.text(), hang);
  }
}
