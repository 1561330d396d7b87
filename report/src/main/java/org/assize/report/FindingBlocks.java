package org.assize.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assize.facts.Status;
import org.assize.report.StyledText.Ink;
import org.assize.review.Fingerprints;
import org.assize.review.Location;
import org.assize.review.Observation;
import org.assize.review.Review;
import org.assize.review.Step;

/** The blocks of a terminal report that the reader should act on: defects and undecided. */
final class FindingBlocks {
  private static final int ID_COLUMN = 15;
  private static final int STEP_COLUMN = 6;
  private static final int SNIPPET = 30;

  private final Page page;
  private final ReportOptions options;
  private final int idLength;

  FindingBlocks(Page page, ReportOptions options, Review review) {
    this.page = page;
    this.options = options;
    this.idLength =
        Fingerprints.prefixLength(
            review.observations().stream().map(Observation::fingerprint).toList());
  }

  void write(Listed listed) throws IOException {
    for (Observation defect : listed.defects()) {
      whole(defect);
      page.blank();
    }
    for (Pattern undecided : listed.undecided()) {
      undecided(undecided);
      page.blank();
    }
  }

  /** Writes all there is to an observation, whatever its status. */
  void whole(Observation seen) throws IOException {
    header(status(seen), seen);
    page.paragraph(seen.message());
    excerpt(seen.location());
    steps(seen.evidence());
    for (List<Step> route : seen.routes()) {
      route(route);
    }
    if (seen.tryLine() != null) {
      page.wrap(page.line().add("   try  "), seen.tryLine(), 8);
    }
    if (seen.status() == Status.UNDECIDED) {
      page.wrap(page.line().add("   settle it  "), Settling.of(seen), 14);
    } else if (!seen.guidance().isBlank() && seen.status() != Status.REFUTED) {
      page.wrap(page.line().add("   fix  "), seen.guidance(), 8);
    }
    page.print(page.line().add("   " + identity(seen)));
  }

  private StyledText status(Observation seen) {
    String word = seen.status().id().toUpperCase(Locale.ROOT);
    return switch (seen.status()) {
      case DEFECT -> page.line().add(Ink.RED, word).add(" " + seen.severity().id());
      case CAUTION, UNDECIDED -> page.line().add(Ink.YELLOW, word);
      case REFUTED -> page.line().add(Ink.DIM, word);
    };
  }

  private void header(StyledText status, Observation seen) throws IOException {
    String place = Places.exact(seen.location());
    StyledText line = status.padTo(ID_COLUMN, 2).add(seen.weakness());
    int start = page.width() - 4 - DisplayWidth.of(line.fit(place));
    if (start < line.width() + 2) {
      page.print(line);
      line = page.line().padTo(Math.max(3, start), 0);
    }
    page.print(line.padTo(start, 0).add(Ink.CYAN, place));
  }

  private void excerpt(Location place) throws IOException {
    List<Excerpt> lines =
        Excerpt.of(place, options.sources(), options.typography(), page.width() - 8);
    if (!lines.isEmpty()) {
      page.blank();
    }
    int next = place.startLine();
    for (Excerpt line : lines) {
      if (line.number() > next) {
        page.print(page.line().add("    … │"));
      }
      next = line.number() + 1;
      page.print(page.line().add("%5d │ ".formatted(line.number())).add(line.text()));
      if (!line.text().isBlank()) {
        page.print(
            page.line()
                .add("      │ ")
                .padTo(8 + line.before(), 0)
                .add(Ink.RED, "^".repeat(line.underlined())));
      }
    }
  }

  private void steps(List<Step> steps) throws IOException {
    int places = 24;
    for (Step step : steps) {
      places = Math.max(places, DisplayWidth.of(page.line().fit(Places.line(step.location()))));
    }
    // With long paths the explanation goes below its place, where it has room.
    boolean wide = places > 40 || page.width() < Page.WIDTH;
    int snippetColumn = STEP_COLUMN + places + 2;
    int number = 0;
    for (Step step : steps) {
      number++;
      String snippet = Snippet.of(step.location(), options.sources(), SNIPPET);
      StyledText line =
          page.line()
              .add("%4d  ".formatted(number))
              .add(Ink.CYAN, Places.line(step.location()))
              .padTo(snippet.isEmpty() ? 0 : snippetColumn, snippet.isEmpty() ? 0 : 2)
              .add(snippet);
      if (wide) {
        page.print(line);
        page.wrap(page.line().padTo(STEP_COLUMN + 3, 0), step.text(), STEP_COLUMN + 3);
      } else {
        page.wrap(line.padTo(snippetColumn + SNIPPET + 2, 2), step.text(), snippetColumn);
      }
    }
  }

  private void route(List<Step> route) throws IOException {
    if (route.isEmpty()) {
      return;
    }
    List<String> places = new ArrayList<>();
    String path = "";
    for (Step step : route) {
      Location at = step.location();
      places.add(at.path().equals(path) ? Places.lineOnly(at) : Places.line(at));
      path = at.path();
    }
    String text =
        "the same sink from %s: %s"
            .formatted(Words.clause(route.getFirst().text()), String.join(", ", places));
    page.wrap(page.line().add("   +  "), text, STEP_COLUMN);
  }

  private String identity(Observation seen) {
    String cwe = seen.cwe().isEmpty() ? "" : "CWE-" + seen.cwe().getFirst() + "   ";
    return cwe + seen.area().id() + "   id " + seen.fingerprint().substring(0, idLength);
  }

  private void undecided(Pattern pattern) throws IOException {
    Observation seen = pattern.first();
    header(page.line().add(Ink.YELLOW, Status.UNDECIDED.id().toUpperCase(Locale.ROOT)), seen);
    page.paragraph(seen.message());
    if (pattern.observations().size() > 1) {
      page.wrap(page.line().add("   lines  "), others(pattern), 10);
    }
    String answer = Settling.of(seen);
    if (!answer.isEmpty()) {
      page.wrap(page.line().add("   settle it  "), answer, 14);
    }
  }

  private String others(Pattern pattern) {
    return LineRange.text(pattern.ranges(), page.width() * 2, "");
  }
}
