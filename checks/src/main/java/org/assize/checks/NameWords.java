package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Words that speak in names, with those that take their meaning away: {@code reset_token} speaks of
 * a token, {@code token_type} does not.
 *
 * @param words lower-case words; one with an underscore stands for words that follow one another
 * @param stops lower-case words that silence a name in which they stand
 */
public record NameWords(Set<String> words, Set<String> stops) {
  /** Copies the sets. */
  public NameWords {
    words = Set.copyOf(words);
    stops = Set.copyOf(stops);
  }

  /** Whether a name speaks of one of the words. */
  boolean speaksIn(String name) {
    List<String> parts = split(name);
    boolean speaks = false;
    String before = "";
    String beforeThat = "";
    for (String part : parts) {
      if (stops.contains(part)) {
        return false;
      }
      speaks =
          speaks
              || words.contains(part)
              || (!before.isEmpty() && words.contains(before + "_" + part))
              || words.contains(beforeThat + "_" + before + "_" + part);
      beforeThat = before;
      before = part;
    }
    return speaks;
  }

  /**
   * Splits {@code getAuthToken}, {@code auth-token} and {@code AUTH_TOKEN} into lower-case words.
   */
  static List<String> split(String name) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean lowerBefore = i > 0 && Character.isLowerCase(name.charAt(i - 1));
      boolean lowerAfter = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
      boolean upperBefore = i > 0 && Character.isUpperCase(name.charAt(i - 1));
      boolean begins = Character.isUpperCase(c) && (lowerBefore || (upperBefore && lowerAfter));
      if (begins || !Character.isLetterOrDigit(c)) {
        end(part, parts);
      }
      if (Character.isLetterOrDigit(c)) {
        part.append(c);
      }
    }
    end(part, parts);
    return parts;
  }

  private static void end(StringBuilder part, List<String> parts) {
    if (!part.isEmpty()) {
      parts.add(part.toString().toLowerCase(Locale.ROOT));
      part.setLength(0);
    }
  }
}
