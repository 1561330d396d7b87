package org.assize.oracle;

import java.nio.file.Path;

/**
 * The first place at which the two trees of a file differ, or a file that one side alone rejects.
 *
 * @param file the file
 * @param kind what differs
 * @param line its line, from 1, or 0 if it is not known
 * @param ours our line of the canonical form, or our problem
 * @param theirs CPython's line, or its error
 */
public record Difference(Path file, Kind kind, int line, String ours, String theirs) {
  /** What differs. */
  public enum Kind {
    /** Both accept the file; the trees differ. */
    TREE,
    /** CPython accepts the file. */
    REJECTED_BY_US,
    /** We accept the file. */
    REJECTED_BY_CPYTHON,
    /** A node of ours reaches beyond the node that holds it. */
    SPAN,
    /** Our parser or dump ended with an exception. */
    CRASH
  }

  @Override
  public String toString() {
    return "%s:%d: %s%n  ours:    %s%n  CPython: %s".formatted(file, line, kind, ours, theirs);
  }
}
