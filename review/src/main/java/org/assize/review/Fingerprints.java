package org.assize.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;

/**
 * Gives observations names that stay when lines move.
 *
 * <p>A fingerprint is made of weakness, path, enclosing function and the source line without its
 * white space; observations that are equal in all of these are told apart by their order in the
 * file. One instance serves one review and must be asked in source order, file by file; it is not
 * for use by several threads.
 */
public final class Fingerprints {
  private static final int SHORTEST = 6;

  private final Map<String, Integer> seen = new HashMap<>();

  /**
   * Returns the fingerprint of the next observation.
   *
   * @param function qualified name of the enclosing function, or empty at module level
   * @param sourceLine the first line of the primary place
   * @return 16 hexadecimal digits
   */
  public String next(String weakness, String path, String function, String sourceLine) {
    String place = String.join("\0", weakness, path, function, normalised(sourceLine));
    int ordinal = seen.merge(place, 1, Integer::sum);
    return digest(place + "\0" + ordinal);
  }

  /**
   * Returns how many digits tell every fingerprint of a review from the others, at least 6; with so
   * many digits each of them is printed.
   */
  public static int prefixLength(Collection<String> fingerprints) {
    int needed = SHORTEST;
    String previous = "";
    for (String next : new TreeSet<>(fingerprints)) {
      needed = Math.max(needed, common(previous, next) + 1);
      previous = next;
    }
    return needed;
  }

  private static int common(String one, String other) {
    int length = Math.min(one.length(), other.length());
    int same = 0;
    while (same < length && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same;
  }

  private static String normalised(String line) {
    return line.replaceAll("\\s+", "");
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java platform has SHA-256", absent);
    }
  }
}
