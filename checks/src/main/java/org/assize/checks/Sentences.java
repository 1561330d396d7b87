package org.assize.checks;

import java.util.List;
import java.util.Map;

/**
 * The sentences of a detector, as the weakness file words them. {@code {name}} and its like stand
 * for what the detector fills in.
 *
 * @param sentences by the case that they are said in
 */
public record Sentences(Map<String, String> sentences) {
  /**
   * Checks that there is a sentence for each case, and no other.
   *
   * @throws IllegalArgumentException naming the case that is missing or unknown
   */
  public static void require(Map<String, String> say, List<String> cases) {
    for (String wanted : cases) {
      if (!say.containsKey(wanted)) {
        throw new IllegalArgumentException("'say' lacks a sentence for '" + wanted + "'");
      }
    }
    for (String given : say.keySet()) {
      if (!cases.contains(given)) {
        throw new IllegalArgumentException("'say' has no case '" + given + "': " + cases);
      }
    }
  }

  /** Returns a sentence with its blanks filled; {@code pairs} are blank, filling, blank, ... */
  public String fill(String which, String... pairs) {
    String text = sentences.getOrDefault(which, "");
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      text = text.replace("{" + pairs[i] + "}", pairs[i + 1]);
    }
    return text;
  }
}
