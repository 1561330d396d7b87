package org.assize.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.assize.review.Phase;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter err = new StringWriter();
  private long now;
  private final ProgressLine line = new ProgressLine(new PrintWriter(err), () -> now);

  @Test
  void saysWhatRemainsAtTheSpeedSoFar() {
    line.phase(Phase.REVIEWING, 2000);
    for (int i = 0; i < 500; i++) {
      now += SECOND / 100;
      line.fileDone();
    }
    assertThat(last()).isEqualTo("reviewing  500 of 2,000 files, 15 s left");
    for (int i = 500; i < 2000; i++) {
      now += SECOND / 100;
      line.fileDone();
    }
    assertThat(last()).isEqualTo("reviewing  2,000 of 2,000 files");
    line.erase();
    assertThat(last()).isEmpty();
  }

  @Test
  void theFirstFileSaysNothingOfTheOthers() {
    line.phase(Phase.REVIEWING, 100);
    now += 60 * SECOND;
    line.fileDone();
    assertThat(last()).isEqualTo("reviewing  1 of 100 files");
    for (int i = 1; i < 11; i++) {
      now += SECOND / 10;
      line.fileDone();
    }
    assertThat(last()).isEqualTo("reviewing  11 of 100 files, 9 s left");
  }

  @Test
  void doesNotPromiseATimeThatALaterPhaseBreaks() {
    line.phase(Phase.PARSING, 20);
    for (int i = 0; i < 10; i++) {
      now += SECOND;
      line.fileDone();
    }
    assertThat(last()).isEqualTo("parsing  10 of 20 files");
  }

  @Test
  void isNotRedrawnForEveryFile() {
    line.phase(Phase.PARSING, 1000);
    int before = err.getBuffer().length();
    for (int i = 0; i < 50; i++) {
      now += SECOND / 1000;
      line.fileDone();
    }
    assertThat(err.getBuffer().length()).isEqualTo(before);
  }

  @Test
  void aPhaseWithoutFilesIsNamedOnly() {
    line.phase(Phase.FINDING, 0);
    assertThat(last()).isEqualTo("finding files");
  }

  @Test
  void isCutAndNotWrappedOnANarrowTerminal() {
    line.phase(Phase.FINDING, 0);
    assertThat(err.toString()).isEqualTo("\r\u001b[K\u001b[?7lfinding files\u001b[?7h");
  }

  private String last() {
    String all = err.toString().replace("\u001b[?7l", "").replace("\u001b[?7h", "");
    return all.substring(all.lastIndexOf("\u001b[K") + 3);
  }
}
