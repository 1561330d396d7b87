package org.assize.base.graph;

import java.util.Arrays;

/** A list of ints that grows. */
public final class IntList {
  private static final int FIRST_CAPACITY = 8;

  private int[] elements = new int[FIRST_CAPACITY];
  private int size;

  /** Returns the number of elements. */
  public int size() {
    return size;
  }

  /** Whether there is no element. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Returns the element at an index below {@link #size}. */
  public int get(int index) {
    check(index);
    return elements[index];
  }

  /** Replaces the element at an index below {@link #size}. */
  public void set(int index, int element) {
    check(index);
    elements[index] = element;
  }

  /** Adds an element at the end. */
  public void add(int element) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, size * 2);
    }
    elements[size++] = element;
  }

  /** Takes the last element off. */
  public int pop() {
    check(size - 1);
    return elements[--size];
  }

  /** Keeps only the first elements. */
  public void truncate(int newSize) {
    if (newSize < 0 || newSize > size) {
      throw new IndexOutOfBoundsException(newSize + " of " + size);
    }
    size = newSize;
  }

  /** Returns the elements in an array of their own. */
  public int[] toArray() {
    return Arrays.copyOf(elements, size);
  }

  private void check(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index + " of " + size);
    }
  }
}
