package org.assize.checks;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What a client sends as a whole, with a secret in it, though nothing names the secret where it is
 * shown.
 *
 * @param secretTerms words of fields that hold a secret
 */
record SentWholes(Check check, Set<String> secretTerms) {
  private static final Set<String> FORMS = Set.of("POST", "form", "forms");
  private static final Set<String> DUMPS = Set.of("model_dump", "model_dump_json", "dict", "json");

  /** Functions that see every request, the logins among them. */
  private static final Set<String> ALWAYS =
      Set.of("__call__", "process_request", "process_view", "process_response", "dispatch");

  private static final Set<String> REGISTERED =
      Set.of("before_request", "before_app_request", "after_request", "middleware", "on_request");

  private static final List<String> HIDING = List.of("SecretStr", "SecretBytes", "repr");

  /** {@code log(card)} of a {@code card: CardIn} with a field {@code cvc}. */
  boolean isModel(CallSite call, Expr shown) {
    Expr whole =
        shown instanceof Expr.Call c
                && c.args().isEmpty()
                && c.keywords().isEmpty()
                && c.function() instanceof Expr.Attribute a
                && DUMPS.contains(a.attribute())
            ? a.value()
            : shown;
    return whole instanceof Expr.Name n
        && call.function().stream().flatMap(f -> types(f, n)).anyMatch(this::declaresSecret);
  }

  private Stream<Target> types(PythonFunction function, Expr.Name name) {
    return function.parameters().stream()
        .filter(p -> p.name().equals(name.id()))
        .flatMap(p -> Stream.ofNullable(p.annotation()))
        .map(a -> check.program().resolver().resolve(a, function.definedIn()));
  }

  private boolean declaresSecret(Target type) {
    return type instanceof Target.ClassTarget t
        && check.program().resolver().hierarchy().outsideAncestors(t.type()).stream()
            .anyMatch(b -> b.startsWith("pydantic.") || b.startsWith("sqlmodel."))
        && t.type().methods().stream()
            .noneMatch(m -> m.name().equals("__str__") || m.name().equals("__repr__"))
        && declares(t.type());
  }

  private boolean declares(PythonClass type) {
    return type.node().body().stream()
        .anyMatch(s ->
            s instanceof Stmt.AnnAssign a
                && a.target() instanceof Expr.Name n
                && NameTerms.endsWith(n.id(), secretTerms)
                && !isHidden(a));
  }

  private static boolean isHidden(Stmt.AnnAssign field) {
    List<Node> all = List.of(field);
    return Inside.any(all, Expr.Name.class, n -> HIDING.contains(n.id()))
        || Inside.any(all, Expr.Attribute.class, a -> HIDING.contains(a.attribute()))
        || Inside.any(all, Node.Keyword.class, k -> HIDING.contains(String.valueOf(k.name())));
  }

  /** {@code log(dict(request.POST))} in what runs for each request. */
  boolean isForm(CallSite call, Expr shown) {
    return shown instanceof Expr.Attribute a
        && FORMS.contains(a.attribute())
        && NameTerms.last(a.value()).equals("request")
        && call.function().filter(SentWholes::runsAlways).isPresent();
  }

  private static boolean runsAlways(PythonFunction function) {
    return (function.owner().isPresent() && ALWAYS.contains(function.name()))
        || function.node().decorators().stream()
            .anyMatch(d -> REGISTERED.contains(NameTerms.last(d)));
  }
}
