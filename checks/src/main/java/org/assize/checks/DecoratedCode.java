package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What a decorated function says of the decorator's meaning.
 *
 * @param telling names, dotted ends of names, and words of other decorators, of which one makes it
 *     certain
 * @param other words in names and texts that speak of something else
 * @param changing whether what only reads is not certain
 */
record DecoratedCode(Set<String> telling, Set<String> other, boolean changing) {
  /** Whether a decorator stands on a function or class that makes its meaning certain. */
  boolean isCertain(Check check, Expr decorator) {
    if (telling.isEmpty()) {
      return false;
    }
    ModuleView view = check.view();
    Optional<Node> decorated =
        view.parent(decorator)
            .flatMap(p -> p instanceof Expr.Call c ? view.parent(c) : Optional.of(p));
    return switch (decorated.orElse(decorator)) {
      case Stmt.FunctionDef f ->
          isCertain(check, decorator, f.decorators(), f.body())
              && !(changing && new ReadOnlyView(check.program()).holds(f, view));
      case Stmt.ClassDef c -> isCertain(check, decorator, c.decorators(), c.body());
      default -> false;
    };
  }

  /**
   * Whether a call of a decorator wraps a function of its module that makes it certain, or a group
   * of routes of which one does.
   */
  boolean isCertain(Check check, CallSite call) {
    return !call.node().args().isEmpty() && (isFunction(check, call) || isGroup(check, call));
  }

  /** {@code csrf.exempt(blueprint)}, of this module or of one that it is imported from. */
  private boolean isGroup(Check check, CallSite call) {
    if (!(call.node().args().getFirst() instanceof Expr.Name group)) {
      return false;
    }
    Optional<Binding> bound =
        call.module().scopes().at(call.node().start()).lookup(group.id()).flatMap(Symbol::only);
    return bound.isPresent()
        && (bound.get().source() instanceof Stmt.ImportFrom from
            ? isImportedGroup(check, call, from, group.id())
            : isGroup(check, group.id()));
  }

  private boolean isImportedGroup(Check check, CallSite call, Stmt.ImportFrom from, String name) {
    Optional<String> own =
        from.names().stream()
            .filter(a -> name.equals(a.asName() == null ? a.name() : a.asName()))
            .map(Node.Alias::name)
            .findFirst();
    return own.isPresent()
        && check.program().resolver().fromModule(from, call.module())
            instanceof Target.ModuleTarget m
        && isGroup(check.in(m.module()), own.get());
  }

  private boolean isGroup(Check there, String name) {
    return there.view().module().scopes().functions().stream()
        .map(PythonFunction::node)
        .filter(f -> f.decorators().stream().anyMatch(d -> isRoute(d, name)))
        .anyMatch(f -> isTold(there, f.decorators(), f.body()));
  }

  private static final Set<String> CHANGING = Set.of("post", "put", "patch", "delete");

  /** Whether a decorator takes requests that change something, for a group of that name. */
  private static boolean isRoute(Expr decorator, String group) {
    return decorator instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && a.value() instanceof Expr.Name n
        && n.id().equals(group)
        && (CHANGING.contains(a.attribute())
            || c.keywords().stream()
                .filter(k -> "methods".equals(k.name()))
                .anyMatch(k ->
                    Inside.any(
                        List.of((Node) k.value()),
                        Expr.Str.class,
                        m -> CHANGING.contains(m.value().toLowerCase(Locale.ROOT)))));
  }

  private boolean isFunction(Check check, CallSite call) {
    return check.program().resolver().resolve(call.node().args().getFirst(), call.module())
            instanceof Target.FunctionTarget(PythonFunction wrapped)
        && wrapped.module() == call.module()
        && isTold(check, wrapped.node().decorators(), wrapped.node().body());
  }

  /** {@code @decorator} or {@code @method_decorator(decorator)}. */
  private boolean isCertain(Check check, Expr decorator, List<Expr> decorators, List<Stmt> body) {
    boolean isDecorator =
        decorators.stream()
            .anyMatch(
                d -> d == decorator || (d instanceof Expr.Call c && c.args().contains(decorator)));
    return isDecorator && isTold(check, decorators, body);
  }

  private boolean isTold(Check check, List<Expr> decorators, List<Stmt> body) {
    List<Node> all = new ArrayList<>(decorators);
    body.forEach(
        s -> all.addAll(s instanceof Stmt.FunctionDef method ? method.body() : List.of(s)));
    List<String> names = names(check, all);
    boolean isTold =
        names.stream().anyMatch(telling::contains)
            || decorators.stream().anyMatch(d -> NameTerms.speaksOf(NameTerms.last(d), telling));
    return isTold
        && names.stream().noneMatch(n -> NameTerms.speaksOf(n, other))
        && !Inside.any(all, Expr.Str.class, s -> NameTerms.speaksOf(s.value(), other));
  }

  private static List<String> names(Check check, List<Node> nodes) {
    List<String> found = new ArrayList<>();
    for (Expr.Name n : Inside.all(nodes, Expr.Name.class)) {
      found.add(n.id());
      check
          .program()
          .resolver()
          .resolve(n, check.view().module())
          .dottedPath()
          .ifPresent(found::add);
    }
    for (Expr.Attribute a : Inside.all(nodes, Expr.Attribute.class)) {
      found.add(a.attribute());
      found.add(NameTerms.last(a.value()) + "." + a.attribute());
    }
    return found;
  }
}
