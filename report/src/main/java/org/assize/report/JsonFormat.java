package org.assize.report;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.assize.facts.Status;
import org.assize.review.Coverage;
import org.assize.review.FileSummary;
import org.assize.review.Location;
import org.assize.review.Observation;
import org.assize.review.Review;
import org.assize.review.Step;
import org.jspecify.annotations.Nullable;

/** Everything a review holds, for programs; {@code assize-report-1.schema.json} describes it. */
final class JsonFormat implements ReportFormat {
  private static final int SCHEMA = 1;

  @Override
  public String id() {
    return "json";
  }

  @Override
  public void write(Review review, ReportOptions options, Appendable out) throws IOException {
    List<Observation> shown =
        review.observations().stream()
            .filter(seen -> options.show().lists(seen.status(), EnumSet.allOf(Status.class)))
            .toList();
    JsonOut.document(out, json -> write(json, review, shown));
  }

  private static void write(JsonOut json, Review review, List<Observation> shown) {
    json.number("schema", SCHEMA);
    json.object(
        "tool",
        () -> {
          json.string("name", review.tool().name());
          json.string("version", review.tool().version());
          json.string("knowledge", review.tool().knowledge());
        });
    json.object(
        "verdict",
        () -> {
          json.number("defects", review.verdict().defects());
          json.number("undecided", review.verdict().undecided());
          json.truth("complete", review.verdict().complete());
          json.string("sentence", review.verdict().sentence());
        });
    json.object("program", () -> size(json, review.program().files(), review.program().lines()));
    json.object("coverage", () -> coverage(json, review.coverage()));
    json.objects("scope", review.scope(), file -> file(json, file));
    json.objects("observations", shown, seen -> observation(json, seen));
  }

  private static void size(JsonOut json, int files, int lines) {
    json.number("files", files);
    json.number("lines", lines);
  }

  private static void coverage(JsonOut json, Coverage coverage) {
    size(json, coverage.files(), coverage.lines());
    json.objects(
        "notParsed",
        coverage.notParsed(),
        problem -> {
          json.string("path", problem.path());
          json.number("line", problem.line());
          json.string("message", problem.message());
        });
    json.objects(
        "missing",
        coverage.missing(),
        missing -> {
          json.string("name", missing.name());
          json.string("kind", missing.kind().id());
          json.number("flows", missing.flows());
          json.string("note", missing.note());
        });
    json.objects(
        "roles",
        coverage.roles(),
        count -> {
          json.string("role", count.role().id());
          json.number("files", count.files());
          json.string("note", count.note());
        });
    json.objects(
        "nothingToRaise",
        coverage.quiet(),
        quiet -> {
          json.string("area", quiet.area().id());
          json.number("files", quiet.files());
        });
    json.strings("notLookedFor", coverage.notLookedFor());
    json.objects(
        "faults",
        coverage.faults(),
        fault -> {
          json.string("path", fault.path());
          json.number("line", fault.line());
          json.string("callable", fault.callable());
          json.string("stage", fault.stage());
          json.string("message", fault.message());
        });
  }

  private static void file(JsonOut json, FileSummary file) {
    json.string("path", file.path());
    json.string("role", file.role().id());
    json.string("reason", file.reason());
    json.number("lines", file.lines());
    steps(json, "evidence", file.evidence());
  }

  private static void observation(JsonOut json, Observation seen) {
    json.string("fingerprint", seen.fingerprint());
    json.string("status", seen.status().id());
    json.string("reason", seen.reason() == null ? null : seen.reason().id());
    json.string("area", seen.area().id());
    json.string("weakness", seen.weakness());
    json.string("title", seen.title());
    json.numbers("cwe", seen.cwe());
    json.string("severity", seen.severity().id());
    json.string("confidence", seen.confidence().id());
    json.string("role", seen.role().id());
    json.string("trust", seen.trust() == null ? null : seen.trust().id());
    json.string("message", seen.message());
    json.string("guidance", seen.guidance());
    json.string("inProduction", seen.productionSentence());
    json.string("try", seen.tryLine());
    location(json, seen.location());
    steps(json, "evidence", seen.evidence());
    json.array(
        "routes",
        seen.routes(),
        route -> json.array(route, step -> json.object(() -> step(json, step))));
    json.objects(
        "missing",
        seen.missing(),
        missing -> {
          json.string("kind", missing.kind().id());
          json.string("name", missing.name());
          location(json, missing.location());
        });
  }

  private static void steps(JsonOut json, String name, List<Step> steps) {
    json.objects(name, steps, step -> step(json, step));
  }

  private static void step(JsonOut json, Step step) {
    location(json, step.location());
    json.string("text", step.text());
  }

  private static void location(JsonOut json, @Nullable Location at) {
    if (at == null) {
      json.string("location", null);
      return;
    }
    json.object(
        "location",
        () -> {
          json.string("path", at.path());
          json.number("startLine", at.startLine());
          json.number("startColumn", at.startColumn());
          json.number("endLine", at.endLine());
          json.number("endColumn", at.endColumn());
          if (at.cell() != null) {
            json.number("cell", at.cell());
          }
        });
  }
}
