package org.assize.checks;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.assize.facts.Constant;
import org.assize.program.Binding;
import org.assize.program.Symbol;
import org.assize.program.Use;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * A text that a regular expression is tried on.
 *
 * @param use the call that tries it
 * @param text the text, empty where the call gives none that can be told
 */
record MatchedSubject(Expr.Call use, Optional<Expr> text) {
  /** So many characters are tried in all ways within a second. */
  private static final BigInteger SHORT = BigInteger.valueOf(20);

  /** Returns those of an expression; none where it is not known what becomes of it. */
  static List<MatchedSubject> of(PatternCall pattern, Check check) {
    CallSite call = pattern.call();
    if (!call.calledName().equals("compile")) {
      int position = call.calledName().startsWith("sub") ? 2 : 1;
      return List.of(new MatchedSubject(call.node(), call.argument(position, "string")));
    }
    return check.view().parent(call.node()).orElse(call.node()) instanceof Stmt.Assign made
            && made.targets().getFirst() instanceof Expr.Name name
        ? used(name, check)
        : List.of();
  }

  private static List<MatchedSubject> used(Expr.Name compiled, Check check) {
    Optional<Symbol> symbol =
        check
            .view()
            .module()
            .scopes()
            .at(compiled.start())
            .lookup(compiled.id())
            .filter(s -> s.only().isPresent());
    return symbol.stream()
        .flatMap(s -> check.program().references().of(s).stream())
        .filter(u -> u.kind() == Use.Kind.READ || u.kind() == Use.Kind.CALL)
        .flatMap(u -> tried(u, check).stream())
        .toList();
  }

  private static Optional<MatchedSubject> tried(Use use, Check check) {
    ModuleView view = check.view();
    return use.module() == view.module()
            && view.parent(use.node()).orElse(use.node()) instanceof Expr.Attribute method
            && view.parent(method).orElse(method) instanceof Expr.Call call
            && call.function() == method
        ? Optional.of(
            new MatchedSubject(
                call,
                call.args().stream()
                    .skip(method.attribute().startsWith("sub") ? 1 : 0)
                    .findFirst()))
        : Optional.empty();
  }

  /** Returns why trying it ends in time, where it does. */
  Optional<Finding.Evidence> harmless(Check check) {
    Place place = Place.of(check.view().module(), use);
    boolean isTimed =
        use.keywords().stream()
            .anyMatch(k -> "timeout".equals(k.name()) && !(k.value() instanceof Expr.None));
    if (isTimed) {
      return Optional.of(new Finding.Evidence(place, "it gives up after a time"));
    }
    if (text.filter(t -> isFixed(t, check)).isPresent()) {
      return Optional.of(new Finding.Evidence(place, "it is tried on a text of the program"));
    }
    Optional<Expr> cut = text.flatMap(t -> cut(t, check));
    if (cut.isPresent()) {
      Place at = Place.of(check.view().module(), cut.get());
      return Optional.of(new Finding.Evidence(at, "the text is cut to a few characters"));
    }
    return text.flatMap(t -> limit(t, check))
        .map(test -> new Finding.Evidence(test, "the text is short then"));
  }

  private static boolean isFixed(Expr text, Check check) {
    return check.program().values().literal(text, check.view().module()).isPresent();
  }

  /** The slice that a text is: {@code text[:12]}, here or where its name is bound. */
  private static Optional<Expr> cut(Expr text, Check check) {
    Optional<Expr> bound =
        text instanceof Expr.Name name
            ? check
                .view()
                .module()
                .scopes()
                .at(name.start())
                .lookup(name.id())
                .flatMap(Symbol::only)
                .flatMap(Binding::value)
            : Optional.of(text);
    return bound.filter(value ->
        value instanceof Expr.Subscript part
            && part.index() instanceof Expr.Slice slice
            && slice.upper() != null
            && check
                .program()
                .values()
                .literal(slice.upper(), check.view().module())
                .filter(MatchedSubject::isShort)
                .isPresent());
  }

  private static boolean isShort(Constant length) {
    return length instanceof Constant.Int(BigInteger most)
        && most.signum() >= 0
        && most.compareTo(SHORT) <= 0;
  }

  /** The condition in the same function that bounds the length of a text. */
  private Optional<Place> limit(Expr text, Check check) {
    String written = Wording.written(text, check.view());
    Node inner = use;
    Optional<Node> outer = check.view().parent(use);
    while (outer.isPresent() && !(inner instanceof Stmt.FunctionDef)) {
      Optional<Decision> found =
          Decision.on(inner, outer.get()).stream()
              .filter(d -> limits(d, written, check))
              .findFirst();
      if (found.isPresent()) {
        return Optional.of(Place.of(check.view().module(), found.get().test()));
      }
      inner = outer.get();
      outer = check.view().parent(inner);
    }
    return Optional.empty();
  }

  private static boolean limits(Decision decision, String text, Check check) {
    if (!(decision.test() instanceof Expr.Compare c)
        || c.ops().size() != 1
        || !Wording.written(c.left(), check.view()).equals("len(" + text + ")")) {
      return false;
    }
    CompareOperator op = c.ops().getFirst();
    boolean isUpper = op == CompareOperator.LT || op == CompareOperator.LT_E;
    boolean isLower = op == CompareOperator.GT || op == CompareOperator.GT_E;
    return (decision.holds() ? isUpper : isLower)
        && check
            .program()
            .values()
            .literal(c.comparators().getFirst(), check.view().module())
            .filter(n -> n instanceof Constant.Int(BigInteger most) && most.compareTo(SHORT) <= 0)
            .isPresent();
  }
}
