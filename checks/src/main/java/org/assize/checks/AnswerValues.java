package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/** What a handler of requests answers with: what it returns, or writes into a response. */
final class AnswerValues {
  private static final Set<String> RESPONSES = Set.of("response", "resp", "res");

  private static final Set<String> BODIES =
      Set.of("media", "text", "body", "data", "content", "json_body", "context");

  private AnswerValues() {}

  static List<Expr> in(PythonFunction function) {
    List<Expr> found = new ArrayList<>();
    List<Stmt> body = function.node().body();
    for (Stmt.Return answer : Inside.all(body, Stmt.Return.class)) {
      if (answer.value() != null) {
        found.add(answer.value());
      }
    }
    for (Stmt.Assign assign : Inside.all(body, Stmt.Assign.class)) {
      if (assign.targets().stream().anyMatch(AnswerValues::isBody)) {
        found.add(assign.value());
      }
    }
    return found;
  }

  /** Whether a field of a response holds what is sent: {@code resp.media}. */
  static boolean isBody(Expr target) {
    return target instanceof Expr.Attribute a
        && BODIES.contains(a.attribute())
        && RESPONSES.contains(NameTerms.last(a.value()));
  }
}
