package org.assize.value.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Segment;
import org.assize.value.domain.Segment.Fixed;
import org.assize.value.domain.Segment.Hole;
import org.assize.value.domain.Segment.Repeat;
import org.assize.value.domain.StringShape;

/** Operations that give strings. */
public final class Shapes {
  private Shapes() {}

  /** {@code separator.join(parts)} of known parts. */
  public static StringShape join(StringShape separator, List<StringShape> parts) {
    StringShape out = StringShape.EMPTY;
    for (int i = 0; i < parts.size(); i++) {
      out = i == 0 ? parts.get(i) : out.concat(separator).concat(parts.get(i));
    }
    return out;
  }

  /** {@code separator.join(parts)} of any number of parts of one shape. */
  public static StringShape joinMany(StringShape separator, StringShape part) {
    return StringShape.EMPTY.join(part.concat(repeat(separator.concat(part))));
  }

  /** Any number of pieces of one shape. */
  public static StringShape repeat(StringShape piece) {
    return new StringShape(List.of(new Repeat(List.of(piece))));
  }

  /** {@code upper}, {@code lower} and their like. */
  public static StringShape changeCase(StringShape shape, Case to) {
    List<Segment> out = new ArrayList<>();
    for (Segment segment : shape.segments()) {
      out.add(
          switch (segment) {
            case Fixed fixed when to != Case.MIXED && !fixed.characters().other() ->
                new Fixed(to.apply(fixed.value()));
            case Fixed fixed -> recased(Holes.of(fixed), to);
            case Hole hole -> recased(hole, to);
            case Repeat repeat ->
                new Repeat(repeat.alternatives().stream().map(a -> changeCase(a, to)).toList());
          });
    }
    return new StringShape(out);
  }

  private static Hole recased(Hole hole, Case to) {
    boolean grows = hole.characters().other();
    return Holes.with(
        hole,
        to.apply(hole.characters()),
        hole.minLength(),
        grows ? Segment.UNBOUNDED : hole.maxLength());
  }

  /** {@code strip} of a set of characters; the set of spaces is {@link Holes#SPACE}. */
  public static StringShape strip(StringShape shape, CharSet removed, Ends ends) {
    StringShape left = ends == Ends.RIGHT ? shape : stripLeft(shape, removed);
    return ends == Ends.LEFT ? left : stripRight(left, removed);
  }

  /** Which ends are stripped. */
  public enum Ends {
    LEFT,
    RIGHT,
    BOTH
  }

  private static StringShape stripLeft(StringShape shape, CharSet removed) {
    List<Segment> rest = new ArrayList<>(shape.segments());
    List<Segment> front = new ArrayList<>();
    while (!rest.isEmpty()) {
      Segment first = rest.removeFirst();
      if (first instanceof Fixed fixed && !fixed.characters().other()) {
        int at = 0;
        while (at < fixed.value().length() && removed.contains(fixed.value().charAt(at))) {
          at++;
        }
        if (at < fixed.value().length()) {
          front.add(new Fixed(fixed.value().substring(at)));
          break;
        }
      } else if (first.characters().intersect(removed).isEmpty()) {
        front.add(first);
        if (first.minLength() == 0) {
          return new StringShape(front).concat(loosened(rest, removed));
        }
        break;
      } else {
        // some, none or all of it may go, and then what stands behind it too
        front.add(Holes.upTo(first));
        if (canVanish(first, removed)) {
          return new StringShape(front).concat(loosened(rest, removed));
        }
        break;
      }
    }
    front.addAll(rest);
    return new StringShape(front);
  }

  private static boolean canVanish(Segment segment, CharSet removed) {
    return segment.minLength() == 0 || !segment.characters().intersect(removed).isEmpty();
  }

  /** What stands behind a part that may vanish: it too may be stripped, or not. */
  private static StringShape loosened(List<Segment> rest, CharSet removed) {
    StringShape whole = new StringShape(rest);
    StringShape stripped = stripLeft(whole, removed);
    return stripped.equals(whole) ? whole : whole.join(stripped);
  }

  private static StringShape stripRight(StringShape shape, CharSet removed) {
    return Mirror.of(stripLeft(Mirror.of(shape), removed));
  }

  /** {@code replace(old, fresh)} of all occurrences of a constant by a shape. */
  public static StringShape replace(StringShape shape, String old, StringShape fresh) {
    return Replacements.replace(shape, old, fresh);
  }

  /** {@code shape[lower:upper]} with constant bounds; a missing one is empty. */
  public static StringShape slice(
      StringShape shape, Optional<Integer> lower, Optional<Integer> upper) {
    return Cuts.slice(shape, lower, upper);
  }

  /** The shape of each part of {@code split(separator)}, and of {@code partition}. */
  public static StringShape part(StringShape shape, CharSet separators) {
    Hole all = Holes.of(shape);
    return new StringShape(
        List.of(Holes.with(all, all.characters().without(separators), 0, all.maxLength())));
  }

  /** One character of a string: what an iteration and an index give. */
  public static StringShape character(StringShape shape) {
    Hole all = Holes.of(shape);
    return new StringShape(List.of(Holes.with(all, all.characters(), 1, 1)));
  }

  /**
   * Keeps the strings that consist of some characters; empty where there are none. Only holes are
   * looked at.
   */
  public static Optional<StringShape> restrict(StringShape shape, CharSet allowed) {
    List<Segment> out = new ArrayList<>();
    for (Segment segment : shape.segments()) {
      if (!(segment instanceof Hole hole)) {
        out.add(segment);
        continue;
      }
      CharSet left = hole.characters().intersect(allowed);
      if (left.isEmpty() && hole.minLength() > 0) {
        return Optional.empty();
      }
      out.add(Holes.with(hole, left, hole.minLength(), left.isEmpty() ? 0 : hole.maxLength()));
    }
    return Optional.of(new StringShape(out));
  }

  /** Marks every hole as escaped, with the characters that the escaping leaves. */
  public static StringShape escape(StringShape shape, String escaping, CharSet left) {
    List<Segment> out = new ArrayList<>();
    for (Segment segment : shape.segments()) {
      Hole hole = Holes.of(segment);
      List<String> escapings = new ArrayList<>(hole.escapings());
      escapings.add(escaping);
      out.add(new Hole(hole.place(), left, escapings, 0, Segment.UNBOUNDED));
    }
    return new StringShape(out);
  }
}
