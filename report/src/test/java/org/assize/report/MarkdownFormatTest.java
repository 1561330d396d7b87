package org.assize.report;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void hostileTextStaysText() throws IOException {
    String text =
        Samples.write(
            new MarkdownFormat(),
            Oddities.review(),
            ReportOptions.of(Oddities.SOURCES, Manual.NONE));
    Golden.check("oddities.markdown.md", text);
    assertThat(text.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
    assertThat(text).contains("&lt;script&gt;", "\\[a\\](b)", "\\*now\\*");
  }

  @Test
  void namesAndPlacesReadAsCode() {
    assertThat(MarkdownText.prose("a.b.c(x) at lib/x.py:12, not e.g. 3.5 or <b> in file_name"))
        .isEqualTo("`a.b.c(x)` at `lib/x.py:12`, not e.g. 3.5 or &lt;b&gt; in `file_name`");
  }

  @Test
  void aCodeSpanHoldsAnyBackticks() {
    assertThat(MarkdownText.code("a")).isEqualTo("`a`");
    assertThat(MarkdownText.code("a``b`")).isEqualTo("``` a``b` ```");
  }
}
