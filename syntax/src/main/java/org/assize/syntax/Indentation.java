package org.assize.syntax;

import static org.assize.syntax.Token.*;

/**
 * Reads the start of lines and gives the tokens for blocks that open and close there.
 *
 * <p>Follows CPython: a tab goes to the next multiple of eight, and the comparison of two lines
 * must not depend on that.
 */
final class Indentation {
  /** CPython's limit on indentation levels. */
  static final int MAX_INDENTS = 100;

  private final TokenState lexer;
  private final Problems problems;
  private int pendingDedents;
  private int indents;
  private final int[] columns = new int[MAX_INDENTS];
  private final int[] altColumns = new int[MAX_INDENTS];

  Indentation(TokenState lexer) {
    this.lexer = lexer;
    this.problems = lexer.problems;
  }

  /** Forgets blocks that end before the line that is gone to. */
  void reset() {
    pendingDedents = 0;
  }

  /** At the start of a line: skips blank ones; true if the indentation gave a token. */
  boolean token() {
    if (pendingDedents > 0) {
      pendingDedents--;
      lexer.start = lexer.pos;
      lexer.end = lexer.pos;
      lexer.kind = DEDENT;
      lexer.lineStart = pendingDedents > 0 || lexer.pos >= lexer.length;
      return true;
    }
    char[] b = lexer.buffer;
    int p = lexer.pos;
    int column = 0;
    int alt = 0;
    int continued = 0;
    while (true) {
      char c = b[p];
      if (c == ' ') {
        column++;
        alt++;
        p++;
      } else if (c == '\t') {
        column = (column / 8 + 1) * 8;
        alt++;
        p++;
      } else if (c == '\f') {
        column = 0;
        alt = 0;
        p++;
      } else if (c == '\\' && lexer.continuation(p) >= 0 && lexer.dialect.has(9)) {
        if (!lexer.dialect.has(10)) {
          // 3.9 takes such a line, and with it the next, for a part of the block around it.
          lexer.pos = p;
          lexer.lineStart = false;
          return false;
        }
        continued = continued > 0 ? continued : column;
        p = lexer.continuation(p);
      } else if (c == '#' || c == '\n' || c == '\r') {
        p = lexer.lineEnd(p);
        if (p >= lexer.length) {
          continue;
        }
        p += b[p] == '\r' && b[p + 1] == '\n' ? 2 : 1;
        column = 0;
        alt = 0;
        continued = 0;
      } else {
        break;
      }
    }
    if (b[p] == 0 && p >= lexer.length) {
      lexer.pos = lexer.length;
      lexer.start = lexer.length;
      lexer.end = lexer.length;
      pendingDedents = indents;
      indents = 0;
      if (pendingDedents > 0) {
        return token();
      }
      lexer.kind = EOF;
      return true;
    }
    lexer.pos = p;
    lexer.lineStart = false;
    return indent(continued > 0 ? continued : column, continued > 0 ? continued : alt);
  }

  private boolean indent(int column, int alt) {
    int current = indents == 0 ? 0 : columns[indents - 1];
    int currentAlt = indents == 0 ? 0 : altColumns[indents - 1];
    if (column == current) {
      checkTabs(alt == currentAlt);
      return false;
    }
    lexer.start = lexer.pos;
    lexer.end = lexer.pos;
    if (column > current) {
      checkTabs(alt > currentAlt);
      if (indents + 1 >= MAX_INDENTS) {
        problems.add(lexer.pos, lexer.pos, "too many levels of indentation");
        columns[indents - 1] = column;
        altColumns[indents - 1] = alt;
        return false;
      }
      columns[indents] = column;
      altColumns[indents++] = alt;
      lexer.kind = INDENT;
      return true;
    }
    return dedent(column, alt);
  }

  private boolean dedent(int column, int alt) {
    int left = indents;
    while (left > 0 && columns[left - 1] > column) {
      left--;
    }
    if ((left == 0 ? 0 : columns[left - 1]) != column) {
      problems.add(lexer.pos, lexer.pos, "unindent does not match any outer indentation level");
      // The line is taken as part of the innermost block that is not left for sure.
      left++;
      columns[left - 1] = column;
      altColumns[left - 1] = alt;
    } else {
      checkTabs(alt == (left == 0 ? 0 : altColumns[left - 1]));
    }
    pendingDedents = indents - left;
    indents = left;
    return pendingDedents > 0 && dedents(pendingDedents);
  }

  private boolean dedents(int count) {
    pendingDedents = count - 1;
    lexer.lineStart = pendingDedents > 0;
    lexer.kind = DEDENT;
    return true;
  }

  private void checkTabs(boolean consistent) {
    if (!consistent && !lexer.dialect.python2()) {
      problems.add(lexer.pos, lexer.pos, "inconsistent use of tabs and spaces in indentation");
    }
  }
}
