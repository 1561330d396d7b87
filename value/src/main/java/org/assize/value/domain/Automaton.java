package org.assize.value.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.value.domain.Segment.Fixed;
import org.assize.value.domain.Segment.Hole;
import org.assize.value.domain.Segment.Repeat;

/**
 * The nondeterministic automaton of a sequence of segments. State 0 starts, the last one accepts;
 * each state reads one set of characters at most, and leads without reading to others.
 */
final class Automaton {
  private static final int MAX_STATES = 1_500;

  /** Counts of a hole beyond this one are not told apart. */
  private static final int MAX_COUNT = 40;

  private final List<CharSet> labels = new ArrayList<>();
  private final List<Integer> letters = new ArrayList<>();
  private final List<Integer> targets = new ArrayList<>();
  private final List<List<Integer>> silent = new ArrayList<>();
  private final Map<Integer, BitSet> closures = new HashMap<>();
  private final Rounding rounding;

  private enum Rounding {
    /** May accept more strings. */
    UP,
    /** May accept fewer strings. */
    DOWN
  }

  private Automaton(Rounding rounding) {
    this.rounding = rounding;
    newState();
  }

  /** Returns an automaton that accepts at least the strings of the segments. */
  static Optional<Automaton> wide(List<Segment> segments) {
    return build(segments, Rounding.UP);
  }

  /** Returns an automaton that accepts at most the strings of the segments. */
  static Optional<Automaton> narrow(List<Segment> segments) {
    return build(segments, Rounding.DOWN);
  }

  private static Optional<Automaton> build(List<Segment> segments, Rounding rounding) {
    Automaton automaton = new Automaton(rounding);
    int end = automaton.addAll(segments, 0);
    return end < 0 ? Optional.empty() : Optional.of(automaton.endingIn(end));
  }

  private Automaton endingIn(int end) {
    int last = newState();
    silent.get(end).add(last);
    return this;
  }

  private int newState() {
    labels.add(CharSet.NONE);
    letters.add(-1);
    targets.add(-1);
    silent.add(new ArrayList<>(1));
    return labels.size() - 1;
  }

  private int addAll(List<Segment> segments, int from) {
    int at = from;
    for (Segment segment : segments) {
      at = at < 0 || labels.size() > MAX_STATES ? -1 : add(segment, at);
    }
    return at;
  }

  private int add(Segment segment, int from) {
    return switch (segment) {
      case Fixed fixed -> addText(fixed.value(), from);
      case Hole hole -> addHole(hole, from);
      case Repeat repeat -> addRepeat(repeat, from);
    };
  }

  private int addText(String text, int from) {
    if (text.length() > MAX_STATES) {
      return -1;
    }
    int at = from;
    for (int c : text.codePoints().toArray()) {
      int next = newState();
      int reader = newState();
      silent.get(at).add(reader);
      letters.set(reader, c);
      targets.set(reader, next);
      at = next;
    }
    return at;
  }

  private int addHole(Hole hole, int from) {
    boolean rounds = hole.minLength() > MAX_COUNT && rounding == Rounding.DOWN;
    if (rounds) {
      return -1;
    }
    int min = Math.min(hole.minLength(), MAX_COUNT);
    int at = from;
    for (int i = 0; i < min; i++) {
      at = addCharacter(hole.characters(), at);
    }
    boolean large = hole.maxLength() > MAX_COUNT;
    if (hole.maxLength() == Segment.UNBOUNDED || (large && rounding == Rounding.UP)) {
      int loop = newState();
      silent.get(at).add(loop);
      int behind = addCharacter(hole.characters(), loop);
      silent.get(behind).add(loop);
      return loop;
    }
    return addOptional(hole.characters(), Math.min(hole.maxLength(), MAX_COUNT) - min, at);
  }

  private int addOptional(CharSet set, int count, int from) {
    int end = newState();
    int at = from;
    silent.get(at).add(end);
    for (int i = 0; i < count; i++) {
      at = addCharacter(set, at);
      silent.get(at).add(end);
    }
    return end;
  }

  private int addCharacter(CharSet set, int from) {
    int next = newState();
    int reader = newState();
    silent.get(from).add(reader);
    labels.set(reader, set);
    targets.set(reader, next);
    return next;
  }

  private int addRepeat(Repeat repeat, int from) {
    int loop = newState();
    silent.get(from).add(loop);
    for (StringShape alternative : repeat.alternatives()) {
      int enter = newState();
      silent.get(loop).add(enter);
      int end = addAll(alternative.segments(), enter);
      if (end < 0) {
        return -1;
      }
      silent.get(end).add(loop);
    }
    return loop;
  }

  /** Returns the states before anything is read. */
  BitSet start() {
    return (BitSet) closure(0).clone();
  }

  /** Returns the states that are reached from one without reading. */
  private BitSet closure(int first) {
    return closures.computeIfAbsent(first, this::findClosure);
  }

  private BitSet findClosure(int first) {
    BitSet states = new BitSet();
    List<Integer> open = new ArrayList<>();
    open.add(first);
    while (!open.isEmpty()) {
      int state = open.removeLast();
      if (!states.get(state)) {
        states.set(state);
        open.addAll(silent.get(state));
      }
    }
    return states;
  }

  /**
   * Returns those of some characters that can be read in one of some states, by their indexes.
   *
   * @param characters in ascending order
   */
  BitSet readable(BitSet states, int[] characters) {
    BitSet found = new BitSet(characters.length);
    for (int s = states.nextSetBit(0); s >= 0; s = states.nextSetBit(s + 1)) {
      int letter = letters.get(s);
      if (letter < 0) {
        addContained(labels.get(s), characters, found);
      } else {
        int index = Arrays.binarySearch(characters, letter);
        found.set(Math.max(index, 0), Math.max(index + 1, 0)); // none where it is not among them
      }
    }
    return found;
  }

  private static void addContained(CharSet set, int[] characters, BitSet found) {
    int from = set.isEmpty() ? characters.length : 0;
    for (int k = found.nextClearBit(from); k < characters.length; k = found.nextClearBit(k + 1)) {
      if (set.contains(characters[k])) {
        found.set(k);
      }
    }
  }

  private boolean reads(int state, int c) {
    int letter = letters.get(state);
    return letter == c || (letter < 0 && labels.get(state).contains(c));
  }

  /** Returns the states after reading one more character. */
  BitSet step(BitSet states, int c) {
    BitSet next = new BitSet();
    for (int s = states.nextSetBit(0); s >= 0; s = states.nextSetBit(s + 1)) {
      if (reads(s, c)) {
        next.or(closure(targets.get(s)));
      }
    }
    return next;
  }

  /** Whether what was read is a whole string. */
  boolean isAccepting(BitSet states) {
    return states.get(labels.size() - 1);
  }

  /** Whether it accepts a string. */
  boolean accepts(String value) {
    BitSet states = start();
    for (int c : value.codePoints().toArray()) {
      if (states.isEmpty()) {
        return false;
      }
      states = step(states, c);
    }
    return isAccepting(states);
  }

  /** Whether it can read a text from the start, and perhaps go on. */
  boolean survives(String text) {
    return survives(start(), text);
  }

  /** Whether it can read a text from some point on. */
  boolean survivesSomewhere(String text) {
    BitSet all = new BitSet();
    all.set(0, labels.size());
    return survives(all, text);
  }

  private boolean survives(BitSet from, String text) {
    BitSet states = from;
    for (int c : text.codePoints().toArray()) {
      states = step(states, c);
    }
    return !states.isEmpty();
  }
}
