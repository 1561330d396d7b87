package org.assize.program.source;

/** What reading one file gave. */
public sealed interface SourceContent {
  /**
   * The file's bytes, which look like text; stray NUL bytes are left to the parser.
   *
   * @param bytes the whole file
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  record Bytes(byte[] bytes) implements SourceContent {}

  /**
   * The file cannot be reviewed, and belongs under {@code notParsed}.
   *
   * @param message why, and the remedy, without the path
   */
  record Refused(String message) implements SourceContent {}

  /** Reads a file; never fails. */
  static SourceContent read(SourceTree tree, SourceFile file) {
    byte[] bytes;
    try {
      bytes = tree.read(file.path());
    } catch (UnreadableException e) {
      return new Refused(e.reason());
    }
    return switch (BinaryCheck.of(bytes)) {
      case TEXT -> new Bytes(bytes);
      case UTF_16 -> new Refused("is in UTF-16, which Python cannot read; save it as UTF-8");
      case BINARY ->
          new Refused("holds binary data, no Python text; rename it or leave it out (--exclude)");
    };
  }
}
