package org.assize.checks;

import java.util.Optional;
import org.assize.facts.Fact;
import org.assize.facts.ValueRole;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** Whether a constant of a module is given, in another one, to what facts say takes a key. */
final class KeyUses {
  private KeyUses() {}

  /** Whether some module passes the constant that a text is assigned to as a key. */
  static boolean of(Check check, NamedText pair) {
    boolean isShared =
        pair.kind() == NamedText.Kind.ASSIGNED || pair.kind() == NamedText.Kind.DEFAULT;
    Optional<String> name = isShared ? constant(check, pair) : Optional.empty();
    return name.isPresent()
        && check.program().references().named(name.get()).stream()
            .filter(use -> use.kind() == Use.Kind.READ && use.module() != check.view().module())
            .anyMatch(use -> isKey(check, use, pair));
  }

  /** The name of the constant, where the text stands in a statement of the module itself. */
  private static Optional<String> constant(Check check, NamedText pair) {
    Node at = pair.value();
    while (!(at instanceof Stmt) && check.view().parent(at).isPresent()) {
      at = check.view().parent(at).get();
    }
    return at instanceof Stmt.Assign s
            && s.targets().getFirst() instanceof Expr.Name n
            && check.view().module().scopes().functionAt(s.start()).isEmpty()
        ? Optional.of(n.id())
        : Optional.empty();
  }

  private static boolean isKey(Check check, Use use, NamedText pair) {
    ModuleView view = check.program().view(use.module());
    Node given = encoded(view, use.node());
    Optional<Node> outer = view.parent(given);
    boolean isOfModule =
        use.node() instanceof Expr e
            && check
                .program()
                .values()
                .definition(e, use.module())
                .filter(place -> place.module() == check.view().module())
                .isPresent();
    Optional<CallSite> call =
        outer
            .map(o -> o instanceof Node.Keyword ? view.parent(o).orElse(o) : o)
            .flatMap(view::callOf);
    return isOfModule
        && call.filter(c -> takesKey(check, c, (Expr) given)).isPresent()
        && !pair.name().isEmpty();
  }

  /** {@code KEY.encode()} is the key as well. */
  private static Node encoded(ModuleView view, Node key) {
    return view.parent(key)
        .filter(p -> p instanceof Expr.Attribute a && a.attribute().equals("encode"))
        .flatMap(view::parent)
        .filter(p -> p instanceof Expr.Call)
        .orElse(key);
  }

  private static boolean takesKey(Check check, CallSite call, Expr given) {
    return check.program().lookup().at(call.path(), Fact.Source.class).stream()
        .filter(fact -> fact.origin() == ValueRole.KEY)
        .flatMap(fact -> Values.inSlot(call, fact.slot()).stream())
        .anyMatch(e -> e == given);
  }
}
