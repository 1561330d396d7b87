package org.assize.oracle;

import java.nio.charset.StandardCharsets;

/** What CPython said about one file. */
sealed interface Answer {
  /** Its tree in the canonical form; no record, since arrays have no equality. */
  final class Tree implements Answer {
    private final byte[] dump;

    Tree(byte[] dump) {
      this.dump = dump;
    }

    byte[] dump() {
      return dump;
    }
  }

  /**
   * It rejects the text.
   *
   * @param line from 1, 0 if it names none
   */
  record Rejected(int line, String message) implements Answer {}

  /** It gives the text up, or the file cannot be read: there is nothing to compare with. */
  record Beyond(String message) implements Answer {}

  /** Reads the answer that {@code scripts/ast_dump.py} frames with a kind and a length. */
  static Answer of(String kind, byte[] body) {
    if (kind.equals("T")) {
      return new Tree(body);
    }
    String[] parts = new String(body, StandardCharsets.US_ASCII).split("\t", 4);
    String message = parts[0] + ": " + parts[3];
    return kind.equals("E")
        ? new Rejected(Integer.parseInt(parts[1]), message)
        : new Beyond(message);
  }
}
