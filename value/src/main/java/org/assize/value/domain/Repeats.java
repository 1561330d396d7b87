package org.assize.value.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.assize.value.domain.Segment.Fixed;
import org.assize.value.domain.Segment.Hole;
import org.assize.value.domain.Segment.Repeat;

/** Repetitions in normal form. */
final class Repeats {
  private Repeats() {}

  /** Returns the repetition of one of several shapes. */
  static Segment of(List<StringShape> alternatives) {
    return simplified(new Repeat(alternatives));
  }

  /**
   * Drops alternatives that others include, and makes a hole of what repeats single characters, or
   * of too many alternatives.
   */
  static Segment simplified(Repeat repeat) {
    List<StringShape> kept = new ArrayList<>();
    List<StringShape> sorted =
        repeat.alternatives().stream()
            .map(Repeats::flat)
            .filter(a -> a.maxLength() > 0)
            .distinct()
            .sorted(Comparator.comparing(StringShape::text))
            .toList();
    for (StringShape each : sorted) {
      if (sorted.stream().noneMatch(other -> covers(other, each))) {
        kept.add(each);
      }
    }
    if (kept.isEmpty()) {
      return new Fixed("");
    }
    if (kept.size() > Repeat.MAX_ALTERNATIVES || kept.stream().allMatch(Repeats::isSingleHole)) {
      return Merge.toHole(kept.stream().map(Repeats::asHole).toList())
          .withLength(0, Segment.UNBOUNDED);
    }
    return new Repeat(kept);
  }

  /** Whether one alternative makes another needless; of two alike the first stays. */
  private static boolean covers(StringShape wider, StringShape each) {
    return !wider.equals(each)
        && each.isIncludedIn(wider)
        && (!wider.isIncludedIn(each) || wider.text().compareTo(each.text()) < 0);
  }

  private static boolean isSingleHole(StringShape shape) {
    return shape.segments().size() == 1
        && shape.segments().getFirst() instanceof Hole hole
        && hole.minLength() <= 1;
  }

  private static Segment asHole(StringShape shape) {
    return Merge.toHole(shape.segments());
  }

  private static StringShape flat(StringShape shape) {
    boolean nested = shape.segments().stream().anyMatch(Repeat.class::isInstance);
    return nested ? new StringShape(List.of(Merge.toHole(shape.segments()))) : shape;
  }
}
