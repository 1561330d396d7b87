package org.assize.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.checks.ProgramView;
import org.assize.facts.Weakness;
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
  private final Map<String, Weakness> byId = new HashMap<>();

  /**
   * @param weaknesses all that are known, also those that are not looked for
   */
  FindingTranslator(ProgramView program, Places places, List<Weakness> weaknesses) {
    this.program = program;
    this.places = places;
    weaknesses.forEach(weakness -> byId.put(weakness.id(), weakness));
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
    } else if (!finding.waitsFor().isEmpty()) {
      builder.guidance(""); // how to fix it is a question for later: first it has to be settled
    }
    if (finding.attempt() != null) {
      builder.tryLine(finding.attempt());
    }
    Weakness inProduction = byId.get(finding.weakness().inProduction());
    if (inProduction != null) {
      builder.counterpart(inProduction);
    }
    finding.evidence().forEach(e -> builder.step(places.locate(e), e.text()));
    finding.waitsFor().forEach(w -> builder.missing(missing(w)));
    return builder.build(fingerprint(finding, fingerprints));
  }

  private static MissingFact missing(Finding.Waiting waiting) {
    return switch (waiting) {
      case Finding.Waiting.Analysis a -> new MissingFact(MissingKind.ANALYSIS, a.name(), null);
      case Finding.Waiting.MissingPackage p -> new MissingFact(MissingKind.PACKAGE, p.name(), null);
    };
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
