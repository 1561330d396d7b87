package org.assize.value.domain;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.assize.value.domain.Segment.Hole;

/**
 * Inclusion of the strings of two shapes, by simulating their automata (subset construction, Rabin
 * and Scott 1959) under a limit of steps; beyond it the answer is no.
 */
final class Inclusion {
  private static final int MAX_PAIRS = 2_000;

  /** So many states may be asked for characters. */
  private static final int MAX_WORK = 60_000;

  private record Pair(BitSet left, BitSet right) {}

  private Inclusion() {}

  static boolean holds(StringShape narrow, StringShape wide) {
    if (narrow.equals(wide)) {
      return true;
    }
    if (!promises(narrow).containsAll(promises(wide))
        || narrow.minLength() < wide.minLength()
        || narrow.maxLength() > wide.maxLength()
        || !narrow.characters().isSubsetOf(wide.characters())) {
      return false;
    }
    if (isOneHole(wide)) {
      return true; // characters and lengths fit
    }
    return narrow
        .constant()
        .map(value -> matches(wide, value))
        .orElseGet(() -> Spelling.holds(narrow, wide) || search(narrow, wide));
  }

  /** As {@link #holds}, but says no where only a search could say yes. */
  static boolean holdsPlainly(StringShape narrow, StringShape wide) {
    return narrow.equals(wide) || ((isOneHole(wide) || narrow.isConstant()) && holds(narrow, wide));
  }

  private static boolean isOneHole(StringShape shape) {
    return shape.segments().size() == 1 && shape.segments().getFirst() instanceof Hole;
  }

  /** What the holes of a shape say beyond their characters. */
  private static Set<String> promises(StringShape shape) {
    Set<String> found = new HashSet<>();
    for (Segment segment : shape.segments()) {
      if (segment instanceof Hole hole) {
        if (hole.place() != null) {
          found.add(Objects.requireNonNull(hole.place()).text());
        }
        found.addAll(hole.escapings());
      }
    }
    return found;
  }

  static boolean matches(StringShape shape, String value) {
    return compare(shape, value, Automaton::narrow).orElse(false);
  }

  static boolean mayMatch(StringShape shape, String value) {
    return compare(shape, value, Automaton::wide).orElse(true);
  }

  private static Optional<Boolean> compare(
      StringShape shape, String value, Function<List<Segment>, Optional<Automaton>> build) {
    List<Segment> segments = shape.segments();
    String front = shape.prefix();
    String back = segments.size() > 1 ? shape.suffix() : "";
    if (value.length() < front.length() + back.length()
        || !value.startsWith(front)
        || !value.endsWith(back)) {
      return Optional.of(false);
    }
    String middle = value.substring(front.length(), value.length() - back.length());
    List<Segment> rest =
        segments.subList(front.isEmpty() ? 0 : 1, segments.size() - (back.isEmpty() ? 0 : 1));
    return build.apply(rest).map(automaton -> automaton.accepts(middle));
  }

  static boolean mayStartWith(StringShape shape, String prefix) {
    return Automaton.wide(shape.segments()).map(a -> a.survives(prefix)).orElse(true);
  }

  static boolean mayContain(StringShape shape, String part) {
    return shape.maxLength() >= part.codePointCount(0, part.length())
        && shape.characters().containsAll(part)
        && Automaton.wide(shape.segments()).map(a -> a.survivesSomewhere(part)).orElse(true);
  }

  private static boolean isSubset(BitSet narrow, BitSet wide) {
    BitSet left = (BitSet) narrow.clone();
    left.andNot(wide);
    return left.isEmpty();
  }

  private static boolean search(StringShape narrow, StringShape wide) {
    Automaton left = Automaton.wide(narrow.segments()).orElse(null);
    Automaton right = Automaton.narrow(wide.segments()).orElse(null);
    if (left == null || right == null) {
      return false;
    }
    int[] letters = Alphabet.representatives(narrow, wide);
    Set<Pair> seen = new HashSet<>();
    Deque<Pair> open = new ArrayDeque<>();
    open.add(new Pair(left.start(), right.start()));
    int work = 0;
    while (!open.isEmpty()) {
      Pair pair = open.poll();
      if (!seen.add(pair)) {
        continue;
      }
      work += (pair.left().cardinality() + pair.right().cardinality()) * letters.length;
      if (seen.size() > MAX_PAIRS
          || work > MAX_WORK
          || (left.isAccepting(pair.left()) && !right.isAccepting(pair.right()))) {
        return false;
      }
      BitSet readable = left.readable(pair.left(), letters);
      if (!isSubset(readable, right.readable(pair.right(), letters))) {
        return false; // from each state some string is accepted, and here none is
      }
      for (int k = readable.nextSetBit(0); k >= 0; k = readable.nextSetBit(k + 1)) {
        open.add(
            new Pair(left.step(pair.left(), letters[k]), right.step(pair.right(), letters[k])));
      }
    }
    return true;
  }
}
