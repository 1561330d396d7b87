package org.assize.program.source;

/**
 * One name in a folder.
 *
 * @param name the last part of the path, without {@code /}
 * @param kind what it is; for a symbolic link, what it leads to
 * @param size bytes, 0 for what is no file
 * @param link whether the name is a symbolic link, and where it leads
 * @param identity equal for two names of the same file or folder, different otherwise; opaque
 */
public record Entry(String name, Kind kind, long size, Link link, String identity) {
  /** What a name stands for. */
  public enum Kind {
    /** A regular file. */
    FILE,
    /** A folder. */
    FOLDER,
    /** A pipe, a device, a socket, a link that leads nowhere: never opened. */
    OTHER
  }

  /** Where a name leads. */
  public enum Link {
    /** The name is no link. */
    NONE,
    /** A link to something below the tree's root. */
    INSIDE,
    /** A link to something that lies outside the tree. */
    OUTSIDE,
    /** A link to nothing, or to itself. */
    BROKEN
  }

  /** Returns whether the name is a symbolic link. */
  public boolean isLink() {
    return link != Link.NONE;
  }
}
