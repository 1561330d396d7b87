package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds refusals after which a handler goes on: an answer that sends somebody away is made and not
 * given back, or is sent while the statements behind it run all the same.
 *
 * @param made functions and classes of libraries that make an answer and do nothing else
 * @param sending methods that send an answer and return
 * @param senders dotted beginnings of the classes that have those methods
 * @param say sentences for {@code made}, {@code sent} and {@code test}; {@code {name}} is the
 *     refusal
 */
public record ForgottenReturn(
    Set<String> made, Set<String> sending, List<String> senders, Map<String, String> say)
    implements Detector {
  /** Calls that do not come back. */
  private static final Set<String> LEAVING = Set.of("abort", "exit", "_exit", "fail", "deny");

  /** What a method asks by whether an answer has been sent already. */
  private static final Set<String> ASKING = Set.of("_finished", "finished", "responded");

  /** Checks the sentences. */
  public ForgottenReturn {
    Sentences.require(say, List.of("made", "sent", "test"));
  }

  @Override
  public void review(Check check) {
    for (PythonFunction function : check.view().module().scopes().functions()) {
      boolean sends = function.owner().filter(t -> sends(check, t)).isPresent();
      for (List<Stmt> block : blocks(function)) {
        for (int i = 0; i < block.size(); i++) {
          if (block.get(i) instanceof Stmt.If test && test.orelse().isEmpty()) {
            judge(check, test, block.subList(i + 1, block.size()), sends);
          }
        }
      }
    }
  }

  private static List<List<Stmt>> blocks(PythonFunction function) {
    return Stream.concat(
            Stream.of((Node) function.node()),
            Inside.all(function.node().body(), Stmt.class).stream())
        .flatMap(n -> LocalGuards.blocks(n).stream())
        .toList();
  }

  private boolean sends(Check check, PythonClass type) {
    return check.program().resolver().hierarchy().outsideAncestors(type).stream()
        .anyMatch(base -> senders.stream().anyMatch(base::startsWith));
  }

  private void judge(Check check, Stmt.If test, List<Stmt> behind, boolean sends) {
    if (leaves(test.body())) {
      return;
    }
    for (Stmt statement : test.body()) {
      if (statement instanceof Stmt.ExprStmt s && s.value() instanceof Expr.Call call) {
        Optional<Expr.Call> change = change(behind);
        boolean isMade =
            check.view().callOf(call).map(CallSite::path).filter(made::contains).isPresent();
        boolean isSent =
            sends
                && call.function() instanceof Expr.Attribute a
                && sending.contains(a.attribute())
                && a.value() instanceof Expr.Name self
                && self.id().equals("self");
        if (isMade || (isSent && change.isPresent())) {
          report(check, call, behind, isMade ? "made" : "sent", change);
          return;
        }
      }
    }
  }

  /** What is changed in a store, unless it is asked before whether an answer has been sent. */
  private static Optional<Expr.Call> change(List<Stmt> behind) {
    for (Stmt statement : behind) {
      if (statement instanceof Stmt.Return
          || Inside.any(
              List.of((Node) statement),
              Expr.Attribute.class,
              a -> ASKING.contains(a.attribute()))) {
        return Optional.empty();
      }
      for (Expr.Call call : Inside.all(List.of((Node) statement), Expr.Call.class)) {
        if (StoreCalls.reach(call).filter(r -> r.verb() != Touch.Verb.READ).isPresent()) {
          return Optional.of(call);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean leaves(List<Stmt> body) {
    return Inside.any(
            body,
            Stmt.class,
            s ->
                s instanceof Stmt.Return
                    || s instanceof Stmt.Raise
                    || s instanceof Stmt.Continue
                    || s instanceof Stmt.Break)
        || Inside.any(body, Expr.Call.class, c -> LEAVING.contains(NameTerms.last(c)));
  }

  private void report(
      Check check, Expr.Call call, List<Stmt> behind, String which, Optional<Expr.Call> change) {
    PythonModule module = check.view().module();
    Node next = change.map(c -> (Node) c).orElse(behind.isEmpty() ? call : behind.getFirst());
    String name = Wording.written(call.function(), check.view());
    check.report(
        check
            .present(Place.of(module, call))
            .step(Place.of(module, call), "nothing leaves the function here")
            .step(
                Place.of(module, next),
                next == call ? "what it makes is dropped" : "this runs all the same")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : which, "name", name)));
  }
}
