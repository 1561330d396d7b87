package org.assize.value.heap;

import java.util.List;
import java.util.function.Function;
import org.assize.facts.Truth;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Segment;
import org.jspecify.annotations.Nullable;

/** What dictionaries and sets have in common: keys that are there once. */
abstract sealed class EntryContent permits DictContent, SetContent {
  final Entries entries;

  EntryContent(Entries entries) {
    this.entries = entries;
  }

  /** Whether all keys are constants that are there for sure. */
  public final boolean isExact() {
    return entries.bounds().isExact();
  }

  /** Returns how many keys there are. */
  public final Bounds bounds() {
    return entries.bounds();
  }

  /** Returns what a key can be. */
  public final AbstractValue key() {
    return entries.keys();
  }

  /** Returns whether a key is there. */
  public final Truth contains(AbstractValue key) {
    return entries.get(key).present();
  }

  /** Returns what {@code bool} gives. */
  public final Truth truth() {
    return bounds().truth();
  }

  final SequenceContent sequence(Function<Entries.Entry, AbstractValue> part, AbstractValue rest) {
    List<AbstractValue> parts = entries.known().stream().map(part).toList();
    return isExact()
        ? SequenceContent.of(parts)
        : SequenceContent.of(parts.stream().reduce(rest, AbstractValue::join), bounds());
  }

  final String lengthText() {
    Bounds size = bounds();
    return size.isExact()
        ? Integer.toString(size.min())
        : size.min() + ".." + (size.max() == Segment.UNBOUNDED ? "" : size.max());
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof EntryContent content
        && getClass() == content.getClass()
        && entries.equals(content.entries);
  }

  @Override
  public final int hashCode() {
    return entries.hashCode();
  }

  @Override
  public final String toString() {
    return text();
  }

  abstract String text();
}
