package org.assize.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assize.facts.Area;
import org.assize.facts.Status;
import org.assize.report.StyledText.Ink;
import org.assize.review.Observation;

/** The part of a terminal report about what is no defect. */
final class OtherPatterns {
  private static final int PLACE_COLUMN = 12;
  private static final int TEXT_COLUMN = 31;
  private static final int WIDEST_PLACE = 40;

  /** With less room beside it, a text goes below its place. */
  private static final int LEAST_TEXT = 30;

  private final Page page;
  private final boolean oneFile;

  /**
   * Creates the part.
   *
   * @param oneFile whether the scope is a single file, so that lines need no path
   */
  OtherPatterns(Page page, boolean oneFile) {
    this.page = page;
    this.oneFile = oneFile;
  }

  void write(Listed listed) throws IOException {
    if (!listed.counted().isEmpty()) {
      counts(listed.counted());
    } else if (listed.others().isEmpty()) {
      return;
    } else if (listed.hasHeadlines() && !oneFile) {
      table(listed.others());
    } else {
      areas(listed.others());
    }
    page.blank();
  }

  /** One line per pattern with its weakness; reads well below blocks about single places. */
  private void table(List<Pattern> patterns) throws IOException {
    page.print(page.line().add("Not defects"));
    int idColumn = PLACE_COLUMN;
    int idWidth = width(patterns.stream().map(pattern -> pattern.first().weakness()).toList(), 30);
    List<Pattern> ordered = new ArrayList<>(patterns);
    ordered.sort((one, other) -> other.status().compareTo(one.status()));
    List<String> places = ordered.stream().map(pattern -> place(pattern, WIDEST_PLACE)).toList();
    int placeColumn = idColumn + idWidth + 2;
    int beside = placeColumn + width(places, 32) + 3;
    boolean narrow = page.width() - beside < LEAST_TEXT;
    int textColumn = narrow ? 0 : beside;
    for (int i = 0; i < ordered.size(); i++) {
      Pattern pattern = ordered.get(i);
      StyledText line =
          status(pattern).padTo(idColumn, 2).add(pattern.first().weakness()).padTo(placeColumn, 2);
      row(line.add(Ink.CYAN, places.get(i)), pattern, textColumn, narrow ? idColumn : placeColumn);
    }
  }

  private static int width(List<String> texts, int most) {
    return Math.min(most, texts.stream().mapToInt(DisplayWidth::of).max().orElse(0));
  }

  /** Grouped by area: the form for a file that is all of one kind. */
  private void areas(List<Pattern> patterns) throws IOException {
    Area area = null;
    for (Pattern pattern : patterns) {
      if (pattern.area() != area) {
        area = pattern.area();
        page.print(page.line().add(area.id()));
      }
      String place = place(pattern, TEXT_COLUMN - PLACE_COLUMN);
      StyledText line = status(pattern).padTo(PLACE_COLUMN, 2).add(Ink.CYAN, place);
      row(line, pattern, TEXT_COLUMN, TEXT_COLUMN);
    }
  }

  private void row(StyledText line, Pattern pattern, int textColumn, int hang) throws IOException {
    StyledText start = line;
    // A long path leaves too little room beside it.
    boolean below = textColumn == 0 || line.width() > PLACE_COLUMN + WIDEST_PLACE;
    if (line.width() > textColumn && below) {
      page.print(line);
      start = page.line().padTo(hang, 0);
    } else {
      start.padTo(textColumn, 2);
    }
    page.wrap(start, pattern.first().message(), hang);
  }

  private StyledText status(Pattern pattern) {
    Ink ink = pattern.status() == Status.CAUTION ? Ink.YELLOW : Ink.DIM;
    return page.line().add("   ").add(ink, pattern.status().id());
  }

  private String place(Pattern pattern, int columns) {
    if (!oneFile && pattern.observations().size() == 1) {
      return Places.exact(pattern.first().location());
    }
    String prefix = oneFile ? "" : pattern.path() + ":";
    int room = Math.max(17, columns - DisplayWidth.of(prefix));
    return prefix + LineRange.text(pattern.ranges(), room, pattern.first().message());
  }

  /** One line per area, for reviews too large to list everything. */
  private void counts(List<Observation> observations) throws IOException {
    page.print(page.line().add("Not defects (listed by --show cautions and --show refuted)"));
    for (AreaCounts counts : AreaCounts.of(observations)) {
      page.wrap(page.line().add("   " + counts.area().id()).padTo(22, 2), counts.text(), 22);
    }
  }
}
