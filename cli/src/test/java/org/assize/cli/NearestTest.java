package org.assize.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> COMMANDS = List.of("review", "explain", "rules");

  @Test
  void findsTheWordBehindOneSlip() {
    assertThat(Nearest.to("reveiw", COMMANDS)).contains("review");
    assertThat(Nearest.to("exlain", COMMANDS)).contains("explain");
    assertThat(Nearest.to("rulse", COMMANDS)).contains("rules");
    assertThat(Nearest.to("REVIEW", COMMANDS)).contains("review");
  }

  @Test
  void findsTheWordThatItBegins() {
    assertThat(Nearest.to("re", COMMANDS)).contains("review");
  }

  @Test
  void keepsSilentRatherThanGuess() {
    assertThat(Nearest.to("banana", COMMANDS)).isEmpty();
    assertThat(Nearest.to("x", COMMANDS)).isEmpty();
    assertThat(Nearest.to("-q", List.of("-h", "-V"))).isEmpty();
    assertThat(Nearest.to("", COMMANDS)).isEmpty();
  }
}
