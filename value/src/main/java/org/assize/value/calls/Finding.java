package org.assize.value.calls;

/** How the callee of a call was found, the surest first. */
public enum Finding {
  /** By lexical scope, import or definition: no other can be meant. */
  EXACT,
  /** By the class of the receiver, or by the value that the called expression holds. */
  TYPED,
  /** By what call sites pass for the parameter that is called, or whose method is. */
  SEEN_AT_CALL_SITES,
  /** By its name alone: one of at most five that fit. */
  BY_NAME,
  /** A name of a library that is not in the tree. */
  ABSENT,
  /** Nothing is known about what is called. */
  OPAQUE,
  /** So many could be meant that none is followed. */
  CUT;

  /** Whether an edge to a body of the tree is found this way. */
  public boolean hasBody() {
    return compareTo(BY_NAME) <= 0;
  }

  /** Whether callees found this way count when bodies are put in order. */
  public boolean isFollowed() {
    return compareTo(BY_NAME) < 0;
  }

  /** Returns the less sure of two. */
  public Finding weaker(Finding other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
