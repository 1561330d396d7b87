package org.assize.checks;

import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.Scope;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter of a FastAPI handler is made by: {@code Depends(current_user)} as its default,
 * in its annotation, or in an alias that the annotation names.
 *
 * @param made what makes it
 * @param scope where that is resolved
 */
public record Dependency(Expr made, Scope scope) {
  private static final Set<String> INJECTED = Set.of("Depends", "Security");

  /** Returns what makes a parameter, if something injects it. */
  public static Optional<Dependency> of(
      Node.Parameter parameter, PythonFunction function, ProgramView program) {
    Scope scope = function.definedIn();
    return in(parameter.defaultValue(), scope)
        .or(() -> in(parameter.annotation(), scope))
        .or(() -> aliased(parameter.annotation(), scope, program));
  }

  private static Optional<Dependency> in(@Nullable Expr expression, Scope scope) {
    if (expression == null) {
      return Optional.empty();
    }
    Expr[] found = {null};
    Nodes.forEach(
        expression,
        node -> {
          if (node instanceof Expr.Call c
              && INJECTED.contains(NameTerms.last(c))
              && !c.args().isEmpty()) {
            found[0] = c.args().getFirst();
          }
        });
    return Optional.ofNullable(found[0]).map(made -> new Dependency(made, scope));
  }

  /** {@code CurrentUser = Annotated[User, Depends(current_user)]}. */
  private static Optional<Dependency> aliased(
      @Nullable Expr annotation, Scope scope, ProgramView program) {
    if (!(annotation instanceof Expr.Name) && !(annotation instanceof Expr.Attribute)) {
      return Optional.empty();
    }
    return program.resolver().resolve(annotation, scope) instanceof Target.VariableTarget v
        ? v.symbol().only().flatMap(Binding::value).flatMap(value -> in(value, v.symbol().scope()))
        : Optional.empty();
  }

  /** Returns the function of the program that makes it; a called factory gives one. */
  public Optional<PythonFunction> function(ProgramView program) {
    Expr named = made instanceof Expr.Call c ? c.function() : made;
    return switch (program.resolver().resolve(named, scope)) {
      case Target.FunctionTarget f -> Optional.of(f.function());
      case Target.ClassTarget c -> c.type().method("__call__");
      default -> Optional.empty();
    };
  }

  /** Returns its name as it is written. */
  public String name() {
    return NameTerms.last(made);
  }
}
