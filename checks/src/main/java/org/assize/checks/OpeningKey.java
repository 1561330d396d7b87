package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What is called a key and opens something: whoever shows another one is turned away. A key alone
 * may be that of a table or of a translation; one that the deployment sets, or that is compared
 * with a header, and whose absence is answered with 401 or 403, is a secret.
 *
 * @param shown what the values of the module show
 * @param terms last words of names of such keys
 */
record OpeningKey(Check check, ShownValue shown, Set<String> terms) {
  /** How many calls a result is followed through to where somebody is turned away. */
  private static final int DEPTH = 2;

  /** Words for keys that anybody may know. */
  private static final Set<String> KNOWN =
      Set.of(
          "public",
          "publishable",
          "primary",
          "foreign",
          "sort",
          "order",
          "partition",
          "cache",
          "site",
          "object",
          "idempotency",
          "row",
          "dict",
          "lookup",
          "group",
          "map",
          "translation",
          "field",
          "index",
          "routing",
          "message",
          "language");

  /** Words for what whoever runs the program sets. */
  private static final Set<String> SETTINGS =
      Set.of("config", "conf", "cfg", "settings", "options", "environ", "getenv", "secrets");

  private static final Set<String> HEADERS = Set.of("header", "headers", "authorization");

  /** Words in names of the classes whose methods say whether somebody may go on. */
  private static final Set<String> DECIDING =
      Set.of("permission", "permissions", "authentication", "authenticator", "authorization");

  /** Whether a side of a comparison is one, and the other what somebody shows. */
  boolean holds(Expr.Compare at, Expr secret, Expr other) {
    String name = shown.name(secret);
    return NameTerms.endsWith(name, terms)
        && !NameTerms.speaksOf(name, KNOWN)
        && (isOfHeader(other) || (isOfDeployment(secret) && !isOfDeployment(other)))
        && !isOfHeader(secret)
        && turnsAway(check.view(), at, DEPTH);
  }

  private boolean isOfHeader(Expr other) {
    Optional<Expr> declared =
        check
            .program()
            .values()
            .parameter(shown.bare(other), check.view().module())
            .flatMap(b ->
                b.node() instanceof Node.Parameter p
                    ? Optional.ofNullable(p.defaultValue()).or(() -> annotation(p))
                    : Optional.empty());
    return speaksOf(declared.orElseGet(() -> shown.farOrigin(other)), HEADERS);
  }

  private static Optional<Expr> annotation(Node.Parameter parameter) {
    return Optional.ofNullable(parameter.annotation());
  }

  private boolean isOfDeployment(Expr value) {
    Expr origin = shown.farOrigin(value);
    return speaksOf(origin, SETTINGS) || isOfModule(root(origin));
  }

  private boolean speaksOf(Expr value, Set<String> words) {
    return Surroundings.within(List.of(value), check.view()).stream()
        .anyMatch(n -> NameTerms.speaksOf(n.name(), words));
  }

  private static Expr root(Expr value) {
    return switch (value) {
      case Expr.Attribute a -> root(a.value());
      case Expr.Subscript s -> root(s.value());
      case Expr.Call c -> root(c.function());
      case Expr.Await w -> root(w.value());
      default -> value;
    };
  }

  /** A name of the module that is no request: what it holds does not change with who asks. */
  private boolean isOfModule(Expr root) {
    return root instanceof Expr.Name n
        && !n.id().equals("request")
        && check
            .view()
            .module()
            .scopes()
            .at(n.start())
            .lookup(n.id())
            .map(Symbol::scope)
            .filter(s -> s.kind() == Scope.Kind.MODULE)
            .isPresent();
  }

  /** Whether somebody is turned away by what a value is. */
  private boolean turnsAway(ModuleView view, Expr value, int depth) {
    Node statement = view.statement(value);
    return switch (statement) {
      case Stmt.If s -> isWithin(value, s.test()) && decides(view, s);
      case Stmt.Return _ -> isReturned(view, value, depth);
      case Stmt.Assign s when s.targets().getFirst() instanceof Expr.Name kept ->
          body(view, value).stream()
              .anyMatch(i -> Inside.mentions(List.of(i.test()), kept.id()) && decides(view, i));
      default -> false;
    };
  }

  private static boolean isWithin(Node inner, Node outer) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  private static List<Stmt.If> body(ModuleView view, Expr at) {
    return view.module().scopes().functionAt(at.start()).stream()
        .flatMap(f -> Inside.all(f.node().body(), Stmt.If.class).stream())
        .toList();
  }

  /** Whether one side of a condition turns somebody away, or what stands behind it does. */
  private static boolean decides(ModuleView view, Stmt.If s) {
    return Refusals.isIn(s.body())
        || Refusals.isIn(s.orelse())
        || (LocalGuards.leaves(s.body()) && Refusals.isIn(behind(view, s)));
  }

  private static List<Stmt> behind(ModuleView view, Stmt.If s) {
    return view.parent(s).stream()
        .flatMap(outer -> LocalGuards.blocks(outer).stream())
        .filter(block -> block.contains(s))
        .flatMap(block -> block.subList(block.indexOf(s) + 1, block.size()).stream())
        .toList();
  }

  /** Whether the result of a function says that somebody may go on. */
  private boolean isReturned(ModuleView view, Expr value, int depth) {
    Optional<PythonFunction> function = view.module().scopes().functionAt(value.start());
    return depth > 0 && function.filter(f -> isPermission(f) || isTested(f, depth - 1)).isPresent();
  }

  private boolean isPermission(PythonFunction function) {
    return function
        .owner()
        .filter(c ->
            check.program().resolver().hierarchy().outsideAncestors(c).stream()
                .anyMatch(path -> NameTerms.speaksOf(path, DECIDING)))
        .isPresent();
  }

  private boolean isTested(PythonFunction function, int depth) {
    return check.program().references().of(function).stream()
        .filter(use -> use.kind() == Use.Kind.CALL && !check.program().isTest(use.module()))
        .flatMap(use -> check.program().view(use.module()).callBy(use.node()).stream())
        .anyMatch(call -> turnsAway(check.program().view(call.module()), call.node(), depth));
  }
}
