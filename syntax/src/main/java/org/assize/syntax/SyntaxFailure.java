package org.assize.syntax;

/**
 * Unwinds the parser from a place that fits no rule to the statement around it; never leaves the
 * package.
 */
final class SyntaxFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final int start;
  final int end;
  final String text;

  SyntaxFailure(int start, int end, String text) {
    super(text, null, false, false);
    this.start = start;
    this.end = end;
    this.text = text;
  }
}
