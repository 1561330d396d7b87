package org.assize.program;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * What {@code from module import *} takes of a module (language reference, "The import statement"):
 * the names in {@code __all__}, else all that do not begin with an underscore.
 */
sealed interface Exports {
  /** There is no {@code __all__}. */
  record Public() implements Exports {}

  /** What {@code __all__} lists. */
  record Listed(Set<String> names) implements Exports {}

  /** There is an {@code __all__} that the text does not tell. */
  record Computed() implements Exports {}

  /** Whether a name is taken, as far as that is known. */
  default boolean mayHave(String name) {
    return switch (this) {
      case Public _ -> !name.startsWith("_");
      case Listed listed -> listed.names().contains(name);
      case Computed _ -> true;
    };
  }

  /** Reads assignments, {@code +=}, {@code append} and {@code extend} of a module's own level. */
  static Exports of(PythonModule module) {
    Optional<Symbol> all =
        module.scopes().root().local("__all__").filter(s -> !s.bindings().isEmpty());
    if (all.isEmpty()) {
      return new Public();
    }
    Set<String> names = new LinkedHashSet<>();
    boolean complete = true;
    for (Binding binding : all.get().bindings()) {
      complete &= addNames(written(binding), names);
    }
    for (Stmt statement : module.tree().body()) {
      complete &= addCall(statement, names);
    }
    return complete ? new Listed(names) : new Computed();
  }

  private static Optional<Expr> written(Binding binding) {
    return binding.source() instanceof Stmt.AugAssign s && s.op() == Operator.ADD
        ? Optional.of(s.value())
        : binding.value();
  }

  /** {@code __all__.append("x")} and {@code __all__.extend(["x"])}. */
  private static boolean addCall(Stmt statement, Set<String> names) {
    if (!(statement instanceof Stmt.ExprStmt(_, _, Expr.Call call))
        || !(call.function() instanceof Expr.Attribute(_, _, Expr.Name list, String method))
        || !list.id().equals("__all__")) {
      return true;
    }
    Optional<Expr> only =
        call.args().size() == 1 ? Optional.of(call.args().getFirst()) : Optional.empty();
    return switch (method) {
      case "append" -> only.isPresent() && addElements(List.of(only.get()), names);
      case "extend" -> addNames(only, names);
      default -> false;
    };
  }

  private static boolean addNames(Optional<Expr> value, Set<String> names) {
    return switch (value.orElse(null)) {
      case Expr.ListExpr e -> addElements(e.elements(), names);
      case Expr.Tuple e -> addElements(e.elements(), names);
      case Expr.BinOp e when e.op() == Operator.ADD ->
          addNames(Optional.of(e.left()), names) && addNames(Optional.of(e.right()), names);
      case null, default -> false;
    };
  }

  private static boolean addElements(List<Expr> elements, Set<String> names) {
    for (Expr element : elements) {
      if (!(element instanceof Expr.Str text)) {
        return false;
      }
      names.add(text.value());
    }
    return true;
  }
}
