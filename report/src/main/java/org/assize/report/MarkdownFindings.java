package org.assize.report;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.assize.review.Fingerprints;
import org.assize.review.Observation;
import org.assize.review.Review;
import org.assize.review.Step;

/** The sections of a document that the reader should act on. */
final class MarkdownFindings {
  private static final int SNIPPET = 60;

  private final MarkdownLinks links;
  private final ReportOptions options;
  private final int idLength;

  MarkdownFindings(MarkdownLinks links, ReportOptions options, Review review) {
    this.links = links;
    this.options = options;
    this.idLength =
        Fingerprints.prefixLength(
            review.observations().stream().map(Observation::fingerprint).toList());
  }

  void write(Listed listed, Appendable out) throws IOException {
    if (!listed.defects().isEmpty()) {
      out.append("## Defects\n\n");
      for (Observation defect : listed.defects()) {
        defect(defect, out);
      }
    }
    if (!listed.undecided().isEmpty()) {
      out.append("## Undecided\n\n");
      for (Pattern pattern : listed.undecided()) {
        undecided(pattern, out);
      }
      out.append('\n');
    }
  }

  private void defect(Observation defect, Appendable out) throws IOException {
    out.append("### " + defect.weakness() + ", " + defect.severity().id() + ": ");
    out.append(links.place(defect.location()) + "\n\n");
    out.append(MarkdownText.prose(Words.sentence(defect.message())) + "\n\n");
    Optional<String> line =
        options.sources().line(defect.location().path(), defect.location().startLine());
    if (line.isPresent()) {
      out.append(MarkdownText.block(line.get().strip(), "")).append('\n');
    }
    steps(defect.evidence(), out);
    for (List<Step> route : defect.routes()) {
      route(route, out);
    }
    if (defect.tryLine() != null) {
      out.append("*Try:* " + MarkdownText.code(defect.tryLine()) + "\n\n");
    }
    if (!defect.guidance().isBlank()) {
      out.append("*Fix:* " + MarkdownText.fix(defect.guidance()) + "\n\n");
    }
    String cwe = defect.cwe().isEmpty() ? "" : "CWE-" + defect.cwe().getFirst() + ", ";
    String id = defect.fingerprint().substring(0, idLength);
    out.append(cwe + defect.area().id() + ", id `" + id + "`\n\n");
  }

  private void steps(List<Step> steps, Appendable out) throws IOException {
    int number = 0;
    for (Step step : steps) {
      number++;
      String snippet = Snippet.of(step.location(), options.sources(), SNIPPET);
      out.append(number + ". " + links.place(step.location()));
      out.append(snippet.isEmpty() ? "" : " " + MarkdownText.code(snippet));
      out.append(": " + MarkdownText.prose(step.text()) + "\n");
    }
    if (!steps.isEmpty()) {
      out.append('\n');
    }
  }

  private void route(List<Step> route, Appendable out) throws IOException {
    if (route.isEmpty()) {
      return;
    }
    List<String> places = route.stream().map(step -> links.place(step.location())).toList();
    String from = MarkdownText.prose(Words.clause(route.getFirst().text()));
    out.append("The same sink from " + from + ": " + String.join(", ", places) + "\n\n");
  }

  private void undecided(Pattern pattern, Appendable out) throws IOException {
    Observation seen = pattern.first();
    out.append("- **" + seen.weakness() + "** (" + links.places(pattern) + "): ");
    out.append(MarkdownText.prose(Words.sentence(seen.message())));
    String answer = Settling.of(seen);
    out.append(answer.isEmpty() ? "" : " *Settle it:* " + MarkdownText.prose(answer)).append('\n');
  }
}
