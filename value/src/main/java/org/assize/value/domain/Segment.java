package org.assize.value.domain;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A part of a {@link StringShape}. Lengths count Python's characters. */
public sealed interface Segment {
  /** No limit of a length. */
  int UNBOUNDED = Integer.MAX_VALUE;

  /** Returns the smallest number of characters. */
  int minLength();

  /** Returns the largest number of characters, or {@link #UNBOUNDED}. */
  int maxLength();

  /** Returns the characters that can occur. */
  CharSet characters();

  /** Returns the segment as reviews show it within a shape. */
  String text();

  /** Characters that are known. */
  record Fixed(String value) implements Segment {
    @Override
    public int minLength() {
      return value.codePointCount(0, value.length());
    }

    @Override
    public int maxLength() {
      return minLength();
    }

    @Override
    public CharSet characters() {
      return CharSet.of(value);
    }

    @Override
    public String text() {
      return Literals.text(Literals.string(value));
    }
  }

  /**
   * Characters of which only the set is known.
   *
   * @param place the input that they come from, or null if that is not one place
   * @param escapings names of the escapings that were applied, in their alphabetic order
   */
  record Hole(
      @Nullable Place place,
      CharSet characters,
      List<String> escapings,
      int minLength,
      int maxLength)
      implements Segment {
    /** Copies the escapings. */
    public Hole {
      escapings = List.copyOf(new TreeSet<>(escapings));
    }

    /** Returns a hole of any length without a known origin. */
    static Hole of(CharSet characters) {
      return new Hole(null, characters, List.of(), 0, UNBOUNDED);
    }

    Hole withLength(int min, int max) {
      return new Hole(place, characters, escapings, min, max);
    }

    @Override
    public String text() {
      String inner =
          place == null ? characters.text() : place.text() + restriction(characters.text());
      return "{"
          + inner
          + escapings.stream().map(e -> ":" + e).collect(Collectors.joining())
          + "}"
          + lengthText();
    }

    private String restriction(String set) {
      return characters.equals(CharSet.ALL) ? "" : ":" + set;
    }

    private String lengthText() {
      if (minLength == maxLength) {
        return "{" + minLength + "}";
      }
      if (maxLength == UNBOUNDED) {
        return minLength == 0 ? "" : minLength == 1 ? "+" : "{" + minLength + ",}";
      }
      return "{" + minLength + "," + maxLength + "}";
    }
  }

  /**
   * Any number of pieces, each of one of the alternatives.
   *
   * @param alternatives in a stable order, at most {@link #MAX_ALTERNATIVES}; none contains a
   *     repetition, none is empty
   */
  record Repeat(List<StringShape> alternatives) implements Segment {
    static final int MAX_ALTERNATIVES = 4;

    /** Copies the alternatives. */
    public Repeat {
      alternatives = List.copyOf(alternatives);
    }

    @Override
    public int minLength() {
      return 0;
    }

    @Override
    public int maxLength() {
      return UNBOUNDED;
    }

    @Override
    public CharSet characters() {
      return alternatives.stream()
          .map(StringShape::characters)
          .reduce(CharSet.NONE, CharSet::union);
    }

    @Override
    public String text() {
      return alternatives.stream()
          .map(StringShape::text)
          .collect(Collectors.joining(" | ", "(", ")*"));
    }
  }
}
