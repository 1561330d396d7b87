package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.facts.Reason;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Node.Parameter;
import org.assize.syntax.Stmt;

/**
 * A function that calls itself with the very arguments it was given: nothing that it is handed
 * brings it nearer to an end.
 */
public record UnboundedRecursion() implements Detector {
  @Override
  public void review(Check check) {
    for (PythonFunction function : check.view().module().scopes().functions()) {
      for (CallSite call : check.view().callsIn(function)) {
        if (callsItself(call, function) && isUnchanged(call, function, check.view())) {
          report(call, function, check);
        }
      }
    }
  }

  private static boolean callsItself(CallSite call, PythonFunction function) {
    return switch (call.node().function()) {
      case Expr.Attribute a ->
          function.receiver().isPresent()
              && a.attribute().equals(function.name())
              && a.value() instanceof Expr.Name n
              && n.id().equals(function.receiver().get());
      case Expr.Name n ->
          function.owner().isEmpty()
              && call.target() instanceof org.assize.program.Target.FunctionTarget t
              && t.function() == function
              && n.id().equals(function.name());
      default -> false;
    };
  }

  /** Every parameter is passed on as it is, or by {@code p = p or default} at the most. */
  private static boolean isUnchanged(CallSite call, PythonFunction function, ModuleView view) {
    List<Parameter> parameters = new ArrayList<>(function.parameters());
    if (function.receiver().isPresent()) {
      parameters.removeFirst();
    }
    if (call.hasUnknownArguments() || function.node().isAsync()) {
      return false;
    }
    for (int i = 0; i < parameters.size(); i++) {
      Parameter p = parameters.get(i);
      Optional<Expr> given = call.argument(i, p.name());
      boolean same =
          given.filter(e -> e instanceof Expr.Name n && n.id().equals(p.name())).isPresent();
      if (!same || !isKept(p, function)) {
        return false;
      }
    }
    return isReturned(call.node(), view)
        && !changesState(function)
        && !actsBefore(call, function, view);
  }

  private static boolean isReturned(Expr call, ModuleView view) {
    return view.parent(call).filter(n -> n instanceof Stmt.Return).isPresent();
  }

  private static boolean isKept(Parameter p, PythonFunction function) {
    Optional<Symbol> symbol = function.body().local(p.name());
    return symbol.isPresent()
        && symbol.get().bindings().stream().allMatch(b -> isOwnOrDefault(b, p.name()));
  }

  private static boolean isOwnOrDefault(Binding binding, String name) {
    if (binding.kind() == Binding.Kind.PARAMETER) {
      return true;
    }
    return binding
        .value()
        .filter(v ->
            v instanceof Expr.BoolOp b
                && !b.isAnd()
                && b.values().getFirst() instanceof Expr.Name n
                && n.id().equals(name))
        .isPresent();
  }

  /** Whether the receiver or an argument is told something on the way to the recursion. */
  private static boolean actsBefore(CallSite call, PythonFunction function, ModuleView view) {
    return view.all(Stmt.ExprStmt.class).stream()
        .filter(s -> function.node().start() < s.start() && s.start() < call.node().start())
        .filter(s -> s.value() instanceof Expr.Call c && isOfParameter(c.function(), function))
        .anyMatch(s ->
            view.parent(s)
                .filter(p -> p.start() <= call.node().start() && call.node().end() <= p.end())
                .isPresent());
  }

  private static boolean isOfParameter(Expr e, PythonFunction function) {
    return switch (e) {
      case Expr.Attribute a -> isOfParameter(a.value(), function);
      case Expr.Subscript s -> isOfParameter(s.value(), function);
      case Expr.Name n -> function.parameters().stream().anyMatch(p -> p.name().equals(n.id()));
      default -> false;
    };
  }

  /** Whether it writes into its receiver or an argument, which may be what ends it. */
  private static boolean changesState(PythonFunction function) {
    return WrittenTargets.in(function.node()).stream()
        .anyMatch(t -> !(t instanceof Expr.Name) && isOfParameter(t, function));
  }

  private static void report(CallSite call, PythonFunction function, Check check) {
    Place place = call.place();
    Optional<Stmt.If> condition = conditionAround(call.node(), check.view());
    Finding.Builder finding =
        check.inTest()
            ? Finding.caution(check.weakness(), place, Reason.TEST_CODE)
            : Finding.caution(check.weakness(), place, Reason.EXPOSED_TO_CALLERS);
    condition.ifPresent(c ->
        finding.step(
            Place.of(call.module(), c.test()),
            "repeats while " + Wording.written(c.test(), check.view())));
    finding.step(Place.of(call.module(), function.node()), "the function that it calls again");
    String until =
        condition.map(c -> " while " + Wording.written(c.test(), check.view())).orElse("");
    check.report(
        finding.saying(
            function.name()
                + " calls itself without a bound"
                + until
                + ", with the arguments that it was given."));
  }

  private static Optional<Stmt.If> conditionAround(Node node, ModuleView view) {
    Optional<Node> parent = view.parent(node);
    while (parent.isPresent() && !(parent.get() instanceof Stmt.FunctionDef)) {
      if (parent.get() instanceof Stmt.If s) {
        return Optional.of(s);
      }
      parent = view.parent(parent.get());
    }
    return Optional.empty();
  }
}
