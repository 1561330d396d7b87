package org.assize.value.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assize.value.domain.Segment.Fixed;
import org.assize.value.domain.Segment.Hole;
import org.assize.value.domain.Segment.Repeat;

/**
 * What is known of a string: a sequence of fixed texts, holes and repetitions. Stands for every
 * string that can be cut into such a sequence. Shapes are in normal form: no two fixed texts are
 * neighbours, and nothing is empty.
 *
 * @param segments at most {@link #MAX_SEGMENTS}
 */
public record StringShape(List<Segment> segments) {
  /** With more parts, those in the middle become one hole. */
  public static final int MAX_SEGMENTS = 16;

  private static final int KEPT_IN_FRONT = MAX_SEGMENTS / 2;

  /** The empty string. */
  public static final StringShape EMPTY = new StringShape(List.of());

  /** Any string. */
  public static final StringShape ANY = new StringShape(List.of(Hole.of(CharSet.ALL)));

  /** Puts the segments into normal form. */
  public StringShape {
    segments = normalized(segments);
  }

  /** Whether a hole names a place. */
  public boolean isSymbolic() {
    for (Segment segment : segments) {
      if (segment instanceof Hole hole && hole.place() != null) {
        return true;
      }
    }
    return false;
  }

  /** Returns the shape of one string. */
  public static StringShape fixed(String value) {
    return value.isEmpty() ? EMPTY : new StringShape(List.of(new Fixed(value)));
  }

  /** Returns the shape of every string made of some characters. */
  public static StringShape of(CharSet characters) {
    return new StringShape(List.of(Hole.of(characters)));
  }

  /** Returns the shape of one unknown character. */
  public static StringShape character(CharSet characters) {
    return new StringShape(List.of(Hole.of(characters).withLength(1, 1)));
  }

  /** Returns the shape of what a parameter holds if it is a string. */
  public static StringShape of(Place place) {
    return new StringShape(List.of(new Hole(place, CharSet.ALL, List.of(), 0, Segment.UNBOUNDED)));
  }

  private static List<Segment> normalized(List<Segment> given) {
    List<Segment> out = new ArrayList<>(given.size());
    for (Segment segment : given) {
      Segment next = simplified(segment);
      if (next.maxLength() == 0) {
        continue;
      }
      Optional<Segment> joined = out.isEmpty() ? Optional.empty() : fused(out.getLast(), next);
      if (joined.isPresent()) {
        out.set(out.size() - 1, joined.get());
      } else {
        out.add(next);
      }
    }
    return List.copyOf(out.size() > MAX_SEGMENTS ? shortened(out) : out);
  }

  private static Segment simplified(Segment segment) {
    if (segment instanceof Hole hole && hole.characters().isEmpty()) {
      return new Fixed("");
    }
    if (segment instanceof Repeat repeat) {
      return Repeats.simplified(repeat);
    }
    return segment;
  }

  private static Optional<Segment> fused(Segment left, Segment right) {
    if (left instanceof Fixed a && right instanceof Fixed b) {
      return Optional.of(new Fixed(a.value() + b.value()));
    }
    if (left instanceof Repeat && left.equals(right)) {
      return Optional.of(left);
    }
    if (left instanceof Hole a
        && right instanceof Hole b
        && a.withLength(0, 0).equals(b.withLength(0, 0))) {
      return Optional.of(
          a.withLength(
              Lengths.sum(a.minLength(), b.minLength()),
              Lengths.sum(a.maxLength(), b.maxLength())));
    }
    return Optional.empty();
  }

  private static List<Segment> shortened(List<Segment> segments) {
    int behind = segments.size() - (MAX_SEGMENTS - KEPT_IN_FRONT - 1);
    List<Segment> out = new ArrayList<>(segments.subList(0, KEPT_IN_FRONT));
    out.add(Merge.toHole(segments.subList(KEPT_IN_FRONT, behind)));
    out.addAll(segments.subList(behind, segments.size()));
    return out;
  }

  /** Returns the one string that it stands for. */
  public Optional<String> constant() {
    if (segments.isEmpty()) {
      return Optional.of("");
    }
    return segments.size() == 1 && segments.getFirst() instanceof Fixed fixed
        ? Optional.of(fixed.value())
        : Optional.empty();
  }

  /** Whether it stands for one string. */
  public boolean isConstant() {
    return constant().isPresent();
  }

  /** Returns the text that every string starts with. */
  public String prefix() {
    return !segments.isEmpty() && segments.getFirst() instanceof Fixed fixed ? fixed.value() : "";
  }

  /** Returns the text that every string ends with. */
  public String suffix() {
    return !segments.isEmpty() && segments.getLast() instanceof Fixed fixed ? fixed.value() : "";
  }

  /** Returns the smallest number of characters. */
  public int minLength() {
    return segments.stream().mapToInt(Segment::minLength).reduce(0, Lengths::sum);
  }

  /** Returns the largest number of characters, or {@link Segment#UNBOUNDED}. */
  public int maxLength() {
    return segments.stream().mapToInt(Segment::maxLength).reduce(0, Lengths::sum);
  }

  /** Returns the characters that can occur anywhere. */
  public CharSet characters() {
    return segments.stream().map(Segment::characters).reduce(CharSet.NONE, CharSet::union);
  }

  /** Returns the strings of this shape, each followed by one of the other. */
  public StringShape concat(StringShape second) {
    List<Segment> both = new ArrayList<>(segments);
    both.addAll(second.segments);
    return new StringShape(both);
  }

  /** Returns a shape that stands for the strings of both. */
  public StringShape join(StringShape second) {
    return Merge.join(this, second);
  }

  /**
   * Returns a shape for both of which there is no endless growing chain. A text that grows at its
   * end becomes a repetition.
   */
  public StringShape widen(StringShape next) {
    return Growth.widen(this, List.of(next));
  }

  /** Whether every string of this shape is one of the other, and carries what that one promises. */
  public boolean isIncludedIn(StringShape wider) {
    return Inclusion.holds(this, wider);
  }

  /** Whether a string is known to be one of those that it stands for. */
  public boolean matches(String value) {
    return Inclusion.matches(this, value);
  }

  /** Whether a string can be one of those that it stands for. */
  public boolean mayMatch(String value) {
    return Inclusion.mayMatch(this, value);
  }

  /** Whether a string that it stands for can start with a text. */
  public boolean mayMatchPrefix(String prefix) {
    return Inclusion.mayStartWith(this, prefix);
  }

  /** Whether a string that it stands for can contain a text. */
  public boolean mayContain(String part) {
    return Inclusion.mayContain(this, part);
  }

  /** Whether every string that it stands for contains a text. */
  public boolean certainlyContains(String part) {
    return part.isEmpty()
        || segments.stream().anyMatch(s -> s instanceof Fixed f && f.value().contains(part));
  }

  /** Returns the shape as tests and reviews show it: {@code 'a' + {p0} + ';'}. */
  public String text() {
    return segments.isEmpty()
        ? "''"
        : segments.stream().map(Segment::text).collect(Collectors.joining(" + "));
  }
}
