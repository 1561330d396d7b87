package org.assize.taint.trace;

import java.util.List;
import java.util.regex.Pattern;
import org.assize.facts.Control;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;

/** Text that is JSON as a whole. */
final class JsonText {
  private static final Pattern MAKING = Pattern.compile("json(utils)?\\.dump(s|_as_bytes)$");

  private JsonText() {}

  /** Whether a function makes JSON. */
  static boolean isMade(List<String> paths) {
    return paths.stream().anyMatch(p -> MAKING.matcher(p).find());
  }

  /**
   * Whether an end tells little: data that others have stored is answered as JSON to programs, and
   * who opens such an answer as a page has sent what is in it.
   */
  static boolean isForPrograms(FlowProgram program, Query query, End end) {
    if (query.language() != SinkLanguage.HTML
        || !(end instanceof End.Controlled c)
        || c.control() != Control.PEER) {
      return false;
    }
    for (Node node = end.node(); node != null; node = node.next()) {
      boolean isJson =
          program.body(node.body()).op(node.instruction()) == Op.CALL
              && isMade(program.paths(node.at()));
      if (isJson && !node.surround().isComposed()) {
        return true;
      }
    }
    return false;
  }
}
