package org.assize.syntax;

import java.util.Arrays;

/**
 * The identifiers met so far, each as one shared {@link String} with a dense id.
 *
 * <p>Handing the same table to the parses of many files shares their identifiers. A table belongs
 * to one thread at a time.
 */
public final class Names {
  private static final int FIRST_CAPACITY = 1024;

  /** Id plus one per slot, 0 for a free one. */
  private int[] slots = new int[FIRST_CAPACITY];

  private int[] hashes = new int[FIRST_CAPACITY];
  private String[] strings = new String[FIRST_CAPACITY / 2];
  private int size;

  /** Makes a table that knows the keywords alone. */
  public Names() {
    Token.KEYWORDS.forEach(this::id);
    Token.SOFT_KEYWORDS.forEach(this::id);
  }

  /** Returns the string with this id. */
  String string(int id) {
    return strings[id];
  }

  /** Returns the shared instance of a string. */
  String share(String text) {
    int id = id(text);
    return strings[id];
  }

  /** Returns the id of a string, the same as of the range that spells it. */
  int id(String text) {
    char[] chars = text.toCharArray();
    int hash = 0;
    for (char c : chars) {
      hash = hash * 31 + c;
    }
    return id(chars, 0, chars.length, hash);
  }

  /**
   * Returns the id of a range of characters.
   *
   * @param hash their polynomial hash with base 31, as {@link String#hashCode} has it
   */
  int id(char[] buffer, int start, int end, int hash) {
    int mask = slots.length - 1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    for (; ; slot = (slot + 1) & mask) {
      int found = slots[slot];
      if (found == 0) {
        return add(slot, hash, new String(buffer, start, end - start));
      }
      if (hashes[slot] == hash && same(strings[found - 1], buffer, start, end)) {
        return found - 1;
      }
    }
  }

  private static boolean same(String text, char[] buffer, int start, int end) {
    int length = end - start;
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != buffer[start + i]) {
        return false;
      }
    }
    return true;
  }

  private int add(int slot, int hash, String text) {
    int id = size++;
    if (id == strings.length) {
      strings = Arrays.copyOf(strings, id * 2);
    }
    strings[id] = text;
    slots[slot] = id + 1;
    hashes[slot] = hash;
    if (size * 2 > slots.length) {
      grow();
    }
    return id;
  }

  private void grow() {
    int[] oldSlots = slots;
    int[] oldHashes = hashes;
    slots = new int[oldSlots.length * 2];
    hashes = new int[slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < oldSlots.length; i++) {
      if (oldSlots[i] != 0) {
        int hash = oldHashes[i];
        int slot = (hash ^ (hash >>> 15)) & mask;
        while (slots[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = oldSlots[i];
        hashes[slot] = hash;
      }
    }
  }
}
