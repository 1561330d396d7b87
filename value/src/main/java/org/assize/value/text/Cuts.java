package org.assize.value.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Segment;
import org.assize.value.domain.Segment.Fixed;
import org.assize.value.domain.Segment.Hole;
import org.assize.value.domain.StringShape;

/** Slices with constant bounds. */
final class Cuts {
  private Cuts() {}

  static StringShape slice(StringShape shape, Optional<Integer> lower, Optional<Integer> upper) {
    int from = lower.orElse(0);
    if (upper.isEmpty()) {
      return from >= 0 ? dropFront(shape, from) : takeBack(shape, -from);
    }
    int to = upper.get();
    if (from == 0) {
      return to >= 0 ? takeFront(shape, to) : dropBack(shape, -to);
    }
    if (from > 0 && to >= 0) {
      return to <= from ? StringShape.EMPTY : takeFront(dropFront(shape, from), to - from);
    }
    return from > 0 && shape.minLength() >= from - to
        ? dropBack(dropFront(shape, from), -to)
        : some(shape);
  }

  /** Any part of it. */
  private static StringShape some(StringShape shape) {
    Hole all = Holes.of(shape);
    return new StringShape(List.of(Holes.with(all, all.characters(), 0, all.maxLength())));
  }

  private static StringShape dropFront(StringShape shape, int count) {
    List<Segment> rest = new ArrayList<>(shape.segments());
    int left = count;
    while (left > 0 && !rest.isEmpty()) {
      Segment first = rest.getFirst();
      if (first instanceof Fixed fixed) {
        int length = fixed.minLength();
        rest.removeFirst();
        if (length > left) {
          rest.addFirst(
              new Fixed(fixed.value().substring(fixed.value().offsetByCodePoints(0, left))));
        }
        left -= Math.min(left, length);
      } else if (first instanceof Hole hole && hole.minLength() >= left) {
        int max =
            hole.maxLength() == Segment.UNBOUNDED ? hole.maxLength() : hole.maxLength() - left;
        rest.set(0, Holes.with(hole, hole.characters(), hole.minLength() - left, max));
        left = 0;
      } else {
        return some(new StringShape(rest));
      }
    }
    return new StringShape(rest);
  }

  private static StringShape takeFront(StringShape shape, int count) {
    List<Segment> out = new ArrayList<>();
    int left = count;
    for (Segment segment : shape.segments()) {
      if (left == 0) {
        break;
      }
      if (segment instanceof Fixed fixed) {
        int length = Math.min(left, fixed.minLength());
        out.add(new Fixed(fixed.value().substring(0, fixed.value().offsetByCodePoints(0, length))));
        left -= length;
      } else if (segment instanceof Hole hole && hole.minLength() >= left) {
        out.add(Holes.with(hole, hole.characters(), left, left));
        left = 0;
      } else if (segment instanceof Hole hole && hole.minLength() == hole.maxLength()) {
        out.add(hole);
        left -= hole.minLength();
      } else {
        out.add(rest(shape, out.size(), left));
        left = 0;
      }
    }
    return new StringShape(out);
  }

  /** What stands behind some segments, cut to a length. */
  private static Segment rest(StringShape shape, int from, int count) {
    StringShape behind = new StringShape(shape.segments().subList(from, shape.segments().size()));
    Hole all = Holes.of(behind);
    CharSet characters = all.characters();
    return Holes.with(
        all, characters, Math.min(count, all.minLength()), Math.min(count, all.maxLength()));
  }

  private static StringShape dropBack(StringShape shape, int count) {
    return Mirror.of(dropFront(Mirror.of(shape), count));
  }

  private static StringShape takeBack(StringShape shape, int count) {
    return Mirror.of(takeFront(Mirror.of(shape), count));
  }
}
