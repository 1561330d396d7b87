package org.assize.value.domain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.assize.value.domain.Segment.Fixed;
import org.assize.value.domain.Segment.Hole;
import org.assize.value.domain.Segment.Repeat;

/**
 * Whether one shape is written with the parts of another: the same texts and holes one after the
 * other, a repetition unrolled. Then its strings are among the other's, and no search is needed;
 * where a loop appends a text with holes, a search is long.
 */
final class Spelling {
  private final List<Object> letters;

  private Spelling(List<Object> letters) {
    this.letters = letters;
  }

  /** Whether the strings of a shape are plainly among those of another. */
  static boolean holds(StringShape narrow, StringShape wide) {
    List<Object> letters = new ArrayList<>();
    for (Segment segment : narrow.segments()) {
      if (segment instanceof Fixed fixed) {
        fixed.value().chars().forEach(letters::add);
      } else {
        letters.add(segment);
      }
    }
    BitSet start = new BitSet();
    start.set(0);
    return new Spelling(letters).after(wide.segments(), start).get(letters.size());
  }

  /** Returns where one may be behind some segments. */
  private BitSet after(List<Segment> segments, BitSet from) {
    BitSet at = from;
    for (Segment segment : segments) {
      at = after(segment, at);
    }
    return at;
  }

  private BitSet after(Segment segment, BitSet from) {
    return switch (segment) {
      case Fixed fixed -> {
        BitSet at = from;
        for (int i = 0; i < fixed.value().length() && !at.isEmpty(); i++) {
          at = behind((int) fixed.value().charAt(i), at);
        }
        yield at;
      }
      case Hole hole -> behind(hole, from);
      case Repeat repeat -> repeated(repeat, from);
    };
  }

  private BitSet repeated(Repeat repeat, BitSet from) {
    BitSet found = behind(repeat, from); // the very same repetition may stand there
    found.or(from);
    BitSet fresh = found;
    while (!fresh.isEmpty()) {
      BitSet next = new BitSet();
      for (StringShape alternative : repeat.alternatives()) {
        next.or(after(alternative.segments(), fresh));
      }
      next.andNot(found);
      found.or(next);
      fresh = next;
    }
    return found;
  }

  private BitSet behind(Object letter, BitSet from) {
    BitSet next = new BitSet();
    for (int i = from.nextSetBit(0); i >= 0; i = from.nextSetBit(i + 1)) {
      if (i < letters.size() && letters.get(i).equals(letter)) {
        next.set(i + 1);
      }
    }
    return next;
  }
}
