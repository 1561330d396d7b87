package org.assize.value.interpret;

import java.util.Map;
import java.util.Optional;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Site;
import org.assize.value.heap.Content;

/**
 * What callers of a body need to know.
 *
 * @param result what a call gives, in terms of the body's parameters
 * @param contents what the containers and objects in the result hold
 * @param receiver what the fields of the first parameter hold on return, where it is an object that
 *     the body writes to
 * @param changed parameters whose contents the body may change, as bits; parameters from 63 on
 *     share a bit
 * @param deciding parameters that decide a branch, a key, a callee or a part of the result, as
 *     bits: constants for these make a summary of their own worth while
 */
public record Summary(
    AbstractValue result,
    Map<Site, Content> contents,
    Optional<Content> receiver,
    long changed,
    long deciding) {
  private static final int LAST_BIT = Long.SIZE - 1;

  /** What is known of a body that was not solved: nothing. */
  public static final Summary UNKNOWN =
      new Summary(AbstractValue.UNKNOWN, Map.of(), Optional.empty(), -1L, 0);

  /** Whether the body may return at all. */
  public boolean returns() {
    return !result.isBottom();
  }

  /** Whether the body may change what a parameter holds. */
  public boolean changes(int parameter) {
    return (changed & bit(parameter)) != 0;
  }

  /** Whether a parameter decides something in the body. */
  public boolean decides(int parameter) {
    return (deciding & bit(parameter)) != 0;
  }

  /** Returns the bit of a parameter. */
  static long bit(int parameter) {
    return 1L << Math.min(parameter, LAST_BIT);
  }
}
