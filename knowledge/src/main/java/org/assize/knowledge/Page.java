package org.assize.knowledge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The manual page of a weakness.
 *
 * @param title its first heading
 * @param sections Markdown of each section by its heading, in {@link #SECTIONS}' order, without
 *     {@code Examples}
 * @param examples which are tests as well
 */
public record Page(String title, Map<String, String> sections, List<Example> examples) {
  /** The section with {@link Page#productionSentence}. */
  public static final String IN_TEST_CODE = "In test code";

  /** The headings that every page has, in this order; {@code Examples} follows. */
  public static final List<String> SECTIONS =
      List.of(
          "What it is",
          "How an attacker uses it",
          "What Assize looks for",
          "What is taken for safe",
          "How to fix it",
          IN_TEST_CODE,
          "Missed or wrongly reported by hand-written patterns");

  private static final String PRODUCTION = "In production this would be a defect";

  /** Copies what it is given. */
  public Page {
    sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    examples = List.copyOf(examples);
  }

  /**
   * Returns the sentence that begins with "In production this would be a defect", without emphasis,
   * on one line.
   */
  public Optional<String> productionSentence() {
    String text = sections.getOrDefault(IN_TEST_CODE, "").replace("*", "").replaceAll("\\s+", " ");
    int start = text.indexOf(PRODUCTION);
    if (start < 0) {
      return Optional.empty();
    }
    int end = text.indexOf(". ", start);
    return Optional.of(text.substring(start, end < 0 ? text.length() : end + 1).strip());
  }
}
