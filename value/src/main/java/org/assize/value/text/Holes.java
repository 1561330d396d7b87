package org.assize.value.text;

import java.util.List;
import java.util.Objects;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.CharSet.Others;
import org.assize.value.domain.Segment;
import org.assize.value.domain.Segment.Hole;
import org.assize.value.domain.StringShape;

/** Parts of shapes of which only the characters are kept. */
public final class Holes {
  /** What {@code strip()} removes: spaces, those beyond ASCII among them. */
  public static final CharSet SPACE =
      CharSet.where(c -> (c >= 9 && c <= 13) || (c >= 28 && c <= 32), Others.IN);

  private Holes() {}

  static Hole of(Segment segment) {
    return segment instanceof Hole hole
        ? hole
        : new Hole(null, segment.characters(), List.of(), segment.minLength(), segment.maxLength());
  }

  /** Returns one hole for a whole shape; it keeps an origin that all its parts have. */
  static Hole of(StringShape shape) {
    List<Hole> holes = shape.segments().stream().map(Holes::of).toList();
    boolean one =
        !holes.isEmpty()
            && holes.stream().allMatch(h -> Objects.equals(h.place(), holes.getFirst().place()));
    List<String> escapings =
        holes.isEmpty()
            ? List.of()
            : holes.getFirst().escapings().stream()
                .filter(e -> holes.stream().allMatch(h -> h.escapings().contains(e)))
                .toList();
    return new Hole(
        one ? holes.getFirst().place() : null,
        shape.characters(),
        escapings,
        shape.minLength(),
        shape.maxLength());
  }

  static Hole with(Hole hole, CharSet characters, int min, int max) {
    return new Hole(hole.place(), characters, hole.escapings(), min, max);
  }

  /** A part from which some characters may be missing. */
  static Hole upTo(Segment segment) {
    Hole hole = of(segment);
    return with(hole, hole.characters(), 0, hole.maxLength());
  }
}
