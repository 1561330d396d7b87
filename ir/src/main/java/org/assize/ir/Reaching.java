package org.assize.ir;

import java.util.Arrays;

/** Which value a variable has at the end of a block: an open-addressing table of ints. */
final class Reaching {
  private static final long FREE = -1;

  private long[] keys = free(64);
  private int[] values = new int[64];
  private int size;

  /** Returns the value, or -1 where none is known. */
  int get(int block, int variable) {
    int slot = slotOf(keys, key(block, variable));
    return keys[slot] == FREE ? -1 : values[slot];
  }

  void put(int block, int variable, int value) {
    long key = key(block, variable);
    int slot = slotOf(keys, key);
    if (keys[slot] == FREE) {
      keys[slot] = key;
      size++;
    }
    values[slot] = value;
    if (size * 2 > keys.length) {
      grow();
    }
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = free(oldKeys.length * 2);
    values = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int slot = slotOf(keys, oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  private static long key(int block, int variable) {
    return (long) block << 32 | variable;
  }

  private static int slotOf(long[] keys, long key) {
    int mask = keys.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (keys[slot] != key && keys[slot] != FREE) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static long[] free(int length) {
    long[] keys = new long[length];
    Arrays.fill(keys, FREE);
    return keys;
  }
}
