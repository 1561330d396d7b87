package org.assize.taint.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that name the domain of every address which matches them, and those that do not. */
class PatternHostTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "^https://example\\.com/",
        "https?://example\\.com/.*",
        "\\Ahttps://[a-z]+\\.example\\.com/[\\w/-]*",
        "https://([a-z-]+\\.)*example\\.com(/.*)?$",
        "https:\\/\\/api\\.example\\.org$",
        "(?:https?)://localhost/",
      })
  void named(String pattern) {
    assertThat(PatternHost.ofAddress(pattern, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^https://example\\.com",
        "https://.*\\.example\\.com/",
        "https://[a-z]*example\\.com/",
        "https://[a-z.]+/",
        "https://example.com/",
        "https://[^/]+\\.example\\.com/",
        "https://user@example\\.com/",
        "//example\\.com/",
        "https://[a-z]+\\.com/",
      })
  void open(String pattern) {
    assertThat(PatternHost.ofAddress(pattern, false)).isFalse();
  }

  @Test
  void theEndOfTheTextEndsTheHost() {
    assertThat(PatternHost.ofAddress("https://example\\.com", true)).isTrue();
    assertThat(PatternHost.ofHost("[a-z]+\\.example\\.com", true)).isTrue();
    assertThat(PatternHost.ofHost("[a-z]+\\.example\\.com", false)).isFalse();
  }

  @Test
  void aPathOfThisSiteHasOneSlash() {
    assertThat(PatternHost.isLocal("^/[a-z]+")).isTrue();
    assertThat(PatternHost.isLocal("^/$")).isTrue();
    assertThat(PatternHost.isLocal("^/[a-z]*")).isTrue();
    assertThat(PatternHost.isLocal("^/.*")).isFalse();
    assertThat(PatternHost.isLocal("[a-z]+")).isFalse();
  }
}
