package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Target;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Decorators that only note in a table what a function asks for, where another function turns away
 * whatever the table lacks: what they do not stand on, nobody but the strongest may call.
 */
record DeniedByDefault(ProgramView program) {
  private static final Set<CompareOperator> MEMBERSHIP =
      Set.of(CompareOperator.IN, CompareOperator.NOT_IN);

  /** Whether a decorator is such a one. */
  boolean is(Expr decorator, Scope scope) {
    Expr named = decorator instanceof Expr.Call c ? c.function() : decorator;
    return program.resolver().resolve(named, scope)
            instanceof Target.FunctionTarget(PythonFunction noting)
        && table(noting).filter(t -> isAsked(t)).isPresent();
  }

  /** {@code allowed[function.__name__] = permission}. */
  private static Optional<String> table(PythonFunction noting) {
    return Inside.deep(noting.node().body(), Stmt.Assign.class).stream()
        .flatMap(s -> s.targets().stream())
        .filter(t ->
            t instanceof Expr.Subscript(_, _, Expr.Name _, Expr.Attribute key)
                && key.attribute().equals("__name__"))
        .map(t -> ((Expr.Name) ((Expr.Subscript) t).value()).id())
        .filter(name -> noting.module().scopes().root().local(name).isPresent())
        .findFirst();
  }

  /** {@code if name in allowed and …: return True}, and otherwise {@code False}. */
  private boolean isAsked(String table) {
    return program.program().mentioning(table).stream()
        .filter(m -> !m.isTemplate() && !program.isTest(m))
        .map(PythonModule::scopes)
        .flatMap(s -> s.functions().stream())
        .anyMatch(f -> refuses(f.node().body()) && tests(f, table));
  }

  private static boolean tests(PythonFunction function, String table) {
    return Inside.any(
        function.node().body(),
        Expr.Compare.class,
        c ->
            MEMBERSHIP.contains(c.ops().getFirst())
                && c.comparators().getFirst() instanceof Expr.Name n
                && n.id().equals(table));
  }

  private static boolean refuses(List<Stmt> body) {
    return !Inside.all(body, Stmt.Raise.class).isEmpty()
        || Inside.all(body, Stmt.Return.class).stream()
            .anyMatch(r -> r.value() instanceof Expr.Bool b && !b.value());
  }
}
