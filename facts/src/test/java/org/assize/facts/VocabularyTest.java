package org.assize.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  @Test
  void areasKeepTheOrderOfAReview() {
    assertThat(Arrays.stream(Area.values()).map(Area::id))
        .containsExactly(
            "randomness",
            "robustness",
            "data-access",
            "identifiers",
            "input-validation",
            "error-disclosure",
            "cryptography",
            "secrets",
            "transport",
            "access-control",
            "files-and-parsing",
            "configuration",
            "test-hygiene",
            "ai");
  }

  @Test
  void wordsAreReadBack() {
    assertThat(Reason.parse("not-security-use")).contains(Reason.NOT_SECURITY_USE);
    assertThat(Reason.parse("NOT_SECURITY_USE")).isEmpty();
    assertThat(Control.parse("tool")).contains(Control.TOOL);
  }

  @Test
  void severityNeverFallsBelowLow() {
    assertThat(Severity.CRITICAL.lowered()).isEqualTo(Severity.HIGH);
    assertThat(Severity.LOW.lowered()).isEqualTo(Severity.LOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "12",
        "0|args",
        "shell=",
        "1+",
        "0|args[2]",
        "self",
        "return",
        "*",
        "decorated"
      })
  void slotsAreReadBack(String text) {
    assertThat(Slot.parse(text).orElseThrow().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "0|", "|args", "0|1", "receiver", "1 +"})
  void otherSlotsAreNone(String text) {
    assertThat(Slot.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ">=6; 6.0.1; true",
        ">=6; 5.4; false",
        ">=3.8,<3.13; 3.13; false",
        ">=3.8,<3.13; 3.12.9; true",
        "<5.4; 5.4rc1; false",
        "==2; 2.0; true",
      })
  void versionsCompareByNumbers(String bounds, String version, boolean expected) {
    Versions versions = Versions.parse(bounds).orElseThrow();
    assertThat(versions.allow(version)).isEqualTo(expected);
    assertThat(versions.text()).isEqualTo(bounds);
  }

  @Test
  void wrongBoundsAreNone() {
    assertThat(Versions.parse("~=3")).isEmpty();
    assertThat(Versions.parse("").orElseThrow()).isEqualTo(Versions.ALL);
  }
}
