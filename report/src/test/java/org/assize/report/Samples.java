package org.assize.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.base.SourceText;
import org.assize.facts.Area;
import org.assize.facts.Purpose;
import org.assize.facts.Severity;
import org.assize.facts.Weakness;
import org.assize.review.Location;
import org.assize.review.Review;
import org.assize.review.SourceLines;
import org.assize.review.Tool;

/** What the hand-written reviews share. */
final class Samples {
  static final Tool TOOL = new Tool("Assize", "0.1.0", "2026.1");

  private Samples() {}

  static Weakness weakness(
      String id, String title, Area area, int cwe, Severity severity, String fix, String where) {
    return new Weakness(
        id,
        title,
        area,
        List.of(cwe),
        severity,
        "Because.",
        List.of(),
        List.of(),
        new Weakness.Suspect("a call", List.of()),
        Purpose.ANY,
        fix,
        where.isEmpty() ? "" : "In production this would be a defect where " + where + ".");
  }

  /** A place on one line, found by its text. */
  static Location find(SourceLines sources, String path, int line, String code) {
    String text = sources.line(path, line).orElseThrow();
    int column = text.indexOf(code) + 1;
    if (column == 0) {
      throw new IllegalArgumentException(path + ":" + line + " has no " + code);
    }
    return Location.of(path, line, column, line, column + code.length());
  }

  static SourceLines sources(Map<String, String> files) {
    return path -> Optional.ofNullable(files.get(path)).map(SourceText::of);
  }

  static String write(ReportFormat format, Review review, ReportOptions options) {
    StringBuilder out = new StringBuilder();
    try {
      format.write(review, options, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString();
  }
}
