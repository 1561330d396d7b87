package org.assize.syntax;

/**
 * Bounds the height of expressions: nesting by {@link #MAX_DEPTH}, apart from brackets, which the
 * lexer bounds; chains that need no recursion ({@code a.b.c}, {@code 1 + 2 + 3}) by {@link
 * #MAX_CHAIN}, added up along a path of the tree.
 */
final class Depth {
  static final int MAX_DEPTH = 1000;
  static final int MAX_CHAIN = 20_000;

  /** What lies around the current place. */
  private int depth;

  /** The highest chain that has been read below the current place. */
  int chain;

  private final Lexer lexer;

  Depth(Lexer lexer) {
    this.lexer = lexer;
  }

  /** Forgets the depth of a statement that was given up. */
  void restart() {
    depth = 0;
    chain = 0;
  }

  void enter() {
    if (++depth > MAX_DEPTH) {
      throw lexer.failure(lexer.start, lexer.end, "too many nested expressions");
    }
  }

  void leave() {
    depth--;
  }

  /** Counts a nesting that takes as much stack as so many others. */
  void enter(int weight) {
    depth += weight - 1;
    enter();
  }

  void leave(int weight) {
    depth -= weight;
  }

  /**
   * Ends a chain of so many steps on top of what has been read.
   *
   * @param outer the highest chain before that
   */
  void leaveChain(int outer, int steps) {
    int height = chain + steps;
    if (height > MAX_CHAIN) {
      throw lexer.failure(lexer.start, lexer.end, "expression is too long a chain");
    }
    chain = Math.max(outer, height);
  }
}
