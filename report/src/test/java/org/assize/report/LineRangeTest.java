package org.assize.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assize.review.Location;
import org.junit.jupiter.api.Test;

class LineRangeTest {
  @Test
  void consecutiveLinesAreJoined() {
    assertThat(text(100, "", 3, 1, 2, 7, 9)).isEqualTo("1-3, 7, 9");
  }

  @Test
  void severalPlacesOnALineAreOneLine() {
    assertThat(text(100, "", 4, 4, 4)).isEqualTo("4");
  }

  @Test
  void aPlaceOverSeveralLinesIsARange() {
    List<LineRange> ranges =
        LineRange.join(List.of(Location.of("a", 3, 1, 5, 9), Location.of("a", 8, 1, 9, 1)));
    assertThat(LineRange.text(ranges, 100, "")).isEqualTo("3-5, 8");
  }

  @Test
  void whatDoesNotFitIsCounted() {
    int[] lines = new int[54];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = i < 7 ? 749 + i : 800 + 2 * i;
    }
    assertThat(text(19, "mocks replace", lines)).isEqualTo("749-755 and 47 more");
    assertThat(text(19, "54 mocks replace", lines)).isEqualTo("749-755, 814, 816 …");
  }

  @Test
  void cellsAreKeptApart() {
    List<LineRange> ranges =
        LineRange.join(List.of(new Location("a", 1, 1, 1, 2, 1), new Location("a", 2, 1, 2, 2, 2)));
    assertThat(LineRange.text(ranges, 100, "")).isEqualTo("cell1:1, cell2:2");
  }

  private static String text(int columns, String message, int... lines) {
    List<Location> places = new ArrayList<>();
    for (int line : lines) {
      places.add(Location.of("a.py", line, 1, line, 2));
    }
    return LineRange.text(LineRange.join(places), columns, message);
  }
}
