package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;

/**
 * What limits how often somebody may try, in one handler or in the whole of a program.
 *
 * @param terms words of whatever counts or slows down attempts
 * @param everywhere names that stand in a program where every request is limited
 */
record LoginLimits(Set<String> terms, Set<String> everywhere, ProgramView program) {
  private static final int DEPTH = 2;
  private static final long TOO_MANY = 429;

  /** A value of this name says how many rows a page shows; only what is called so may count. */
  private static final String ROWS = "limit";

  private static final Set<String> ROW_TERMS = Set.of("limit", "limits");

  /** Words of what a record may be, or an entry may have become, whoever tries how often. */
  private static final Set<String> STATES =
      Set.of("locked", "blocked", "banned", "blacklisted", "failed", "failures");

  /** What is counted of somebody who tries. */
  private static final Set<String> COUNTED =
      Set.of(
          "rate",
          "login",
          "logins",
          "request",
          "requests",
          "call",
          "calls",
          "try",
          "retry",
          "access",
          "auth",
          "ip",
          "time",
          "minute",
          "hour",
          "day",
          "default",
          "application");

  /** Whether something limits every request: settings may well stand in a program of their own. */
  boolean isEverywhere() {
    return everywhere.stream()
        .flatMap(word -> program.program().mentioning(word).stream())
        .anyMatch(m -> !program.isTest(m));
  }

  /** Whether a handler is limited by itself, its class, or what it calls. */
  boolean isLimited(PythonFunction function) {
    return speaks(function, DEPTH)
        || function.parameters().stream()
            .flatMap(p -> Dependency.of(p, function, program).stream())
            .anyMatch(this::speaks)
        || function.node().decorators().stream().anyMatch(d -> asksBefore(d, function))
        || function.owner().filter(this::isLimited).isPresent();
  }

  /** {@code @router.post("/login", dependencies=[Depends(slow)])}. */
  private boolean asksBefore(Expr decorator, PythonFunction function) {
    return Inside.all(List.of((Node) decorator), Expr.Call.class).stream()
        .filter(c -> INJECTING.contains(NameTerms.last(c)) && !c.args().isEmpty())
        .map(c -> program.resolver().resolve(c.args().getFirst(), function.definedIn()))
        .anyMatch(t -> t instanceof Target.FunctionTarget f && speaks(f.function(), 1));
  }

  private static final Set<String> INJECTING = Set.of("Depends", "Security");

  private boolean speaks(Dependency dependency) {
    return NameTerms.speaksOf(dependency.name(), terms)
        || dependency.function(program).filter(f -> speaks(f, 1)).isPresent();
  }

  private boolean isLimited(PythonClass type) {
    boolean bySetting =
        type.body().symbols().stream()
            .filter(s -> NameTerms.speaksOf(s.name(), terms))
            .map(Symbol::only)
            .anyMatch(b -> b.flatMap(Binding::value).filter(LoginLimits::isSomething).isPresent());
    return bySetting
        || type.node().decorators().stream().anyMatch(this::mentions)
        || type.node().bases().stream().anyMatch(this::mentions)
        || program.resolver().hierarchy().ownOrder(type).stream()
            .flatMap(t -> t.methods().stream())
            .filter(m -> Set.of("prepare", "dispatch", "initial").contains(m.name()))
            .anyMatch(m -> speaks(m, 1));
  }

  private static boolean isSomething(Expr value) {
    return !(value instanceof Expr.ListExpr l && l.elements().isEmpty())
        && !(value instanceof Expr.Tuple t && t.elements().isEmpty());
  }

  private boolean speaks(PythonFunction function, int depth) {
    List<Node> all = new ArrayList<>(function.node().decorators());
    all.addAll(function.node().body());
    if (all.stream().anyMatch(this::mentions)) {
      return true;
    }
    return depth > 0
        && program.view(function.module()).callsIn(function).stream()
            .map(CallSite::target)
            .anyMatch(t ->
                t instanceof Target.FunctionTarget f
                    && f.function() != function
                    && (NameTerms.speaksOf(f.function().name(), terms)
                        || speaks(f.function(), depth - 1)));
  }

  private boolean mentions(Node node) {
    boolean[] found = {false};
    Nodes.forEach(node, n -> found[0] = found[0] || isSign(n));
    return found[0];
  }

  /** {@code query.limit(1)}: how many rows are read, on whatever but a limiter. */
  private boolean isOfQuery(Expr.Attribute attribute) {
    return attribute.attribute().equals(ROWS)
        && !NameTerms.speaksOf(NameTerms.last(attribute.value()), terms);
  }

  private boolean isLimit(String name) {
    return speaks(name) && !name.equals(ROWS);
  }

  /** A name with the word for rows counts attempts only if it speaks of them. */
  private boolean speaks(String name) {
    return NameTerms.speaksOf(name, terms)
        && !(NameTerms.of(name).size() > 1
            && NameTerms.speaksOf(name, ROW_TERMS)
            && !NameTerms.speaksOf(name, COUNTED)
            && terms.stream()
                .filter(t -> !ROW_TERMS.contains(t))
                .noneMatch(t -> NameTerms.speaksOf(name, Set.of(t))));
  }

  private boolean isSign(Node node) {
    return switch (node) {
      case Expr.Name n -> isLimit(n.id());
      case Expr.Call c -> c.function() instanceof Expr.Name n && n.id().equals(ROWS);
      case Expr.Attribute a -> speaks(a.attribute()) && !isOfQuery(a);
      case Node.Keyword k -> k.name() != null && isLimit(k.name());
      case Expr.Int i -> i.value() == TOO_MANY;
      case Expr.Subscript s -> s.index() instanceof Expr.Str key && isLimit(key.value());
      default -> false;
    };
  }

  /** Returns a handler of the program that is limited by a decorator or by its class. */
  Optional<PythonFunction> limited(PythonModule module) {
    String scope = ObjectHandler.scope(module);
    return program.program().modules().stream()
        .filter(m -> !m.isTemplate() && ObjectHandler.scope(m).equals(scope) && !program.isTest(m))
        .flatMap(m -> m.scopes().functions().stream())
        .filter(f -> isHandlerLike(f) && isLimitedAtOnce(f))
        .findFirst();
  }

  /** {@code limiter.check(request)}, {@code throttle(address)}; not {@code obj.limit_seats}. */
  private boolean limits(Expr.Call call) {
    String name = NameTerms.last(call);
    boolean isNamed = isLimit(name) && !NameTerms.speaksOf(name, STATES);
    return isNamed
        || (call.function() instanceof Expr.Attribute a
            && isLimit(NameTerms.last(a.value()))
            && !NameTerms.speaksOf(NameTerms.last(a.value()), STATES));
  }

  private boolean isHandlerLike(PythonFunction function) {
    return RequestHandlers.of(program).answers(function);
  }

  private boolean isLimitedAtOnce(PythonFunction function) {
    return function.node().decorators().stream().anyMatch(this::mentions)
        || function.owner().filter(this::isLimited).isPresent()
        || Inside.any(function.node().body(), Expr.Call.class, this::limits)
        || Inside.any(function.node().body(), Expr.Int.class, i -> i.value() == TOO_MANY);
  }
}
