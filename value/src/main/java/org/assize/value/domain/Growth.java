package org.assize.value.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assize.value.domain.Segment.Fixed;
import org.assize.value.domain.Segment.Hole;
import org.assize.value.domain.Segment.Repeat;

/**
 * Widening of shapes. What a loop appends, or puts in front, becomes a repetition; a text that
 * changes otherwise becomes a hole between a prefix and a suffix, each part of which changes at
 * most once more. Hence every chain ends.
 */
final class Growth {
  private Growth() {}

  /** Widens by what later rounds found. */
  static StringShape widen(StringShape old, List<StringShape> next) {
    List<StringShape> fresh = next.stream().filter(n -> !n.isIncludedIn(old)).toList();
    if (fresh.isEmpty()) {
      return old;
    }
    return atEnd(old, fresh)
        .or(() -> atFront(old, fresh))
        .orElseGet(() -> fresh.stream().reduce(old, Growth::aroundHole));
  }

  private static Optional<StringShape> atEnd(StringShape old, List<StringShape> fresh) {
    List<StringShape> pieces = new ArrayList<>();
    for (StringShape each : fresh) {
      Optional<StringShape> piece = rest(old.segments(), each.segments());
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      pieces.add(piece.get());
    }
    List<Segment> out = new ArrayList<>(old.segments());
    if (!out.isEmpty() && out.getLast() instanceof Repeat repeat) {
      pieces.addAll(repeat.alternatives());
      out.removeLast();
    }
    out.add(Repeats.of(generators(pieces)));
    return grown(old, fresh, new StringShape(out));
  }

  /** Leaves out the pieces that shorter ones, repeated, give too. */
  private static List<StringShape> generators(List<StringShape> pieces) {
    List<StringShape> needed = new ArrayList<>();
    List<StringShape> sorted =
        pieces.stream()
            .sorted(
                Comparator.comparingInt(StringShape::minLength).thenComparing(StringShape::text))
            .toList();
    for (StringShape piece : sorted) {
      StringShape all = new StringShape(List.of(Repeats.of(needed)));
      if (!piece.isIncludedIn(all)) {
        needed.add(piece);
      }
    }
    return needed;
  }

  private static Optional<StringShape> atFront(StringShape old, List<StringShape> fresh) {
    List<StringShape> mirrored = fresh.stream().map(Growth::mirror).toList();
    return atEnd(mirror(old), mirrored).map(Growth::mirror).flatMap(s -> grown(old, fresh, s));
  }

  /** Accepts a repetition that includes everything, and that does not only add segments. */
  private static Optional<StringShape> grown(
      StringShape old, List<StringShape> fresh, StringShape result) {
    boolean repeatsTwice =
        result.segments().stream().filter(Repeat.class::isInstance).count() > 1
            || (hasUnboundedHole(old) && !hasRepeat(old));
    return !repeatsTwice
            && old.isIncludedIn(result)
            && fresh.stream().allMatch(f -> f.isIncludedIn(result))
        ? Optional.of(result)
        : Optional.empty();
  }

  private static boolean hasRepeat(StringShape shape) {
    return shape.segments().stream().anyMatch(Repeat.class::isInstance);
  }

  private static boolean hasUnboundedHole(StringShape shape) {
    return shape.segments().stream()
        .anyMatch(s -> s instanceof Hole && s.maxLength() == Segment.UNBOUNDED);
  }

  /** Returns what stands behind a common front; the last fixed text may go on. */
  private static Optional<StringShape> rest(List<Segment> front, List<Segment> whole) {
    int equal = 0;
    while (equal < front.size()
        && equal < whole.size()
        && front.get(equal).equals(whole.get(equal))) {
      equal++;
    }
    if (equal == front.size()) {
      return Optional.of(new StringShape(whole.subList(equal, whole.size())));
    }
    if (equal == front.size() - 1
        && equal < whole.size()
        && front.get(equal) instanceof Fixed short_
        && whole.get(equal) instanceof Fixed long_
        && long_.value().startsWith(short_.value())) {
      List<Segment> out = new ArrayList<>(whole.subList(equal, whole.size()));
      out.set(0, new Fixed(long_.value().substring(short_.value().length())));
      return Optional.of(new StringShape(out));
    }
    return Optional.empty();
  }

  private static StringShape mirror(StringShape shape) {
    List<Segment> out = new ArrayList<>();
    for (Segment segment : shape.segments().reversed()) {
      out.add(
          switch (segment) {
            case Fixed fixed -> new Fixed(new StringBuilder(fixed.value()).reverse().toString());
            case Hole hole -> hole;
            case Repeat repeat ->
                new Repeat(repeat.alternatives().stream().map(Growth::mirror).toList());
          });
    }
    return new StringShape(out);
  }

  private static StringShape aroundHole(StringShape old, StringShape next) {
    StringShape joined = simple(old.join(next));
    if (!isSimple(old)) {
      return joined;
    }
    Hole was = hole(old);
    Hole now = hole(joined);
    List<Segment> out = new ArrayList<>();
    boolean samePrefix = joined.prefix().equals(old.prefix());
    boolean sameSuffix = joined.suffix().equals(old.suffix());
    CharSet inside = samePrefix && sameSuffix ? now.characters() : joined.characters();
    Hole middle =
        new Hole(
            Objects.equals(was.place(), now.place()) ? now.place() : null,
            inside.isSubsetOf(was.characters()) ? was.characters() : CharSet.ALL,
            was.escapings().equals(now.escapings()) ? now.escapings() : List.of(),
            samePrefix && sameSuffix && now.minLength() >= was.minLength() ? was.minLength() : 0,
            samePrefix && sameSuffix && now.maxLength() <= was.maxLength()
                ? was.maxLength()
                : Segment.UNBOUNDED);
    if (samePrefix) {
      out.add(new Fixed(joined.prefix()));
    }
    out.add(middle);
    if (sameSuffix) {
      out.add(new Fixed(joined.suffix()));
    }
    return new StringShape(out);
  }

  private static boolean isSimple(StringShape shape) {
    return !shape.isConstant() && simple(shape).equals(shape);
  }

  /** Returns prefix, hole and suffix. */
  private static StringShape simple(StringShape shape) {
    return shape.isConstant()
        ? shape
        : new StringShape(
            List.of(new Fixed(shape.prefix()), hole(shape), new Fixed(shape.suffix())));
  }

  private static Hole hole(StringShape shape) {
    int from = shape.prefix().isEmpty() ? 0 : 1;
    int to = shape.segments().size() - (shape.suffix().isEmpty() ? 0 : 1);
    return Merge.toHole(shape.segments().subList(from, Math.max(from, to)));
  }
}
