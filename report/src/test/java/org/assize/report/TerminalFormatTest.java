package org.assize.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assize.facts.Area;
import org.assize.facts.Reason;
import org.assize.facts.Severity;
import org.assize.facts.Status;
import org.assize.review.Coverage;
import org.assize.review.Location;
import org.assize.review.Observation;
import org.assize.review.ProgramSize;
import org.assize.review.Review;
import org.assize.review.SourceLines;
import org.junit.jupiter.api.Test;

class TerminalFormatTest {
  private static final ReportOptions FILESHARE = ReportOptions.of(Fileshare.SOURCES, Manual.NONE);
  private static final ReportOptions ODD = ReportOptions.of(Oddities.SOURCES, Manual.NONE);

  @Test
  void defectsComeFirstThenWhatIsNone() throws IOException {
    Golden.check("fileshare.terminal.txt", write(Fileshare.review(), FILESHARE));
  }

  @Test
  void oneFileIsGroupedByAreaAndPattern() throws IOException {
    ReportOptions options = ReportOptions.of(SourceLines.NONE, Manual.NONE);
    Golden.check("seed.terminal.txt", write(Seed.review(), options));
  }

  @Test
  void hostileTextIsShownAndNotObeyed() throws IOException {
    String text = write(Oddities.review(), ODD);
    Golden.check("oddities.terminal.txt", text);
    assertThat(text.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
    assertThat(text)
        .contains("\\x1b[2J", "\\u202e", "na`me<b>\\x0a\\x1b[31m")
        .doesNotContain("\u202e");
  }

  @Test
  void withoutUnicodeThereIsOnlyAscii() throws IOException {
    String text = write(Oddities.review(), ODD.with(Typography.ASCII, Colour.OFF));
    Golden.check("oddities.ascii.txt", text);
    assertThat(text.chars()).allMatch(c -> c < 0x7f);
  }

  @Test
  void coloursAreOnStatusPlaceAndCaretOnly() {
    String coloured = write(Fileshare.review(), FILESHARE.with(Typography.UNICODE, Colour.ON));
    assertThat(coloured)
        .contains("\u001b[31mDEFECT\u001b[0m high    weak")
        .contains("\u001b[33mUNDECIDED\u001b[0m")
        .contains("\u001b[2mrefuted\u001b[0m")
        .contains("\u001b[36mfileshare/links.py:7:13\u001b[0m")
        .contains("\u001b[31m^^^^^^^^^^^^^^^^^\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[\\d*m", ""))
        .isEqualTo(write(Fileshare.review(), FILESHARE));
  }

  @Test
  void noLineIsWiderThanThePage() {
    for (Review review : List.of(Fileshare.review(), Seed.review(), Oddities.review())) {
      assertThat(write(review, ODD).lines())
          .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(Page.WIDTH));
    }
  }

  @Test
  void aNarrowTerminalBreaksNoLineThatCouldBeWrapped() {
    for (int columns : new int[] {80, 90}) {
      for (Review review : List.of(Fileshare.review(), Seed.review())) {
        assertThat(write(review, FILESHARE.withColumns(columns)).lines())
            .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(columns));
      }
    }
    assertThat(write(Fileshare.review(), FILESHARE.withColumns(200)))
        .isEqualTo(write(Fileshare.review(), FILESHARE));
  }

  @Test
  void theOrderInWhichThingsWereFoundDoesNotMatter() {
    String expected = write(Fileshare.review(), FILESHARE);
    List<Observation> shuffled = new ArrayList<>(Fileshare.observations());
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(shuffled, random);
      assertThat(write(Fileshare.review(shuffled), FILESHARE)).isEqualTo(expected);
    }
  }

  @Test
  void manyFilesAreCountedByArea() {
    Review large = large(11);
    assertThat(write(large, FILESHARE))
        .contains("Not defects (listed by --show cautions and --show refuted)")
        .contains("   randomness         13 cautions (1 not-security-use, 12 test-code)\n")
        .doesNotContain("says 3");
    assertThat(write(large, FILESHARE.with(Show.only(List.of(Status.CAUTION)))))
        .contains("   caution  f3.py:2:1          says 3\n")
        .contains("   caution  f5.py:2-3          says 5\n");
    assertThat(write(large(10), FILESHARE)).contains("says 3").doesNotContain("listed by");
  }

  private static Review large(int files) {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      observations.add(caution("f" + i + ".py", 2, Reason.TEST_CODE, "says " + i));
    }
    observations.add(caution("f5.py", 3, Reason.TEST_CODE, "says 5"));
    observations.set(0, caution("f0.py", 2, Reason.NOT_SECURITY_USE, "says 0"));
    Coverage coverage = Coverage.of(files, 100);
    return Review.of(Samples.TOOL, new ProgramSize(files, 100), coverage, List.of(), observations);
  }

  private static Observation caution(String path, int line, Reason reason, String message) {
    return Observation.builder(
            Samples.weakness("r", "R", Area.RANDOMNESS, 330, Severity.LOW, "", ""),
            Status.CAUTION,
            Location.of(path, line, 1, line, 5))
        .reason(reason)
        .message(message)
        .build("%016x".formatted((path + line).hashCode()));
  }

  private static String write(Review review, ReportOptions options) {
    return Samples.write(new TerminalFormat(), review, options);
  }
}
