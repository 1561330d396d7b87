package org.assize.report;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.assize.review.Review;

/** A form that a review can be written in. */
public sealed interface ReportFormat
    permits TerminalFormat, MarkdownFormat, JsonFormat, SarifFormat {

  /** Returns the word that asks for this format. */
  String id();

  /**
   * Writes a review.
   *
   * @throws IOException where {@code out} fails
   */
  void write(Review review, ReportOptions options, Appendable out) throws IOException;

  /** Returns every format, by id. */
  static List<ReportFormat> all() {
    return Arrays.stream(ReportFormat.class.getPermittedSubclasses())
        .map(ReportFormat::create)
        .sorted(Comparator.comparing(ReportFormat::id))
        .toList();
  }

  /** Returns the format that a word asks for. */
  static Optional<ReportFormat> parse(String word) {
    return all().stream().filter(format -> format.id().equals(word)).findFirst();
  }

  private static ReportFormat create(Class<?> format) {
    try {
      return (ReportFormat) format.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(format + " needs a constructor without parameters", broken);
    }
  }
}
