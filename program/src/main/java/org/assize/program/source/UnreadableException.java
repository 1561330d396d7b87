package org.assize.program.source;

/** A file or folder that cannot be read; the message says why and what to do about it. */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * Creates the exception.
   *
   * @param path relative to the tree's root
   * @param reason why, and the remedy, without the path: {@code permission denied; ...}
   */
  public UnreadableException(String path, String reason) {
    super(reason);
    this.path = path;
  }

  /** Returns the path, relative to the tree's root. */
  public String path() {
    return path;
  }

  /** Returns why it cannot be read, and the remedy, without the path. */
  public String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
