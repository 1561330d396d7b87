package org.assize.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternAutomatonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "^(a+)+$",
        "(a*)*b",
        "(a|a)*b",
        "(a|aa)+$",
        "^([a-z0-9]+-?)*$",
        "(\\w+\\s?)+!",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(?:\\d+,?)+;",
        "(x+x+)+y",
        "^(?:[^\"\\\\]|\\\\?.)*\"$"
      })
  void someTextTakesForEver(String pattern) {
    assertThat(PatternAutomaton.of(pattern).orElseThrow().pump()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^a+$",
        "(a+)+",
        "^(a+b)+$",
        "(?:\\d+,)+;",
        "^([a-z0-9]+-)*[a-z0-9]+$",
        "\"(?:[^\"\\\\]|\\\\.)*\"",
        "^\\s*(\\w+)\\s*=\\s*(.*)$",
        "(a|b)*c",
        "^\\d{1,3}(\\.\\d{1,3}){3}$",
        "(\\w+ )*end"
      })
  void everyTextIsReadInTime(String pattern) {
    assertThat(PatternAutomaton.of(pattern).orElseThrow().pump()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)\\1", "(?=a+)+b", "(\\w+\\b)+$", "(a", "(?(1)a|b)"})
  void whatIsNotRegularIsNotJudged(String pattern) {
    assertThat(PatternAutomaton.of(pattern)).isEmpty();
  }
}
