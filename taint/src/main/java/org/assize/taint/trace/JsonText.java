package org.assize.taint.trace;

import java.util.List;
import java.util.Set;
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

  private JsonText() {}

  /** Whether JSON is a literal to a script: nothing in it ends the script, or a text around it. */
  static boolean isLiteralOfScript(Query query, Node node, List<String> paths) {
    return query.language() == SinkLanguage.HTML
        && isMade(paths)
        && !node.allowed().contains('<')
        && Safety.context(query, node).words().equals("inside <script>");
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

  /** Functions that say of a text that it is markup: what they are given is meant for a page. */
  private static final Set<String> MARKING =
      Set.of(
          "django.utils.html.html_safe",
          "django.utils.safestring.SafeString",
          "django.utils.safestring.mark_safe",
          "markupsafe.Markup");

  /** Whether the way ends at a function that says of a text that it is markup. */
  static boolean isMarked(FlowProgram program, Node node) {
    Node last = node;
    while (last.next() != null) {
      last = last.next();
    }
    return program.body(last.by().body()).op(last.by().instruction()) == Op.CALL
        && program.paths(last.by()).stream().anyMatch(MARKING::contains);
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
        || c.control() != Control.PEER
        || isMarked(program, end.node())) {
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
