package org.assize.value.domain;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * A set of characters: each ASCII character by itself, and all others together.
 *
 * @param low characters 0 to 63, as bits
 * @param high characters 64 to 127, as bits
 * @param other whether the characters above 127 belong to it
 */
public record CharSet(long low, long high, boolean other) {
  /** Every character. */
  public static final CharSet ALL = new CharSet(-1L, -1L, true);

  /** No character. */
  public static final CharSet NONE = new CharSet(0, 0, false);

  private static final int ASCII = 128;

  /** Returns the smallest set with all characters of a text. */
  public static CharSet of(String text) {
    long low = 0;
    long high = 0;
    boolean other = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < Long.SIZE) {
        low |= 1L << c;
      } else if (c < ASCII) {
        high |= 1L << c;
      } else {
        other = true;
      }
    }
    return new CharSet(low, high, other);
  }

  /** Returns the ASCII characters that satisfy a predicate, and the others if asked for. */
  public static CharSet where(IntPredicate predicate, Others others) {
    CharSet found = others == Others.IN ? new CharSet(0, 0, true) : NONE;
    for (int c = 0; c < ASCII; c++) {
      if (predicate.test(c)) {
        found = found.with(c);
      }
    }
    return found;
  }

  /** Whether the characters above 127 are in a set. */
  public enum Others {
    IN,
    OUT
  }

  /** Whether a character is in the set. */
  public boolean contains(int c) {
    if (c < Long.SIZE) {
      return (low >>> c & 1) != 0;
    }
    return c < ASCII ? (high >>> c & 1) != 0 : other;
  }

  /** Whether every character of a text is in the set. */
  public boolean containsAll(String text) {
    return of(text).isSubsetOf(this);
  }

  /** Whether the set has no character. */
  public boolean isEmpty() {
    return low == 0 && high == 0 && !other;
  }

  /** Whether every character is in the other set too. */
  public boolean isSubsetOf(CharSet wider) {
    return (low & ~wider.low) == 0 && (high & ~wider.high) == 0 && (!other || wider.other);
  }

  /** Returns the characters of either. */
  public CharSet union(CharSet second) {
    return new CharSet(low | second.low, high | second.high, other || second.other);
  }

  /** Returns the characters of both. */
  public CharSet intersect(CharSet second) {
    return new CharSet(low & second.low, high & second.high, other && second.other);
  }

  /**
   * Returns the characters that are not among the given ones. Characters above 127 stay: one of
   * them may be missing, but not all.
   */
  public CharSet without(CharSet removed) {
    return new CharSet(low & ~removed.low, high & ~removed.high, other);
  }

  /** Returns the set with one more character. */
  public CharSet with(int c) {
    return union(of(Character.toString(c)));
  }

  /** Returns the images of all characters; those above 127 stay there, unless they may leave. */
  public CharSet map(IntUnaryOperator image, CharSet imageOfOthers) {
    CharSet found = other ? imageOfOthers : NONE;
    for (int c = 0; c < ASCII; c++) {
      if (contains(c)) {
        found = found.with(image.applyAsInt(c));
      }
    }
    return found;
  }

  /** Returns the set as a regular expression would write it. */
  public String text() {
    if (equals(ALL)) {
      return "any";
    }
    StringBuilder inside = new StringBuilder();
    for (int c = 0; c < ASCII; c++) {
      int last = endOfRun(c);
      if (last >= c) {
        appendRun(inside, c, last);
        c = last;
      }
    }
    return "[" + inside + (other ? "\u2026" : "") + "]";
  }

  private int endOfRun(int first) {
    int c = first;
    while (c < ASCII && contains(c)) {
      c++;
    }
    return c - 1;
  }

  private static void appendRun(StringBuilder out, int first, int last) {
    appendCharacter(out, first);
    if (last > first) {
      if (last > first + 1) {
        out.append('-');
      }
      appendCharacter(out, last);
    }
  }

  private static void appendCharacter(StringBuilder out, int c) {
    if (c < ' ' || c == ASCII - 1) {
      out.append(String.format("\\x%02x", c));
    } else if (c == '-' || c == ']' || c == '\\' || c == '^') {
      out.append('\\').append((char) c);
    } else {
      out.append((char) c);
    }
  }
}
