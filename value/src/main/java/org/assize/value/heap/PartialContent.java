package org.assize.value.heap;

import org.assize.facts.Truth;
import org.assize.value.domain.AbstractValue;

/**
 * What a {@code functools.partial} holds.
 *
 * @param callee what it calls
 * @param positional the arguments that it puts in front
 * @param keywords the keyword arguments that it adds
 */
public record PartialContent(AbstractValue callee, SequenceContent positional, DictContent keywords)
    implements Content {
  @Override
  public PartialContent join(Content second) {
    PartialContent other = (PartialContent) second;
    return new PartialContent(
        callee.join(other.callee),
        positional.join(other.positional),
        keywords.join(other.keywords));
  }

  @Override
  public PartialContent widen(Content next) {
    PartialContent other = (PartialContent) next;
    return new PartialContent(
        callee.widen(other.callee),
        positional.widen(other.positional),
        keywords.widen(other.keywords));
  }

  @Override
  public boolean isIncludedIn(Content wider) {
    PartialContent other = (PartialContent) wider;
    return callee.isIncludedIn(other.callee)
        && positional.isIncludedIn(other.positional)
        && keywords.isIncludedIn(other.keywords);
  }

  @Override
  public Truth truth() {
    return Truth.TRUE;
  }

  @Override
  public String text() {
    return "partial of " + callee.text() + " with " + positional.text() + " and " + keywords.text();
  }
}
