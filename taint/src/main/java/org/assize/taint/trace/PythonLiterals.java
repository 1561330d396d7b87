package org.assize.taint.trace;

import java.util.Set;
import org.assize.taint.language.QuotedText;
import org.assize.taint.language.SinkLanguage;

/**
 * Values that are written into a program as literals: {@code f"NAME = {name!r}"}. A text then stays
 * a text, whatever is in it, unless it is written between quotes of the program's own.
 */
final class PythonLiterals {
  private static final Set<String> WRITING =
      Set.of("builtins.repr", "builtins.ascii", "json.dumps", "pprint.pformat");

  private PythonLiterals() {}

  /** Whether a node stands for a literal that a program to be run holds. */
  static boolean is(Walk walk, Node literal) {
    return walk.query().language() == SinkLanguage.PYTHON
        && !literal.recoded()
        && QuotedText.isOutside(literal.surround().before());
  }

  /** Ends a way at a literal; false where it is none. */
  static boolean end(Walk walk, Node literal) {
    boolean is = is(walk, literal);
    if (is) {
      walk.end(new End.Harmless(literal, literal.at(), "it is written as a literal"));
    }
    return is;
  }

  /**
   * Ends a way at a container that is logged as a whole: its parts are written as literals, without
   * line breaks.
   */
  static boolean logged(Walk walk, Node container) {
    boolean is = walk.query().language() == SinkLanguage.LOG && container.part().isEmpty();
    if (is) {
      walk.end(new End.Harmless(container, container.at(), "its parts are written as literals"));
    }
    return is;
  }

  /** Ends a way at a call that writes a literal; false where it does not. */
  static boolean written(Walk walk, Node node, LibraryCall call) {
    return call.paths().stream().anyMatch(WRITING::contains) && end(walk, node);
  }
}
