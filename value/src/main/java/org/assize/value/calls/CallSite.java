package org.assize.value.calls;

import java.util.List;

/**
 * What one call reaches.
 *
 * @param instruction the call
 * @param callees bodies of the tree, in the order of their numbers
 * @param outside dotted paths of absent or built-in callables, sorted
 * @param finding how the callees were found; the weakest way, where there are several
 */
public record CallSite(
    int instruction, List<Integer> callees, List<String> outside, Finding finding) {
  /** Copies the lists. */
  public CallSite {
    callees = List.copyOf(callees);
    outside = List.copyOf(outside);
  }
}
