package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** Forms and serializers that one handler fills with what is sent, and what their fields say. */
record FilledForms(Check check, PythonFunction function) {
  /** Validators that ask nothing of the size of a number. */
  private static final Set<String> PLAIN =
      Set.of("DataRequired", "InputRequired", "Optional", "MaxValueValidator");

  /** Validators that ask for both limits, each by its name. */
  private static final String RANGE = "NumberRange";

  /** What a view of Django makes the form of that it hands to its methods. */
  private static final String FORM_CLASS = "form_class";

  /** The class of a form: of a local one, or of the one that a view is handed. */
  Optional<PythonClass> of(Expr form) {
    if (!(form instanceof Expr.Name name)) {
      return Optional.empty();
    }
    boolean isHanded =
        function.owner().isPresent()
            && function.parameters().stream().skip(1).anyMatch(p -> p.name().equals(name.id()));
    return isHanded ? ofView(function.owner().get()) : made(name);
  }

  private Optional<PythonClass> made(Expr.Name form) {
    return check
        .view()
        .module()
        .scopes()
        .onlyValue(form)
        .flatMap(v ->
            v instanceof Expr.Call c
                    && check.view().callOf(c).map(CallSite::target).orElse(Target.Unknown.UNKNOWN)
                        instanceof Target.ClassTarget t
                ? Optional.of(t.type())
                : Optional.empty());
  }

  private Optional<PythonClass> ofView(PythonClass view) {
    return check
        .program()
        .resolver()
        .hierarchy()
        .value(view, FORM_CLASS)
        .flatMap(v ->
            check.program().resolver().resolve(v, view.body()) instanceof Target.ClassTarget t
                ? Optional.of(t.type())
                : Optional.empty());
  }

  /** The call that makes a field of a form. */
  static Optional<Expr.Call> field(PythonClass type, String name) {
    return type.body()
        .local(name)
        .flatMap(Symbol::only)
        .flatMap(Binding::value)
        .flatMap(v -> v instanceof Expr.Call c ? Optional.of(c) : Optional.empty());
  }

  /** Whether a field says, in one of some keywords or by a validator, how little is enough. */
  static boolean isBounded(Expr.Call field, Set<String> bounds) {
    boolean isNamed =
        field.keywords().stream()
            .anyMatch(k ->
                k.name() == null || (bounds.contains(k.name()) && !k.name().equals("validators")));
    Stream<Expr> lists =
        Stream.concat(
            field.args().stream(),
            field.keywords().stream()
                .filter(k -> "validators".equals(k.name()))
                .map(Node.Keyword::value));
    return isNamed || lists.anyMatch(FilledForms::asks);
  }

  private static boolean asks(Expr validators) {
    List<Expr> all =
        switch (validators) {
          case Expr.ListExpr l -> l.elements();
          case Expr.Tuple t -> t.elements();
          case Expr.Name n -> List.of(n);
          default -> List.of();
        };
    return all.stream().anyMatch(v -> !PLAIN.contains(NameTerms.last(v)) && !isUpperOnly(v));
  }

  /** {@code NumberRange(max=100)}. */
  private static boolean isUpperOnly(Expr validator) {
    return validator instanceof Expr.Call c
        && NameTerms.last(c).equals(RANGE)
        && c.args().isEmpty()
        && c.keywords().stream().allMatch(k -> !"min".equals(k.name()));
  }
}
