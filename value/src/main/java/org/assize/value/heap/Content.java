package org.assize.value.heap;

import org.assize.facts.Truth;

/** What one object contains. Content of different kinds is never joined. */
public sealed interface Content
    permits SequenceContent, DictContent, SetContent, InstanceContent, PartialContent {

  /** Returns what holds where either content does. */
  Content join(Content second);

  /** Returns content above both such that every growing chain is short. */
  Content widen(Content next);

  /** Whether the other content says no more than this one. */
  boolean isIncludedIn(Content wider);

  /** Returns what {@code bool} gives for the object. */
  Truth truth();

  /** Returns the content as tests and reviews show it. */
  String text();
}
