package org.assize.knowledge;

import java.util.List;

/** A document as the reader of YAML, or of the compiled form, leaves it. */
sealed interface Tree {
  /** Line from 1; 0 in the compiled form. */
  int line();

  /** Column from 1; 0 in the compiled form. */
  int column();

  /** Returns what it is, for messages. */
  default String what() {
    return switch (this) {
      case Scalar scalar -> scalar.quoted ? "a text" : "'" + scalar.text + "'";
      case Items _ -> "a list";
      case Mapping _ -> "a mapping";
    };
  }

  /**
   * A single value.
   *
   * @param text its characters, without quotes
   * @param quoted whether it is a text even where its characters are those of a number
   */
  record Scalar(int line, int column, String text, boolean quoted) implements Tree {}

  /** A list. */
  record Items(int line, int column, List<Tree> items) implements Tree {}

  /** A mapping, in the order of the file. */
  record Mapping(int line, int column, List<Entry> entries) implements Tree {}

  /** One key and its value. */
  record Entry(Scalar key, Tree value) {}
}
