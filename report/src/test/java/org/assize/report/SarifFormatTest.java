package org.assize.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.assize.facts.Area;
import org.assize.facts.Severity;
import org.assize.facts.Weakness;
import org.assize.review.Review;
import org.assize.review.SourceLines;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifFormatTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final ReportOptions OPTIONS = ReportOptions.of(Fileshare.SOURCES, new Pages());

  @Test
  void matchesTheOfficialSchema() {
    Schemas.assertValid(Schemas.SARIF, write(Fileshare.review(), OPTIONS));
    Schemas.assertValid(Schemas.SARIF, write(Fileshare.review(), OPTIONS.with(Show.ALL)));
    Schemas.assertValid(
        Schemas.SARIF, write(Oddities.review(), ReportOptions.of(Oddities.SOURCES, Manual.NONE)));
    Schemas.assertValid(Schemas.SARIF, write(Seed.review(), OPTIONS));
  }

  @Test
  void holdsDefectsOnlyUnlessMoreIsAskedFor() {
    JsonNode usual = run(Fileshare.review(), OPTIONS);
    assertThat(usual.at("/results").size()).isEqualTo(2);
    assertThat(usual.at("/tool/driver/rules").size()).isEqualTo(2);
    JsonNode all = run(Fileshare.review(), OPTIONS.with(Show.ALL));
    assertThat(all.at("/results").valueStream().map(SarifFormatTest::kindAndLevel))
        .containsExactly(
            "pass none", // catalog
            "fail error", // links 7
            "informational none", // links 13
            "open none", // preview
            "fail warning", // storage
            "informational none",
            "informational none");
  }

  private static String kindAndLevel(JsonNode result) {
    return result.at("/kind").asString() + " " + result.at("/level").asString();
  }

  @Test
  void rulesCarryWhatGitHubSortsBy() {
    JsonNode rule = run(Fileshare.review(), OPTIONS).at("/tool/driver/rules/0");
    assertThat(rule.at("/id").asString()).isEqualTo("path-traversal");
    assertThat(rule.at("/properties/security-severity").asString()).isEqualTo("9.5");
    assertThat(rule.at("/properties/cwe/0").asInt()).isEqualTo(22);
    assertThat(rule.at("/properties/tags").valueStream().map(JsonNode::asString))
        .containsExactly("security", "files-and-parsing", "external/cwe/cwe-022");
    assertThat(rule.at("/help/markdown").asString()).isEqualTo("# path-traversal");
  }

  @Test
  void evidenceAndRoutesAreCodeFlows() {
    JsonNode traversal = run(Fileshare.review(), OPTIONS).at("/results/1");
    assertThat(traversal.at("/codeFlows").size()).isEqualTo(2);
    JsonNode steps = traversal.at("/codeFlows/0/threadFlows/0/locations");
    assertThat(steps.size()).isEqualTo(5);
    assertThat(steps.at("/0/location/physicalLocation/artifactLocation/uri").asString())
        .isEqualTo("fileshare/app.py");
    assertThat(steps.at("/0/location/message/text").asString())
        .isEqualTo("a network client chooses it");
  }

  @Test
  void fingerprintsAreGitHubsAndOurOwn() {
    JsonNode prints = run(Fileshare.review(), OPTIONS).at("/results/0/partialFingerprints");
    String text = Fileshare.SOURCES.text("fileshare/links.py").orElseThrow().text();
    assertThat(prints.at("/primaryLocationLineHash").asString())
        .isEqualTo(LineHashes.of(text).get(6));
    assertThat(prints.at("/assize~1v1").asString()).isEqualTo(Fileshare.token().fingerprint());
  }

  @Test
  void notebookLinesAreNotHashed() {
    ReportOptions options = ReportOptions.of(SourceLines.NONE, Manual.NONE);
    JsonNode results = run(Oddities.review(), options).at("/results");
    JsonNode notebook = results.at("/1");
    assertThat(notebook.at("/partialFingerprints/primaryLocationLineHash").isMissingNode())
        .isTrue();
    assertThat(notebook.at("/locations/0/logicalLocations/0/name").asString()).isEqualTo("cell 4");
  }

  @Test
  void pathsAreEncoded() {
    JsonNode results =
        run(Oddities.review(), ReportOptions.of(Oddities.SOURCES, Manual.NONE)).at("/results");
    assertThat(results.at("/0/locations/0/physicalLocation/artifactLocation/uri").asString())
        .isEqualTo("dir%7Cx/na%60me%3Cb%3E%0A%1B%5B31m%20%C3%A9%3A1.py");
  }

  @Test
  void whatWasNotParsedIsANotification() {
    JsonNode notes =
        run(Oddities.review(), ReportOptions.of(Oddities.SOURCES, Manual.NONE))
            .at("/invocations/0/toolExecutionNotifications");
    assertThat(notes.valueStream().map(note -> note.at("/message/text").asString()))
        .containsExactly(
            "Not parsed: binary file",
            "Not parsed: invalid syntax",
            "b.f was not reviewed: internal fault in values: index 3 out of bounds");
    assertThat(notes.at("/1/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(3);
  }

  private static JsonNode run(Review review, ReportOptions options) {
    return MAPPER.readTree(write(review, options)).at("/runs/0");
  }

  private static String write(Review review, ReportOptions options) {
    return Samples.write(new SarifFormat(), review, options);
  }

  private static final class Pages implements Manual {
    @Override
    public Optional<Weakness> weakness(String id) {
      return Optional.of(Samples.weakness(id, id, Area.AI, 1, Severity.CRITICAL, "", ""));
    }

    @Override
    public Optional<String> page(String id) {
      return Optional.of("# " + id);
    }
  }
}
