package org.assize.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.assize.facts.Area;
import org.assize.facts.CodeRole;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.facts.Severity;
import org.assize.facts.Status;
import org.assize.review.Location;
import org.assize.review.MissingKind;
import org.assize.review.Observation;
import org.assize.review.SourceLines;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonFormatTest {
  private static final ReportOptions OPTIONS = ReportOptions.of(SourceLines.NONE, Manual.NONE);
  private static final JsonMapper MAPPER = new JsonMapper();

  @Test
  void matchesThePublishedSchema() {
    Schemas.assertValid(Schemas.REPORT, json(Fileshare.review().observations()));
    Schemas.assertValid(
        Schemas.REPORT, Samples.write(new JsonFormat(), Oddities.review(), OPTIONS));
    Schemas.assertValid(Schemas.REPORT, Samples.write(new JsonFormat(), Seed.review(), OPTIONS));
  }

  @Test
  void theSchemaRejectsWhatIsMissing() {
    String broken = json(Fileshare.observations()).replace("\"sentence\"", "\"sentense\"");
    assertThat(Schemas.REPORT.validate(broken, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void theSchemaKnowsEveryWord() {
    JsonNode schema =
        MAPPER.readTree(getClass().getResourceAsStream("assize-report-1.schema.json"));
    JsonNode seen = schema.at("/$defs/observation/properties");
    assertWords(schema.at("/$defs/area/enum"), Area.values(), Area::id);
    assertWords(schema.at("/$defs/role/enum"), CodeRole.values(), CodeRole::id);
    assertWords(schema.at("/$defs/missingKind/enum"), MissingKind.values(), MissingKind::id);
    assertWords(seen.at("/status/enum"), Status.values(), Status::id);
    assertWords(seen.at("/severity/enum"), Severity.values(), Severity::id);
    assertWords(seen.at("/confidence/enum"), Confidence.values(), Confidence::id);
    assertWords(seen.at("/reason/enum"), Reason.values(), Reason::id);
    assertWords(seen.at("/trust/enum"), Control.values(), Control::id);
  }

  @Test
  void holdsEverythingUnlessLessIsAskedFor() {
    JsonNode all = MAPPER.readTree(json(Fileshare.observations()));
    assertThat(all.at("/observations").size()).isEqualTo(7);
    assertThat(all.at("/verdict/defects").asInt()).isEqualTo(2);
    ReportOptions cautions = OPTIONS.with(Show.only(List.of(Status.CAUTION)));
    JsonNode some = MAPPER.readTree(Samples.write(new JsonFormat(), Fileshare.review(), cautions));
    assertThat(some.at("/observations").size()).isEqualTo(3);
    assertThat(some.at("/verdict/defects").asInt()).isEqualTo(2);
  }

  @Test
  void halfOfASurrogatePairIsReplaced() {
    Observation odd =
        Observation.builder(
                Samples.weakness("x", "X", Area.AI, 1, Severity.LOW, "", ""),
                Status.DEFECT,
                Location.of("a.py", 1, 1, 1, 2))
            .message("lone \ud800 here, whole \ud83d\ude00 there")
            .build("0123456789abcdef");
    JsonNode read = MAPPER.readTree(json(List.of(odd)));
    assertThat(read.at("/observations/0/message").asString())
        .isEqualTo("lone \ufffd here, whole \ud83d\ude00 there");
  }

  private static String json(List<Observation> observations) {
    return Samples.write(new JsonFormat(), Fileshare.review(observations), OPTIONS);
  }

  private static <E> void assertWords(JsonNode schema, E[] constants, Function<E, String> id) {
    List<String> words =
        schema.valueStream().filter(value -> !value.isNull()).map(JsonNode::asString).toList();
    assertThat(words).containsExactlyElementsOf(Arrays.stream(constants).map(id).toList());
  }
}
