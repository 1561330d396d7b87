package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * Finds refusals of paths outside of a folder that compare the text of the path with that of the
 * folder, where nothing ends the folder: {@code /srv/data-old} begins with {@code /srv/data}.
 *
 * @param resolving dotted names of functions and methods whose result ends in no separator
 * @param say sentences for {@code present} and {@code test}; {@code {root}} is the folder
 */
public record ContainmentCheck(Set<String> resolving, Map<String, String> say) implements Detector {
  private static final int MAX_NAMES = 4;

  /** Checks the sentences. */
  public ContainmentCheck {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (Stmt.If test : check.view().all(Stmt.If.class)) {
      boolean refuses = test.body().stream().anyMatch(s -> s instanceof Stmt.Raise);
      if (refuses
          && test.test() instanceof Expr.UnaryOp not
          && not.op() == UnaryOperator.NOT
          && not.operand() instanceof Expr.Call call) {
        compared(check, call);
      }
    }
  }

  private void compared(Check check, Expr.Call call) {
    boolean isPrefix =
        call.function() instanceof Expr.Attribute a
            && a.attribute().equals("startswith")
            && call.args().size() == 1;
    Optional<PythonFunction> function = check.view().module().scopes().functionAt(call.start());
    if (!isPrefix || function.isEmpty()) {
      return;
    }
    Expr path = ended(((Expr.Attribute) call.function()).value());
    Expr root = call.args().getFirst();
    boolean isOpen =
        isResolved(check, path)
            && isResolved(check, root)
            && isChosen(check, path, function.get(), MAX_NAMES);
    if (isOpen) {
      check.report(
          check
              .present(Place.of(check.view().module(), call))
              .control(Control.CALLER)
              .step(Place.of(check.view().module(), origin(check, root)), "the end is stripped")
              .saying(
                  new Sentences(say)
                      .fill(
                          check.inTest() ? "test" : "present",
                          "root",
                          Wording.written(root, check.view()))));
    }
  }

  /** {@code path} of {@code path + os.sep}. */
  private static Expr ended(Expr path) {
    return path instanceof Expr.BinOp b && b.op() == Operator.ADD ? b.left() : path;
  }

  private boolean isResolved(Check check, Expr value) {
    Expr made = origin(check, value);
    if (!(made instanceof Expr.Call call)) {
      return false;
    }
    boolean isText =
        call.function() instanceof Expr.Name n && n.id().equals("str") && call.args().size() == 1;
    if (isText) {
      return isResolved(check, call.args().getFirst());
    }
    return check.view().callOf(call).filter(c -> isResolving(check, c)).isPresent();
  }

  private boolean isResolving(Check check, CallSite call) {
    return resolving.contains(call.path())
        || resolving.contains(check.program().lookup().typed(call.path()))
        || (call.node().args().isEmpty() && call.calledName().equals("resolve"));
  }

  /** What a local name that is bound once stands for. */
  private static Expr origin(Check check, Expr value) {
    return value instanceof Expr.Name name ? bound(check, name).orElse(value) : value;
  }

  private static Optional<Expr> bound(Check check, Expr.Name name) {
    return check
        .view()
        .module()
        .scopes()
        .only(name)
        .filter(b -> b.kind() == Binding.Kind.ASSIGNMENT)
        .flatMap(Binding::value);
  }

  /** Whether a value is made of a parameter, through names that are bound once. */
  private static boolean isChosen(Check check, Node value, PythonFunction function, int names) {
    if (value instanceof Expr.Name name) {
      Optional<Expr> bound = bound(check, name);
      return bound.isPresent()
          ? names > 0 && isChosen(check, bound.get(), function, names - 1)
          : isParameter(name, function);
    }
    boolean[] found = {false};
    Nodes.forEachChild(
        value, child -> found[0] |= !found[0] && isChosen(check, child, function, names));
    return found[0];
  }

  private static boolean isParameter(Expr.Name name, PythonFunction function) {
    return function.parameters().stream().anyMatch(p -> p.name().equals(name.id()))
        && function.receiver().filter(name.id()::equals).isEmpty();
  }
}
