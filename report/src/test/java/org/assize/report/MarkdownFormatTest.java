package org.assize.report;

import java.io.IOException;
import org.assize.review.SourceLines;
import org.junit.jupiter.api.Test;

class MarkdownFormatTest {
  @Test
  void defectsHaveSectionsOfTheirOwn() throws IOException {
    Golden.check(
        "fileshare.markdown.md",
        Samples.write(
            new MarkdownFormat(),
            Fileshare.review(),
            ReportOptions.of(Fileshare.SOURCES, Manual.NONE)));
  }

  @Test
  void areasAreProseWithLinkedLines() throws IOException {
    Golden.check(
        "seed.markdown.md",
        Samples.write(
            new MarkdownFormat(), Seed.review(), ReportOptions.of(SourceLines.NONE, Manual.NONE)));
  }
}
