package org.assize.ir;

import java.util.ArrayList;
import java.util.List;

/** Values with dense ids: equal values get one id. */
final class Interner<T> {
  private final List<T> values = new ArrayList<>();

  /** Id plus one per slot, 0 for a free one. */
  private int[] slots = new int[16];

  /** Returns the id of a value, a new one if it was not met before. */
  int id(T value) {
    int mask = slots.length - 1;
    int slot = spread(value.hashCode()) & mask;
    while (slots[slot] != 0) {
      T known = values.get(slots[slot] - 1);
      if (known == value || known.equals(value)) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    values.add(value);
    slots[slot] = values.size();
    if (values.size() * 2 > slots.length) {
      grow();
    }
    return values.size() - 1;
  }

  /** Returns the value with an id. */
  T get(int id) {
    return values.get(id);
  }

  /** Returns the values in the order of their ids. */
  List<T> values() {
    return List.copyOf(values);
  }

  private void grow() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int id = 0; id < values.size(); id++) {
      int slot = spread(values.get(id).hashCode()) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id + 1;
    }
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }
}
