package org.assize.taint.trace;

import java.util.List;
import java.util.regex.Pattern;
import org.assize.facts.Control;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;

/** Text that is JSON as a whole. */
final class JsonText {
  private static final Pattern MAKING = Pattern.compile("json(utils)?\\.dump(s|_as_bytes)$");

  /** What makes values of any shape of a text. */
  private static final Pattern READING =
      Pattern.compile(
          "(json|json_util|rapidjson)\\.loads$|\\.json_decode$|\\.literal_eval$"
              + "|yaml\\.(safe_|full_|unsafe_)?load$|jsonutils\\.loads$");

  /** What stands in a script before a value, outside of quotes. */
  private static final Pattern OF_SCRIPT =
      Pattern.compile(
          "<script\\b[^>]*>((?!</script)[^'\"`]|'[^']*'|\"[^\"]*\")*[=(,:\\[]\\s*$",
          Pattern.CASE_INSENSITIVE);

  private JsonText() {}

  /** Whether JSON is a literal to a script: nothing in it ends the script, or a text around it. */
  static boolean isLiteralOfScript(Query query, Node node, List<String> paths) {
    return query.language() == SinkLanguage.HTML
        && isMade(paths)
        && !node.allowed().contains('<')
        && OF_SCRIPT.matcher(node.surround().before()).find();
  }

  /** Whether a value is text that is read on its way: what is made of it is no text any more. */
  static boolean isReadBehind(FlowProgram program, Node node) {
    for (Node at = node.next(); at != null; at = at.next()) {
      boolean isRead =
          program.body(at.body()).op(at.instruction()) == Op.CALL
              && program.paths(at.at()).stream().anyMatch(p -> READING.matcher(p).find());
      if (isRead) {
        return true;
      }
    }
    return false;
  }

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
