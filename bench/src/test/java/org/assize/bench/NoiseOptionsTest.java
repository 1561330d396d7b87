package org.assize.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoiseOptionsTest {
  @Test
  void optionsMayStandAnywhere() {
    NoiseOptions options =
        NoiseOptions.of(List.of("a", "--deps", "there", "--draw", "30", "7", "b"));
    assertThat(options)
        .isEqualTo(
            new NoiseOptions(List.of("a", "b"), Path.of("there"), new NoiseOptions.Draw(30, 7)));
  }

  @Test
  void whatIsNoOptionIsRefused() {
    assertThatThrownBy(() -> NoiseOptions.of(List.of("--what", "a")))
        .hasMessageContaining("--what");
    assertThatThrownBy(() -> NoiseOptions.of(List.of("a", "--deps")))
        .hasMessageContaining("--deps");
    assertThatThrownBy(() -> NoiseOptions.of(List.of())).hasMessageContaining("no package");
  }
}
