package org.assize.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.checks.ProgramView;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;

/** Turns what the checks found in one file into observations, in the order of their places. */
final class FindingTranslator {
  private static final Comparator<Finding> ORDER =
      Comparator.comparingInt((Finding f) -> f.place().start())
          .thenComparingInt(f -> f.place().end())
          .thenComparing(f -> f.weakness().id())
          .thenComparing(Finding::status)
          .thenComparing(Finding::message);

  private final ProgramView program;
  private final Places places;

  FindingTranslator(ProgramView program, Places places) {
    this.program = program;
    this.places = places;
  }

  List<Observation> translate(List<Finding> findings) {
    Fingerprints fingerprints = new Fingerprints();
    List<Observation> observations = new ArrayList<>();
    findings.stream()
        .sorted(ORDER)
        .forEach(finding -> observations.add(translate(finding, fingerprints)));
    return observations;
  }

  private Observation translate(Finding finding, Fingerprints fingerprints) {
    Place place = finding.place();
    ObservationBuilder builder =
        Observation.builder(finding.weakness(), finding.status(), places.locate(place))
            .severity(finding.severity())
            .confidence(finding.confidence())
            .role(program.roleOf(place.module()))
            .message(finding.message());
    if (finding.reason() != null) {
      builder.reason(finding.reason());
    }
    if (finding.control() != null) {
      builder.trust(finding.control());
    }
    if (finding.fix() != null) {
      builder.guidance(finding.fix());
    }
    finding.evidence().forEach(e -> builder.step(places.locate(e.place()), e.text()));
    finding
        .waitsFor()
        .forEach(w -> builder.missing(new MissingFact(MissingKind.ANALYSIS, w, null)));
    return builder.build(fingerprint(finding, fingerprints));
  }

  private static String fingerprint(Finding finding, Fingerprints fingerprints) {
    PythonModule module = finding.place().module();
    String function =
        module
            .scopes()
            .functionAt(finding.place().start())
            .map(PythonFunction::qualifiedName)
            .orElse("");
    String line = module.text().line(finding.place().line());
    return fingerprints.next(finding.weakness().id(), module.path(), function, line);
  }
}
