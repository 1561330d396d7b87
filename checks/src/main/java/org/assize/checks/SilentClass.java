package org.assize.checks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;

/**
 * The one class of a module that changes or gives what is stored and asks nobody, where the others
 * of its kind ask before any of their methods runs: resources, and sockets, which answer to each
 * message.
 */
record SilentClass(GuardWords words, Check check, GuardedCode code, GuardedClasses classes) {
  private static final int MIN_ASKING = 2;

  private static final Set<String> CHANGING = Set.of("put", "patch", "delete", "destroy", "update");

  /** What is called for each message of a socket. */
  private static final Set<String> OF_SOCKETS =
      Set.of("on_message", "receive", "receive_json", "websocket_receive");

  /** What is called once, when a socket is opened. */
  private static final Set<String> OPENING = Set.of("connect", "open", "websocket_connect");

  private static final Set<String> ALL = Set.of("get", "post", "put", "patch", "delete");

  /** The class, and those that ask. */
  record Found(PythonClass silent, List<PythonClass> asking, String guard) {}

  Optional<Found> find() {
    if (code.isGuardedAsAWhole() || isDecoratedAsAWhole()) {
      return Optional.empty();
    }
    boolean isAsked = StandingGuard.mayBeAround(check.view().module(), check.program());
    Optional<Found> resource = find(t -> !isAsked && isResource(t), this::changes);
    return resource.or(
        () -> find(t -> isSocket(t) && (!isAsked || isOfOwnServer(t)), SilentClass::gives));
  }

  private Optional<Found> find(Predicate<PythonClass> isOfKind, Predicate<PythonClass> isSuspect) {
    List<PythonClass> all =
        check.view().module().scopes().classes().stream().filter(isOfKind).toList();
    List<PythonClass> asking = all.stream().filter(t -> !guards(t).isEmpty()).toList();
    List<PythonClass> silent =
        all.stream()
            .filter(t -> !asking.contains(t) && isSuspect.test(t))
            .filter(t -> !classes.isExcused(t, check.view()))
            .filter(t -> t.methods().stream().noneMatch(this::asks) && !isDecoratedInPart(t))
            .toList();
    return silent.size() == 1 && asking.size() >= MIN_ASKING
        ? Optional.of(
            new Found(silent.getFirst(), asking, guards(asking.getFirst()).iterator().next()))
        : Optional.empty();
  }

  /** {@code method_decorators = {"get": [login_required]}}. */
  private static boolean isDecoratedInPart(PythonClass type) {
    return type.body()
        .local("method_decorators")
        .flatMap(Symbol::only)
        .flatMap(Binding::value)
        .filter(v -> v instanceof Expr.Dict)
        .isPresent();
  }

  /** Whether a method asks by itself, or looks at an entry of the session. */
  private boolean asks(PythonFunction method) {
    return !code.guards(method).isEmpty()
        || Inside.any(
            method.node().body(),
            Expr.Subscript.class,
            s -> NameTerms.last(s.value()).equals("session"));
  }

  /** {@code Api(blueprint, decorators=[login_required])}, wherever it stands. */
  private boolean isDecoratedAsAWhole() {
    return check.program().program().mentioning("decorators").stream()
        .filter(m -> !m.isTemplate() && !check.program().isTest(m))
        .flatMap(m -> check.program().view(m).calls().stream())
        .anyMatch(c -> c.keyword("decorators").isPresent());
  }

  private Set<String> guards(PythonClass type) {
    Set<String> found = new LinkedHashSet<>(classes.asked(type));
    found.addAll(classes.guards(type));
    if (isSocket(type)) {
      methods(type, OPENING).stream().filter(code::looksItself).forEach(m -> found.add(m.name()));
    }
    List<PythonFunction> answering = methods(type, ALL);
    boolean all =
        !answering.isEmpty() && answering.stream().noneMatch(m -> code.guards(m).isEmpty());
    if (all) {
      found.addAll(code.guards(answering.getFirst()));
    }
    return found;
  }

  private static List<PythonFunction> methods(PythonClass type, Set<String> names) {
    return type.methods().stream().filter(m -> names.contains(m.name())).toList();
  }

  private boolean isResource(PythonClass type) {
    return classes.answers(type) && !classes.isUnderDefault(type) && !isSocket(type);
  }

  private boolean changes(PythonClass type) {
    return methods(type, CHANGING).stream().anyMatch(m -> code.changesStored(m) || code.deletes(m));
  }

  /** Whether facts say of a base that a network client sends messages to it. */
  private boolean isSocket(PythonClass type) {
    return check.program().resolver().hierarchy().outsideAncestors(type).stream()
        .flatMap(base ->
            OF_SOCKETS.stream()
                .flatMap(m -> check.program().facts().member(base, m, Fact.Entry.class).stream()))
        .anyMatch(e -> e.control() == Control.REMOTE);
  }

  /** Tornado has no functions before every request, and middlewares of others are not run by it. */
  private boolean isOfOwnServer(PythonClass type) {
    return check.program().resolver().hierarchy().outsideAncestors(type).stream()
        .anyMatch(b -> b.startsWith("tornado."));
  }

  /** Whether a socket looks something up in what is stored for each message. */
  private static boolean gives(PythonClass type) {
    return methods(type, OF_SOCKETS).stream()
        .flatMap(m -> Inside.all(m.node().body(), Expr.Call.class).stream())
        .flatMap(c -> StoreCalls.reach(c).stream())
        .findFirst()
        .isPresent();
  }
}
