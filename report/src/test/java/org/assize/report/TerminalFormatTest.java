package org.assize.report;

import java.io.IOException;
import org.assize.review.SourceLines;
import org.junit.jupiter.api.Test;

class TerminalFormatTest {
  @Test
  void defectsComeFirstThenWhatIsNone() throws IOException {
    Golden.check(
        "fileshare.terminal.txt",
        Samples.write(
            new TerminalFormat(),
            Fileshare.review(),
            ReportOptions.of(Fileshare.SOURCES, Manual.NONE)));
  }

  @Test
  void oneFileIsGroupedByAreaAndPattern() throws IOException {
    Golden.check(
        "seed.terminal.txt",
        Samples.write(
            new TerminalFormat(), Seed.review(), ReportOptions.of(SourceLines.NONE, Manual.NONE)));
  }
}
