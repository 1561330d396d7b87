package org.assize.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assize.facts.Status;
import org.assize.review.Location;
import org.assize.review.Observation;
import org.assize.review.SourceLines;
import org.assize.review.Step;

/** The observations of a SARIF run as its results. */
final class SarifResults {
  private final JsonOut json;
  private final SarifRules rules;
  private final SourceLines sources;
  private final Map<String, List<String>> hashes = new HashMap<>();

  SarifResults(JsonOut json, SarifRules rules, SourceLines sources) {
    this.json = json;
    this.rules = rules;
    this.sources = sources;
  }

  /** Writes the members of a result. */
  void write(Observation seen) {
    json.string("ruleId", seen.weakness());
    json.number("ruleIndex", rules.index(seen.weakness()));
    json.string("kind", kind(seen.status()));
    boolean defect = seen.status() == Status.DEFECT;
    json.string("level", defect ? SarifRules.level(seen.severity()) : "none");
    json.object("message", () -> json.string("text", Words.sentence(seen.message())));
    json.objects("locations", List.of(seen.location()), at -> SarifFormat.location(json, at));
    List<List<Step>> flows = new ArrayList<>(seen.routes());
    flows.addFirst(seen.evidence());
    flows.removeIf(List::isEmpty);
    if (!flows.isEmpty()) {
      json.objects("codeFlows", flows, this::codeFlow);
    }
    json.object("partialFingerprints", () -> fingerprints(seen));
    json.object("properties", () -> properties(seen));
  }

  private static String kind(Status status) {
    return switch (status) {
      case DEFECT -> "fail";
      case CAUTION -> "informational";
      case REFUTED -> "pass";
      case UNDECIDED -> "open";
    };
  }

  private void codeFlow(List<Step> steps) {
    json.objects(
        "threadFlows",
        List.of(steps),
        flow ->
            json.objects("locations", flow, step -> json.object("location", () -> location(step))));
  }

  private void location(Step step) {
    SarifFormat.location(json, step.location());
    json.object("message", () -> json.string("text", step.text()));
  }

  private void fingerprints(Observation seen) {
    Location at = seen.location();
    // A notebook's cells are not the lines of its file, so GitHub must not compare them.
    if (at.cell() == null) {
      List<String> lines = hashes.computeIfAbsent(at.path(), this::hashes);
      if (at.startLine() <= lines.size()) {
        json.string("primaryLocationLineHash", lines.get(at.startLine() - 1));
      }
    }
    json.string("assize/v1", seen.fingerprint());
  }

  private List<String> hashes(String path) {
    return sources.text(path).map(text -> LineHashes.of(text.text())).orElse(List.of());
  }

  private void properties(Observation seen) {
    json.string("status", seen.status().id());
    if (seen.reason() != null) {
      json.string("reason", seen.reason().id());
    }
    json.string("area", seen.area().id());
    json.string("severity", seen.severity().id());
    json.string("confidence", seen.confidence().id());
    json.string("role", seen.role().id());
    if (seen.trust() != null) {
      json.string("trust", seen.trust().id());
    }
    json.numbers("cwe", seen.cwe());
    if (!seen.guidance().isBlank()) {
      json.string("guidance", seen.guidance());
    }
    if (seen.tryLine() != null) {
      json.string("try", seen.tryLine());
    }
  }
}
