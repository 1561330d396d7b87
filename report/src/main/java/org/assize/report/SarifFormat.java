package org.assize.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.assize.facts.Status;
import org.assize.review.Coverage.InternalFault;
import org.assize.review.Coverage.NotParsed;
import org.assize.review.Location;
import org.assize.review.Observation;
import org.assize.review.Review;

/**
 * SARIF 2.1.0, in the form that GitHub reads. Only defects are results unless more is asked for,
 * since GitHub shows whatever it is given.
 */
final class SarifFormat implements ReportFormat {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  @Override
  public String id() {
    return "sarif";
  }

  @Override
  public void write(Review review, ReportOptions options, Appendable out) throws IOException {
    List<Observation> shown =
        review.observations().stream()
            .filter(seen -> options.show().lists(seen.status(), EnumSet.of(Status.DEFECT)))
            .toList();
    SarifRules rules = SarifRules.of(shown, options.manual());
    JsonOut.document(
        out,
        json -> {
          json.string("$schema", SCHEMA);
          json.string("version", "2.1.0");
          json.objects("runs", List.of(review), run -> run(json, run, shown, rules, options));
        });
  }

  private static void run(
      JsonOut json,
      Review review,
      List<Observation> shown,
      SarifRules rules,
      ReportOptions options) {
    json.object("tool", () -> json.object("driver", () -> driver(json, review, rules)));
    json.string("columnKind", "utf16CodeUnits");
    json.objects(
        "invocations",
        List.of(review),
        run -> {
          json.truth("executionSuccessful", true);
          notifications(json, run);
        });
    SarifResults results = new SarifResults(json, rules, options.sources());
    json.objects("results", shown, results::write);
    json.object(
        "properties",
        () -> {
          json.string("verdict", review.verdict().sentence());
          json.truth("complete", review.verdict().complete());
        });
  }

  private static void driver(JsonOut json, Review review, SarifRules rules) {
    json.string("name", review.tool().name());
    json.string("semanticVersion", review.tool().version());
    rules.write(json);
    json.object("properties", () -> json.string("knowledge", review.tool().knowledge()));
  }

  /** What was not looked at; consumers show it beside the results. */
  private static void notifications(JsonOut json, Review review) {
    List<Notification> all = new ArrayList<>();
    for (NotParsed problem : review.coverage().notParsed()) {
      String message = "Not parsed: " + problem.message();
      all.add(new Notification("not-parsed", "warning", message, problem.path(), problem.line()));
    }
    for (InternalFault fault : review.coverage().faults()) {
      String message =
          "%s was not reviewed: internal fault in %s: %s"
              .formatted(fault.callable(), fault.stage(), fault.message());
      all.add(new Notification("internal-fault", "error", message, fault.path(), fault.line()));
    }
    json.objects("toolExecutionNotifications", all, notification -> write(json, notification));
  }

  private record Notification(String id, String level, String message, String path, int line) {}

  private static void write(JsonOut json, Notification notification) {
    json.object("descriptor", () -> json.string("id", notification.id));
    json.string("level", notification.level);
    json.object("message", () -> json.string("text", notification.message));
    json.objects(
        "locations",
        notification.path.isEmpty() ? List.<Notification>of() : List.of(notification),
        at ->
            json.object(
                "physicalLocation",
                () -> {
                  artifact(json, at.path);
                  if (at.line > 0) {
                    json.object("region", () -> json.number("startLine", at.line));
                  }
                }));
  }

  private static void artifact(JsonOut json, String path) {
    json.object("artifactLocation", () -> json.string("uri", Uris.encode(path)));
  }

  /** Writes the members of a location. */
  static void location(JsonOut json, Location at) {
    json.object(
        "physicalLocation",
        () -> {
          artifact(json, at.path());
          json.object(
              "region",
              () -> {
                json.number("startLine", at.startLine());
                json.number("startColumn", at.startColumn());
                json.number("endLine", at.endLine());
                json.number("endColumn", at.endColumn());
              });
        });
    if (at.cell() != null) {
      json.objects(
          "logicalLocations", List.of(at.cell()), cell -> json.string("name", "cell " + cell));
    }
  }
}
