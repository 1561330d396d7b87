package org.assize.value.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.value.domain.Segment.Fixed;
import org.assize.value.domain.Segment.Hole;
import org.assize.value.domain.Segment.Repeat;

/** Picks one character of each class that two shapes cannot tell apart. */
final class Alphabet {
  private static final int ASCII = 128;

  private final Set<Integer> letters = new LinkedHashSet<>();
  private final List<CharSet> sets = new ArrayList<>();

  private Alphabet() {}

  static int[] representatives(StringShape a, StringShape b) {
    Alphabet alphabet = new Alphabet();
    alphabet.read(a);
    alphabet.read(b);
    return alphabet.pick();
  }

  private void read(StringShape shape) {
    for (Segment segment : shape.segments()) {
      switch (segment) {
        case Fixed fixed -> fixed.value().codePoints().forEach(letters::add);
        case Hole hole -> sets.add(hole.characters());
        case Repeat repeat -> repeat.alternatives().forEach(this::read);
      }
    }
  }

  private int[] pick() {
    Map<List<Boolean>, Integer> classes = new HashMap<>();
    for (int c = 0; c < ASCII; c++) {
      int letter = c;
      if (!letters.contains(c)) {
        classes.putIfAbsent(sets.stream().map(s -> s.contains(letter)).toList(), c);
      }
    }
    letters.addAll(classes.values());
    int outside = ASCII;
    while (letters.contains(outside)) {
      outside++;
    }
    letters.add(outside);
    return letters.stream().mapToInt(Integer::intValue).sorted().toArray();
  }
}
