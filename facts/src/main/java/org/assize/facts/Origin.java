package org.assize.facts;

/** What a {@linkplain Fact.Source source} says of its value: who determines it, or what it is. */
public sealed interface Origin permits Control, ValueRole {
  /** Returns the word as reports and rule files write it. */
  String id();
}
