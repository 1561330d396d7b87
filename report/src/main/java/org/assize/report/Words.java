package org.assize.report;

import java.util.List;
import java.util.Locale;
import org.assize.facts.Area;
import org.assize.facts.Status;

/** Numbers and names as sentences need them. */
final class Words {
  private Words() {}

  /** Returns a number with its noun: {@code 1 file}, {@code 2,350 files}. */
  static String count(int number, String noun) {
    return number(number) + " " + (number == 1 ? noun : noun + "s");
  }

  /** Returns a number with separators between the thousands. */
  static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns an area's name for people. */
  static String title(Area area) {
    return switch (area) {
      case RANDOMNESS -> "Random values";
      case ROBUSTNESS -> "Exceptions and limits";
      case DATA_ACCESS -> "Database access and mocks";
      case IDENTIFIERS -> "Identifiers";
      case INPUT_VALIDATION -> "Validation of input";
      case ERROR_DISCLOSURE -> "Error messages";
      case CRYPTOGRAPHY -> "Cryptography";
      case SECRETS -> "Secrets";
      case TRANSPORT -> "Transport";
      case ACCESS_CONTROL -> "Access control";
      case FILES_AND_PARSING -> "Files and parsing";
      case CONFIGURATION -> "Configuration";
      case TEST_HYGIENE -> "Tests";
      case AI -> "Language models";
    };
  }

  /** Returns how many observations have a status: {@code 3 cautions}, {@code 1 refuted}. */
  static String count(int number, Status status) {
    return switch (status) {
      case DEFECT -> count(number, "defect");
      case CAUTION -> count(number, "caution");
      case REFUTED, UNDECIDED -> number(number) + " " + status.id();
    };
  }

  /** Returns words as a list in a sentence: {@code a}, {@code a and b}, {@code a, b and c}. */
  static String list(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  /** Returns a text that ends as a sentence does. */
  static String sentence(String text) {
    String stripped = text.strip();
    boolean ended =
        stripped.isEmpty() || ".!?…:".indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
    return ended ? stripped : stripped + ".";
  }

  /** Returns a text that can go on after a comma or a parenthesis. */
  static String clause(String text) {
    String stripped = text.strip();
    return stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }
}
