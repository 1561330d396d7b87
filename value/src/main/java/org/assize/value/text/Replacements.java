package org.assize.value.text;

import java.util.ArrayList;
import java.util.List;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Segment;
import org.assize.value.domain.Segment.Fixed;
import org.assize.value.domain.Segment.Hole;
import org.assize.value.domain.Segment.Repeat;
import org.assize.value.domain.StringShape;

/**
 * Replacement of a constant. One character is replaced part by part; of a longer one an occurrence
 * may lie across parts, so all that can take part becomes one hole.
 */
final class Replacements {
  private Replacements() {}

  static StringShape replace(StringShape shape, String old, StringShape fresh) {
    if (old.isEmpty()) {
      return anyOf(shape.characters().union(fresh.characters()));
    }
    if (!shape.mayContain(old)) {
      return shape;
    }
    boolean single = old.length() == 1 && old.charAt(0) < 128;
    return single ? eachPart(shape, old, fresh) : anyOf(all(shape, fresh));
  }

  private static StringShape anyOf(CharSet characters) {
    return StringShape.of(characters);
  }

  private static CharSet all(StringShape shape, StringShape fresh) {
    return shape.characters().union(fresh.characters());
  }

  private static StringShape eachPart(StringShape shape, String old, StringShape fresh) {
    StringShape out = StringShape.EMPTY;
    for (Segment segment : shape.segments()) {
      out =
          out.concat(
              switch (segment) {
                case Fixed fixed -> inText(fixed.value(), old, fresh);
                case Hole hole -> new StringShape(List.of(inHole(hole, old, fresh)));
                case Repeat repeat ->
                    new StringShape(
                        List.of(
                            new Repeat(
                                repeat.alternatives().stream()
                                    .map(a -> eachPart(a, old, fresh))
                                    .toList())));
              });
    }
    return out;
  }

  private static StringShape inText(String text, String old, StringShape fresh) {
    List<StringShape> parts = new ArrayList<>();
    for (String part : text.split(java.util.regex.Pattern.quote(old), -1)) {
      parts.add(StringShape.fixed(part));
    }
    return Shapes.join(fresh, parts);
  }

  private static Segment inHole(Hole hole, String old, StringShape fresh) {
    if (!hole.characters().contains(old.charAt(0))) {
      return hole;
    }
    CharSet kept = hole.characters().without(CharSet.of(old));
    boolean shorter = fresh.minLength() == 0;
    boolean longer = fresh.maxLength() > 1;
    return Holes.with(
        hole,
        kept.union(fresh.characters()),
        shorter ? 0 : hole.minLength(),
        longer ? Segment.UNBOUNDED : hole.maxLength());
  }
}
