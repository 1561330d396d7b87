package org.assize.checks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The automaton that reads an expression as a backtracking matcher does: its states are the places
 * that read a character, and there are as many ways from one to the next as the matcher tries.
 */
final class PatternAutomaton {
  private static final int MOST_STATES = 80;
  private static final int MOST_STEPS = 20_000;

  /** Nodes that read nothing have no set and lead to others. */
  private final List<BitSet> sets = new ArrayList<>();

  private final List<List<Integer>> next = new ArrayList<>();
  private final Map<Integer, Map<Integer, Integer>> ways = new HashMap<>();
  private final BitSet accepting = new BitSet();
  private int accept;
  private int steps;

  private PatternAutomaton() {}

  /** Builds it; nothing where the expression is not regular or too large. */
  static Optional<PatternAutomaton> of(String pattern) {
    return PatternTree.of(pattern).flatMap(PatternAutomaton::of);
  }

  private static Optional<PatternAutomaton> of(PatternTree tree) {
    PatternAutomaton made = new PatternAutomaton();
    int start = made.node(null);
    made.accept = made.node(null);
    made.next.get(made.add(tree, start)).add(made.accept);
    long reading = made.sets.stream().filter(s -> !s.isEmpty()).count();
    if (reading > MOST_STATES) {
      return Optional.empty();
    }
    for (int state = 0; state < made.sets.size(); state++) {
      if (state == start || made.reads(state)) {
        made.ways.put(state, new HashMap<>());
        made.follow(state, state, new BitSet());
      }
    }
    return made.steps > MOST_STEPS ? Optional.empty() : Optional.of(made);
  }

  private int node(@org.jspecify.annotations.Nullable BitSet set) {
    sets.add(set == null ? new BitSet() : set);
    next.add(new ArrayList<>());
    return sets.size() - 1;
  }

  private boolean reads(int node) {
    return !sets.get(node).isEmpty();
  }

  /** Adds a part behind a node and returns the node behind the part. */
  private int add(PatternTree tree, int from) {
    if (sets.size() > 20 * MOST_STATES) {
      return from; // too large anyhow
    }
    return switch (tree) {
      case PatternTree.One one -> {
        int state = node(one.set());
        next.get(from).add(state);
        yield state;
      }
      case PatternTree.All all -> {
        int at = from;
        for (PatternTree part : all.parts()) {
          at = add(part, at);
        }
        yield at;
      }
      case PatternTree.Any any -> {
        int end = node(null);
        for (PatternTree part : any.parts()) {
          int begin = node(null);
          next.get(from).add(begin);
          next.get(add(part, begin)).add(end);
        }
        yield end;
      }
      case PatternTree.Repeated repeated -> repeat(repeated, from);
      case PatternTree.Group group -> add(group.part(), from);
    };
  }

  private int repeat(PatternTree.Repeated repeated, int from) {
    int at = from;
    for (int i = 0; i < repeated.least(); i++) {
      at = add(repeated.part(), at);
    }
    if (repeated.most() < 0) {
      int loop = node(null);
      int entry = node(null);
      next.get(at).add(entry);
      next.get(add(filled(repeated.part()), loop)).add(loop);
      int end = node(null);
      next.get(loop).add(end);
      // A round of what is around it enters again: that is another way than one more round here.
      next.get(entry).addAll(next.get(loop));
      return end;
    }
    int end = node(null);
    next.get(at).add(end);
    for (int i = repeated.least(); i < repeated.most(); i++) {
      at = add(repeated.part(), at);
      next.get(at).add(end);
    }
    return end;
  }

  /** The part of a repetition that is empty only where the repetition ends: a round reads. */
  private static PatternTree filled(PatternTree part) {
    return switch (part) {
      case PatternTree.Group group -> filled(group.part());
      case PatternTree.All all when all.parts().size() == 1 -> filled(all.parts().getFirst());
      case PatternTree.Repeated r when r.least() == 0 && r.most() < 0 ->
          new PatternTree.Repeated(r.part(), 1, -1);
      default -> part;
    };
  }

  /** Counts the ways from a state to the next that reads, each without a detour. */
  private void follow(int state, int at, BitSet on) {
    for (int to : next.get(at)) {
      if (++steps > MOST_STEPS) {
        return;
      } else if (to == accept) {
        accepting.set(state);
      } else if (reads(to)) {
        ways.getOrDefault(state, Map.of()).merge(to, 1, Integer::sum);
      } else if (!on.get(to)) {
        on.set(to);
        follow(state, to, on);
        on.clear(to);
      }
    }
  }

  /**
   * Returns a text whose repetition can be read in more ways with each time, while what comes
   * behind it may still fail; nothing where there is none.
   */
  Optional<String> pump() {
    for (int state : ways.keySet().stream().sorted().toList()) {
      if (reads(state)) {
        Optional<String> found = twice(state);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** A pair of states that two readers of one text are in, and how they came there. */
  private record Pair(int one, int two, boolean apart) {}

  /** Two ways from a state back to itself that read the same text. */
  private Optional<String> twice(int state) {
    Map<Pair, String> read = new HashMap<>();
    Deque<Pair> open = new ArrayDeque<>();
    Pair start = new Pair(state, state, false);
    read.put(start, "");
    open.add(start);
    while (!open.isEmpty()) {
      Pair pair = open.removeFirst();
      if (accepting.get(pair.one) || accepting.get(pair.two)) {
        continue; // it is content before it has to try another way
      }
      String text = read.getOrDefault(pair, "");
      for (Map.Entry<Integer, Integer> one : ways.getOrDefault(pair.one, Map.of()).entrySet()) {
        for (Map.Entry<Integer, Integer> two : ways.getOrDefault(pair.two, Map.of()).entrySet()) {
          BitSet common = (BitSet) sets.get(one.getKey()).clone();
          common.and(sets.get(two.getKey()));
          common.clear(PatternTree.END);
          if (common.isEmpty()) {
            continue;
          }
          boolean apart =
              pair.apart
                  || !one.getKey().equals(two.getKey())
                  || (pair.one == pair.two && one.getValue() > 1);
          Pair to = new Pair(one.getKey(), two.getKey(), apart);
          String longer = text + shown(common);
          if (to.one == state && to.two == state && apart) {
            return isContent(state, longer + longer) ? Optional.empty() : Optional.of(longer);
          }
          if (read.size() < MOST_STEPS && read.putIfAbsent(to, longer) == null) {
            open.addLast(to);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a match ends somewhere in a text: then the matcher never has to try all ways. */
  private boolean isContent(int state, String text) {
    BitSet in = new BitSet();
    in.set(state);
    for (int i = 0; i < text.length(); i++) {
      BitSet read = new BitSet();
      int c = text.charAt(i);
      in.stream()
          .flatMap(from -> ways.getOrDefault(from, Map.of()).keySet().stream().mapToInt(to -> to))
          .filter(to -> sets.get(to).get(c))
          .forEach(read::set);
      if (read.intersects(accepting)) {
        return true;
      }
      in = read;
    }
    return false;
  }

  private static String shown(BitSet set) {
    for (char c : new char[] {'a', '0', ' ', 'A', '_'}) {
      if (set.get(c)) {
        return String.valueOf(c);
      }
    }
    int first = set.nextSetBit('!');
    return String.valueOf((char) (first < 0 ? set.nextSetBit(0) : first));
  }
}
