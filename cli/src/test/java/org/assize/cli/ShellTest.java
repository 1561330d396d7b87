package org.assize.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellTest {
  @Test
  void quotesOnlyWhatAShellWouldChange() {
    assertThat(Shell.quote("src/app.py")).isEqualTo("src/app.py");
    assertThat(Shell.quote("a b")).isEqualTo("'a b'");
    assertThat(Shell.quote("it's")).isEqualTo("'it'\\''s'");
    assertThat(Shell.quote("")).isEqualTo("''");
    assertThat(Shell.quote("$HOME")).isEqualTo("'$HOME'");
  }
}
