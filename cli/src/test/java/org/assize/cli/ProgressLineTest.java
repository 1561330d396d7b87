package org.assize.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter err = new StringWriter();
  private long now;
  private final ProgressLine line = new ProgressLine(new PrintWriter(err), () -> now);

  @Test
  void saysWhatRemainsAtTheSpeedSoFar() {
    line.phase("parsing", 2000);
    for (int i = 0; i < 500; i++) {
      now += SECOND / 100;
      line.fileDone();
    }
    assertThat(last()).isEqualTo("parsing  500 of 2,000 files, 15 s left");
    for (int i = 500; i < 2000; i++) {
      now += SECOND / 100;
      line.fileDone();
    }
    assertThat(last()).isEqualTo("parsing  2,000 of 2,000 files");
    line.erase();
    assertThat(last()).isEmpty();
  }

  @Test
  void isNotRedrawnForEveryFile() {
    line.phase("parsing", 1000);
    int before = err.getBuffer().length();
    for (int i = 0; i < 50; i++) {
      now += SECOND / 1000;
      line.fileDone();
    }
    assertThat(err.getBuffer().length()).isEqualTo(before);
  }

  @Test
  void aPhaseWithoutFilesIsNamedOnly() {
    line.phase("finding files", 0);
    assertThat(last()).isEqualTo("finding files");
  }

  private String last() {
    String all = err.toString();
    return all.substring(all.lastIndexOf("\u001b[K") + 3);
  }
}
