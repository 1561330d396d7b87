package org.assize.value.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assize.value.domain.Segment.Fixed;
import org.assize.value.domain.Segment.Hole;

/** Joins two shapes into one. */
final class Merge {
  private Merge() {}

  static StringShape join(StringShape a, StringShape b) {
    if (isIncluded(a, b)) {
      return isIncluded(b, a) ? smaller(a, b) : b;
    }
    return isIncluded(b, a) ? a : segmentwise(a, b).orElseGet(() -> aroundHole(a, b));
  }

  /** Only repetitions are worth a search: what a loop adds once more is included in them. */
  private static boolean isIncluded(StringShape narrow, StringShape wide) {
    boolean repeats = wide.segments().stream().anyMatch(s -> s instanceof Segment.Repeat);
    return repeats ? narrow.isIncludedIn(wide) : Inclusion.holdsPlainly(narrow, wide);
  }

  private static StringShape smaller(StringShape a, StringShape b) {
    return a.text().compareTo(b.text()) <= 0 ? a : b;
  }

  /** Joins shapes that differ in their holes only. */
  private static Optional<StringShape> segmentwise(StringShape a, StringShape b) {
    if (a.segments().size() != b.segments().size()) {
      return Optional.empty();
    }
    List<Segment> out = new ArrayList<>();
    for (int i = 0; i < a.segments().size(); i++) {
      Segment left = a.segments().get(i);
      Segment right = b.segments().get(i);
      if (left.equals(right)) {
        out.add(left);
      } else if (left instanceof Hole one && right instanceof Hole two) {
        out.add(union(one, two));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new StringShape(out));
  }

  /** Keeps what both start and end with. */
  private static StringShape aroundHole(StringShape a, StringShape b) {
    Ends ends = new Ends(a.segments(), b.segments());
    ends.takeCommonFront();
    ends.takeCommonBack();
    List<Segment> out = new ArrayList<>(ends.front());
    out.add(union(toHole(ends.restOfLeft()), toHole(ends.restOfRight())));
    out.addAll(ends.back());
    return new StringShape(out);
  }

  /** Returns one hole for a sequence of segments. */
  static Hole toHole(List<Segment> segments) {
    Hole found = null;
    int min = 0;
    int max = 0;
    for (Segment segment : segments) {
      Hole next = toHole(segment);
      found = found == null ? next : union(found, next);
      min = Lengths.sum(min, segment.minLength());
      max = Lengths.sum(max, segment.maxLength());
    }
    return found == null ? Hole.of(CharSet.NONE).withLength(0, 0) : found.withLength(min, max);
  }

  private static Hole toHole(Segment segment) {
    return segment instanceof Hole hole
        ? hole
        : Hole.of(segment.characters()).withLength(segment.minLength(), segment.maxLength());
  }

  static Hole union(Hole a, Hole b) {
    List<String> escapings = a.escapings().stream().filter(b.escapings()::contains).toList();
    return new Hole(
        Objects.equals(a.place(), b.place()) ? a.place() : null,
        a.characters().union(b.characters()),
        escapings,
        Math.min(a.minLength(), b.minLength()),
        Math.max(a.maxLength(), b.maxLength()));
  }

  /** Takes common segments off both ends of two sequences. */
  private static final class Ends {
    private final List<Segment> left;
    private final List<Segment> right;
    private final List<Segment> front = new ArrayList<>();
    private final List<Segment> back = new ArrayList<>();

    Ends(List<Segment> left, List<Segment> right) {
      this.left = new ArrayList<>(left);
      this.right = new ArrayList<>(right);
    }

    void takeCommonFront() {
      while (bothLeft() && left.getFirst().equals(right.getFirst())) {
        front.add(left.removeFirst());
        right.removeFirst();
      }
      if (bothLeft() && left.getFirst() instanceof Fixed a && right.getFirst() instanceof Fixed b) {
        int length = commonPrefix(a.value(), b.value());
        front.add(new Fixed(a.value().substring(0, length)));
        left.set(0, new Fixed(a.value().substring(length)));
        right.set(0, new Fixed(b.value().substring(length)));
      }
    }

    void takeCommonBack() {
      while (bothLeft() && left.getLast().equals(right.getLast())) {
        back.addFirst(left.removeLast());
        right.removeLast();
      }
      if (bothLeft() && left.getLast() instanceof Fixed a && right.getLast() instanceof Fixed b) {
        int length = commonSuffix(a.value(), b.value());
        back.addFirst(new Fixed(a.value().substring(a.value().length() - length)));
        left.set(left.size() - 1, new Fixed(a.value().substring(0, a.value().length() - length)));
        right.set(right.size() - 1, new Fixed(b.value().substring(0, b.value().length() - length)));
      }
    }

    private boolean bothLeft() {
      return !left.isEmpty() && !right.isEmpty();
    }

    List<Segment> front() {
      return front;
    }

    List<Segment> back() {
      return back;
    }

    List<Segment> restOfLeft() {
      return left;
    }

    List<Segment> restOfRight() {
      return right;
    }

    private static int commonPrefix(String a, String b) {
      int i = 0;
      while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
        i++;
      }
      return i > 0 && Character.isHighSurrogate(a.charAt(i - 1)) ? i - 1 : i;
    }

    private static int commonSuffix(String a, String b) {
      int i = 0;
      while (i < Math.min(a.length(), b.length())
          && a.charAt(a.length() - 1 - i) == b.charAt(b.length() - 1 - i)) {
        i++;
      }
      return i > 0 && Character.isLowSurrogate(a.charAt(a.length() - i)) ? i - 1 : i;
    }
  }
}
