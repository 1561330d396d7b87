package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Whether a value is a password as somebody typed it: a field of what was sent, with nothing on the
 * way that makes a hash of it.
 *
 * @param passwordTerms last words of names of passwords
 * @param hashing words in names of functions that make a hash
 */
record TypedPassword(Check check, Set<String> passwordTerms, Set<String> hashing) {
  private static final int MAX_NAMES = 3;

  /** Words of names of what a client sent. */
  private static final List<String> SENT =
      List.of(
          "request", "req", "form", "data", "payload", "body", "credentials", "forms", "params");

  /** Whether names tell that a client typed it, and in this request. */
  boolean isRaw(Expr value) {
    return isRaw(value, 0);
  }

  private boolean isRaw(Expr value, int names) {
    Expr bare = new ShownValue(check).bare(value);
    return switch (bare) {
      case Expr.Name name -> names < MAX_NAMES && isRawName(name, names);
      case Expr.Attribute a when a.attribute().equals("data") -> isField(a.value());
      default -> isField(bare);
    };
  }

  /** {@code request.form["password"]}, {@code data.get("password")}, {@code form.password}. */
  private boolean isField(Expr value) {
    boolean isOther =
        Inside.any(
            List.of((Node) value),
            Expr.Call.class,
            c -> NameTerms.speaksOf(NameTerms.last(c), hashing));
    return !isOther
        && !(value instanceof Expr.Name)
        && NameTerms.endsWith(new ShownValue(check).name(value), passwordTerms)
        && Inside.any(
            List.of((Node) value), Expr.Name.class, n -> NameTerms.speaksOf(n.id(), SENT));
  }

  private boolean isRawName(Expr.Name name, int names) {
    List<Binding> bindings =
        check
            .view()
            .module()
            .scopes()
            .at(name.start())
            .lookup(name.id())
            .map(Symbol::bindings)
            .orElse(List.of());
    boolean isSent =
        !bindings.isEmpty()
            && bindings.stream()
                .allMatch(b ->
                    b.kind() == Binding.Kind.ASSIGNMENT
                        && b.value().filter(v -> isRaw(v, names + 1)).isPresent());
    return isSent || (bindings.size() == 1 && isOfHandler(name, bindings.getFirst()));
  }

  /** A parameter that the framework fills from the request. */
  private boolean isOfHandler(Expr.Name name, Binding binding) {
    Optional<PythonFunction> function = check.view().module().scopes().functionAt(name.start());
    return binding.kind() == Binding.Kind.PARAMETER
        && NameTerms.endsWith(name.id(), passwordTerms)
        && function.filter(f -> RequestHandlers.of(check.program()).isRegistered(f)).isPresent();
  }
}
