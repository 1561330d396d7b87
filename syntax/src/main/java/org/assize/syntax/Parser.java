package org.assize.syntax;

import java.util.List;
import java.util.Optional;
import org.assize.base.SourceText;
import org.assize.syntax.Dialect.Reading;

/** Parses the text of one file. */
public final class Parser {
  /**
   * No tree is higher than this, whatever the text: a consumer that recurses knows how deep it
   * gets.
   *
   * <p>It is the sum of what bounds each kind of nesting: 20,000 links of a chain such as {@code
   * a.b.c} or {@code 1 + 2 + 3}, 5,000 {@code elif}, 1,000 prefix operators, conditionals and
   * lambdas, 200 brackets and 99 blocks, at a few nodes each. The parser itself recurses only for
   * the latter three and needs less than half a megabyte of stack.
   */
  public static final int MAX_HEIGHT = 32_000;

  private static final PythonVersion BEFORE_ASYNC = new PythonVersion(6);

  private Parser() {}

  /**
   * Parses with the newest grammar, then with an older one or as Python 2 if that alone accepts the
   * text.
   *
   * @param forced the only grammar to use, if given
   */
  public static ParsedFile parse(SourceText text, Optional<PythonVersion> forced) {
    return parse(text, forced, new Names());
  }

  /**
   * As {@link #parse(SourceText, Optional)}, with a table of names that several files share.
   *
   * @param names used by this thread alone while it runs
   */
  public static ParsedFile parse(SourceText text, Optional<PythonVersion> forced, Names names) {
    if (forced.isPresent()) {
      return new Pass(text, new Dialect(forced.get(), Reading.EXACT), names).result();
    }
    Pass newest = new Pass(text, new Dialect(PythonVersion.NEWEST, Reading.TOLERANT), names);
    if (newest.problems.count() == 0 && !newest.problems.sawPython2()) {
      return newest.result();
    }
    if (newest.problems.sawPython2() || newest.problems.count() > 0) {
      return older(newest, text, names);
    }
    return newest.result();
  }

  private static ParsedFile older(Pass newest, SourceText text, Names names) {
    Pass best = newest;
    if (newest.lexer.sawAsync && !newest.problems.sawPython2()) {
      Pass old = new Pass(text, new Dialect(BEFORE_ASYNC, Reading.TOLERANT), names);
      best = old.problems.count() == 0 ? old : best;
    }
    if (best == newest) {
      Pass two = new Pass(text, new Dialect(PythonVersion.NEWEST, Reading.PYTHON2), names);
      boolean better =
          newest.problems.sawPython2()
              ? two.problems.count() <= newest.problems.count()
              : two.problems.count() == 0;
      best = better ? two : best;
    }
    return best.result();
  }

  /** One reading of a text. */
  private static final class Pass {
    private final SourceText text;
    private final Dialect dialect;
    private final Problems problems;
    private final Lexer lexer;
    private final List<Stmt> body;

    Pass(SourceText text, Dialect dialect, Names names) {
      this.text = text;
      this.dialect = dialect;
      this.problems = new Problems(dialect);
      this.lexer = new Lexer(text.text(), names, dialect, problems);
      this.body = new StatementParser(lexer, problems).file();
    }

    ParsedFile result() {
      return new ParsedFile(
          text,
          new Node.Module(0, text.length(), body),
          problems.sorted(),
          dialect.version(),
          problems.sawPython2() || dialect.python2());
    }
  }
}
