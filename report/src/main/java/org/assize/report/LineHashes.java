package org.assize.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * GitHub's {@code primaryLocationLineHash} of every line of a file.
 *
 * <p>The hash of a line is the polynomial, base 37 and modulo 2^64, over the 100 UTF-16 units that
 * begin there, without spaces and tabs, with every line end as {@code \n}; 65535 stands for the end
 * of the text, and zeros for what is behind it. Equal hashes are numbered from the top.
 */
final class LineHashes {
  private static final int BLOCK = 100;
  private static final long BASE = 37;
  private static final char END = 0xffff;

  private LineHashes() {}

  /** Returns {@code hash:occurrence} for each line; the last entry is the end of the text. */
  static List<String> of(String text) {
    char[] units = new char[text.length() + 1];
    int[] starts = new int[text.length() + 2];
    int count = 0;
    int lines = 0;
    boolean lineStart = true;
    char previous = 0;
    for (int i = 0; i <= text.length(); i++) {
      char unit = i == text.length() ? END : text.charAt(i);
      boolean skipped = unit == ' ' || unit == '\t' || (unit == '\n' && previous == '\r');
      previous = unit;
      if (skipped) {
        continue;
      }
      if (lineStart) {
        starts[lines++] = count;
      }
      units[count++] = unit == '\r' ? '\n' : unit;
      lineStart = units[count - 1] == '\n';
    }
    return number(Arrays.copyOf(units, count), Arrays.copyOf(starts, lines));
  }

  private static List<String> number(char[] units, int[] starts) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> hashes = new ArrayList<>(starts.length);
    for (int start : starts) {
      String hash = Long.toHexString(hash(units, start));
      hashes.add(hash + ":" + seen.merge(hash, 1, Integer::sum));
    }
    return hashes;
  }

  private static long hash(char[] units, int start) {
    long hash = 0;
    for (int i = start; i < start + BLOCK; i++) {
      hash = hash * BASE + (i < units.length ? units[i] : 0);
    }
    return hash;
  }
}
