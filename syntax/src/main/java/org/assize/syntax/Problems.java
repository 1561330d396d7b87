package org.assize.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.assize.base.Problem;

/** Collects what one pass over a text finds wrong with it. */
final class Problems {
  private final Dialect dialect;
  private final List<Problem> found = new ArrayList<>(0);
  private boolean python2;

  Problems(Dialect dialect) {
    this.dialect = dialect;
  }

  void add(int start, int end, String message) {
    found.add(Problem.at(start, end, message));
  }

  /** Notes a construct that came with Python 3.{@code minor}. */
  void since(int minor, int start, int end) {
    since(minor, start, end, "invalid syntax");
  }

  /** Notes a construct that came with Python 3.{@code minor}, with the older versions' message. */
  void since(int minor, int start, int end, String message) {
    if (!dialect.has(minor) && !dialect.python2()) {
      add(start, end, message);
    }
  }

  /** Notes what the parser refuses from Python 3.{@code minor} on, and only the compiler before. */
  void refusedSince(int minor, int start, int end, String message) {
    if (dialect.has(minor) && !dialect.python2()) {
      add(start, end, message);
    }
  }

  /** Notes a form that only Python 2 has. */
  void python2(int start, int end, String message) {
    python2 = true;
    if (dialect.exact()) {
      add(start, end, message);
    }
  }

  boolean sawPython2() {
    return python2;
  }

  int count() {
    return found.size();
  }

  /** What had been found at one time. */
  record Mark(int count, boolean python2) {}

  Mark mark() {
    return new Mark(found.size(), python2);
  }

  /** Forgets what was found since: a guess was wrong. */
  void reset(Mark mark) {
    while (found.size() > mark.count) {
      found.removeLast();
    }
    python2 = mark.python2;
  }

  List<Problem> sorted() {
    if (found.isEmpty()) {
      return List.of();
    }
    found.sort(Comparator.comparingInt(p -> p.span().start()));
    return List.copyOf(found);
  }
}
