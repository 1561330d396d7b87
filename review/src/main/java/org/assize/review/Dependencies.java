package org.assize.review;

import java.util.List;

/** Where the code of imported packages may be looked up; it is read for facts, never reviewed. */
public sealed interface Dependencies {
  /** The project's own virtual environment, if it has one. */
  record VirtualEnvironment() implements Dependencies {}

  /** Nowhere. */
  record None() implements Dependencies {}

  /**
   * The given folders, and nothing else.
   *
   * @param paths as the user wrote them; at least one
   */
  record Folders(List<String> paths) implements Dependencies {
    /** Copies the list. */
    public Folders {
      paths = List.copyOf(paths);
    }
  }
}
