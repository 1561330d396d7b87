package org.assize.program.source;

/**
 * Something below the program's root that is not read.
 *
 * @param path relative to the program's root
 * @param reason why
 * @param message the reason in words, and how to have it read, without the path
 */
public record Skipped(String path, Reason reason, String message) {
  /** Why something is not read. */
  public enum Reason {
    /** A folder that holds no source by convention, or a virtual environment. */
    DEFAULT,
    /** A {@code .gitignore} names it. */
    GITIGNORE,
    /** A given path names it, and so does an {@code --exclude}. */
    EXCLUDED,
    /** A symbolic link that leaves the program. */
    LINK_OUTSIDE,
    /** A symbolic link to nothing. */
    LINK_BROKEN,
    /** A pipe, device or socket under the name of a Python file. */
    NOT_A_FILE,
    /** It could not be listed or opened: a gap of the review. */
    UNREADABLE,
    /** A given path that does not exist. */
    MISSING;

    /** Returns whether the review lacks something that was asked for. */
    public boolean isGap() {
      return switch (this) {
        case LINK_BROKEN, NOT_A_FILE, UNREADABLE, MISSING -> true;
        case DEFAULT, GITIGNORE, EXCLUDED, LINK_OUTSIDE -> false;
      };
    }
  }
}
