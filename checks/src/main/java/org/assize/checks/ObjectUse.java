package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.facts.Condition;
import org.assize.facts.Truth;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What an object of a setting is, by the call that makes it, and by the calls that use it: a
 * context for the server's side has other duties than a client's.
 *
 * @param tells the dotted name of what makes the object, or the name of what is called with it or
 *     on it, with the condition on the arguments
 */
record ObjectUse(Check check, Map<String, Condition> tells) {

  /** Returns the call that tells, where there is one in reach of the setting. */
  Optional<Finding.Evidence> of(Expr setting, Optional<String> object) {
    if (tells.isEmpty()) {
      return Optional.empty();
    }
    return check.view().calls().stream()
        .filter(call -> call.node() != setting && tells(call, setting, object.orElse("")))
        .filter(call -> !hasFailed(call, setting))
        .map(call -> new Finding.Evidence(call.place(), "this tells what it is for"))
        .findFirst();
  }

  /** Where the setting stands in a handler of what the call raises, the call told nothing. */
  private boolean hasFailed(CallSite call, Expr setting) {
    return check.view().all(Stmt.Try.class).stream()
        .filter(t -> isWithin(call.node(), t.body()))
        .flatMap(t -> t.handlers().stream())
        .anyMatch(h -> isWithin(setting, h.body()));
  }

  private static boolean isWithin(Node node, List<Stmt> block) {
    return block.getFirst().start() <= node.start() && node.end() <= block.getLast().end();
  }

  private boolean tells(CallSite call, Expr setting, String object) {
    Condition made = tells.get(call.path());
    if (made != null) {
      return isMade(call, object) && isInReach(call, setting, object) && holds(made, call);
    }
    Condition used = tells.get(call.calledName());
    return used != null
        && (isUsed(call, object) || isRepeated(call, setting))
        && isInReach(call, setting, object)
        && holds(used, call);
  }

  private boolean holds(Condition when, CallSite call) {
    return when.evaluate(check.program().values().arguments(call)) == Truth.TRUE;
  }

  private boolean isMade(CallSite call, String object) {
    return switch (check.view().parent(call.node()).orElse(call.node())) {
      case Stmt.Assign s -> s.targets().stream().anyMatch(t -> text(t).equals(object));
      case Stmt.AnnAssign s -> text(s.target()).equals(object);
      case Node.WithItem w -> w.target() != null && text(w.target()).equals(object);
      case Expr.NamedExpr e -> text(e.target()).equals(object);
      default -> false;
    };
  }

  /** On the object, or with it among the arguments. */
  private boolean isUsed(CallSite call, String object) {
    boolean isReceiver =
        call.node().function() instanceof Expr.Attribute a && text(a.value()).equals(object);
    return isReceiver
        || Stream.concat(
                call.node().args().stream(),
                call.node().keywords().stream().map(Node.Keyword::value))
            .anyMatch(argument -> text(argument).equals(object));
  }

  /** The function that takes the setting, called once more for the same thing. */
  private boolean isRepeated(CallSite call, Expr setting) {
    return setting instanceof Expr.Call first
        && text(first.function()).equals(text(call.node().function()))
        && !first.args().isEmpty()
        && !call.node().args().isEmpty()
        && text(first.args().getFirst()).equals(text(call.node().args().getFirst()));
  }

  /** A local name is one object in its function, a field in the class, a global in the module. */
  private boolean isInReach(CallSite call, Expr setting, String object) {
    PythonModule module = check.view().module();
    Optional<PythonFunction> here = module.scopes().functionAt(setting.start());
    Optional<PythonFunction> there = call.function();
    boolean sameClass =
        object.contains(".")
            && here.flatMap(PythonFunction::owner).isPresent()
            && here.flatMap(PythonFunction::owner).equals(there.flatMap(PythonFunction::owner));
    return here.equals(there) || here.isEmpty() || there.isEmpty() || sameClass;
  }

  private String text(Expr e) {
    return check.view().module().text().slice(e.start(), e.end());
  }
}
