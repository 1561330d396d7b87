package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import org.assize.value.domain.Place.Selector;

/** Parts of values: the selectors that lead to them, outermost first; none for the whole. */
final class Parts {
  private static final int MAX_DEPTH = 5;

  private Parts() {}

  /** Returns a part of a part; what lies too deep is any part. */
  static List<Selector> within(Selector outer, List<Selector> inner) {
    List<Selector> part = new ArrayList<>();
    part.add(outer);
    part.addAll(inner);
    return List.copyOf(part.size() <= MAX_DEPTH ? part : part.subList(0, MAX_DEPTH));
  }

  /** Returns what a part is of the element that its outermost selector leads to. */
  static List<Selector> inner(List<Selector> part) {
    return inner(part, 1);
  }

  /** Returns what a part is of what its outermost selectors lead to. */
  static List<Selector> inner(List<Selector> part, int selectors) {
    return part.subList(Math.min(selectors, part.size()), part.size());
  }
}
