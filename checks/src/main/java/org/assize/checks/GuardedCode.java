package org.assize.checks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.base.Memo;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** What functions of one module ask before they act, as far as names tell. */
final class GuardedCode {
  /** Decorators that run a function before every handler. */
  private static final Set<String> BEFORE_ALL = Set.of("before_request", "before_app_request");

  static final Set<String> ROUTING =
      Set.of("route", "get", "post", "put", "patch", "delete", "head", "options", "api_route");

  /** What a registration is given to ask by. */
  private static final Set<String> ASKING_KEYWORDS =
      Set.of("permission_classes", "permissions", "auth", "dependencies");

  private static final Set<String> INJECTING = Set.of("Depends", "Security");

  /** Last words of checks that ask in what state a thing is, and not who is asking. */
  private static final Set<String> STATES =
      Set.of(
          "locked",
          "unlocked",
          "length",
          "size",
          "exists",
          "empty",
          "ready",
          "initialized",
          "initialised",
          "connected",
          "available",
          "supported");

  /** First words of names of functions that only show something. */
  private static final Set<String> READING =
      Set.of("get", "show", "list", "view", "render", "on", "before", "after", "can", "is", "has");

  private static final Set<String> DELETING = Set.of("delete", "delete_one", "delete_many");

  private static final Set<String> STORING =
      Set.of("save", "commit", "update_one", "update_many", "bulk_update");

  /** Methods that read many records. */
  private static final Set<String> READS =
      Set.of(
          "scalars",
          "execute",
          "query",
          "all",
          "filter",
          "filter_by",
          "find",
          "fetchall",
          "fetch",
          "fetch_all",
          "to_list");

  private final GuardWords terms;
  private final ProgramView program;
  private final ModuleView view;
  private final RouterGuards routers;
  private final ChangingRoutes routes;
  private final Memo<PythonFunction, Boolean> looking = new Memo<>(this::isLookedAt);

  GuardedCode(GuardWords terms, ProgramView program, ModuleView view) {
    this.terms = terms;
    this.program = program;
    this.view = view;
    routers = RouterGuards.of(view, program);
    routes = new ChangingRoutes(view);
  }

  ProgramView program() {
    return program;
  }

  /** Whether something is asked before any handler of the module runs. */
  boolean isGuardedAsAWhole() {
    boolean before =
        view.module().scopes().functions().stream()
            .flatMap(f -> f.node().decorators().stream())
            .anyMatch(d -> BEFORE_ALL.contains(NameTerms.last(d)));
    return before || routers.isWhole();
  }

  /**
   * Whether a function changes something: by its name, by the methods that it is routed for, or
   * because it takes what is sent and deletes or stores a thing that the request names.
   */
  boolean changes(PythonFunction function) {
    return !function.name().startsWith("_")
        && !new RefusingMethods(program).refuses(function)
        && (isNamedForChange(function.name())
            || routes.isOnly(function)
            || (routes.isAlso(function) && writes(function)));
  }

  private boolean isNamedForChange(String name) {
    List<String> words = NameTerms.of(name);
    return !words.isEmpty()
        && (terms.changeTerms().contains(words.getFirst())
            || (terms.changeEndings().contains(words.getLast())
                && !READING.contains(words.getFirst())));
  }

  /** Whether nothing asks who is calling, neither a function itself nor anything around it. */
  boolean asksNobody(PythonFunction function) {
    return guards(function).isEmpty()
        && !looksItself(function)
        && !isUnderDefault(function)
        && !isGuardedAsAWhole()
        && !StandingGuard.isAround(function.module(), program);
  }

  /** Whether a function deletes something that is stored. */
  boolean deletes(PythonFunction function) {
    return Inside.any(
        function.node().body(),
        Expr.Call.class,
        c -> c.function() instanceof Expr.Attribute a && DELETING.contains(a.attribute()));
  }

  private static boolean writes(PythonFunction function) {
    boolean names =
        function.parameters().stream()
            .anyMatch(p -> !Set.of("self", "cls", "request", "req").contains(p.name()));
    return Inside.any(
        function.node().body(),
        Expr.Call.class,
        c ->
            c.function() instanceof Expr.Attribute a
                && (DELETING.contains(a.attribute())
                    || (names && STORING.contains(a.attribute()))));
  }

  /** Whether a function changes or deletes what is stored, as far as its calls show it. */
  boolean changesStored(PythonFunction function) {
    return Inside.any(
        function.node().body(),
        Expr.Call.class,
        c -> StoreCalls.reach(c).filter(r -> r.verb().changes()).isPresent());
  }

  /** Returns what a function asks by: decorators, functions that it calls, what it is given. */
  Set<String> guards(PythonFunction function) {
    Set<String> found = new LinkedHashSet<>(routers.before(function));
    found.addAll(decoratingGuards(function));
    for (CallSite call : view.callsIn(function)) {
      String name = call.calledName();
      boolean isOfGuard = isGuard(name) || isGuard(dotted(call.node().function()));
      if ((isOfGuard && NameTerms.speaksOf(name, terms.askTerms())) || turnsAway(call)) {
        found.add(name + "()");
      }
      handedTo(call).ifPresent(f -> found.addAll(decoratingGuards(f)));
    }
    for (Node.Parameter parameter : function.parameters()) {
      Dependency.of(parameter, function, program)
          .filter(this::asks)
          .ifPresent(d -> found.add("Depends(" + d.name() + ")"));
    }
    return found;
  }

  private Set<String> decoratingGuards(PythonFunction function) {
    Set<String> found = new LinkedHashSet<>();
    for (Expr decorator : function.node().decorators()) {
      found.addAll(askedBy(decorator, function.definedIn()));
    }
    return found;
  }

  /** Returns what a decorator asks by, which stands on a function or a class. */
  Set<String> askedBy(Expr decorator, Scope scope) {
    Set<String> found = new LinkedHashSet<>(given(decorator));
    String name = dotted(decorator);
    if (ROUTING.contains(NameTerms.last(decorator)) && name.contains(".")) {
      return found; // a blueprint may well be called admin
    }
    boolean isNamed = isGuard(name) && !NameTerms.endsWith(NameTerms.last(decorator), STATES);
    boolean asks =
        isNamed || asksFor(decorator) || refuses(decorator, scope) || isMadeGuard(decorator, scope);
    if (asks && !isOpenToAll(decorator)) {
      found.add("@" + name);
    }
    found.addAll(new DecoratorDemands(terms, program).of(decorator, scope));
    return found;
  }

  /** Whether a decorator of a function notes what it asks for, and what notes nothing is denied. */
  boolean isDeniedByDefault(PythonFunction function) {
    DeniedByDefault denied = new DeniedByDefault(program);
    return function.node().decorators().stream().anyMatch(d -> denied.is(d, function.definedIn()));
  }

  /** {@code return self._remove(request, number)}: a method of the program that does it all. */
  private Optional<PythonFunction> handedTo(CallSite call) {
    return view.parent(call.node()).filter(p -> p instanceof Stmt.Return).isPresent()
        ? new CalledFunction(program).of(call.node(), view)
        : Optional.empty();
  }

  /**
   * {@code @strawberry.field(permission_classes=[IsUser])}, {@code dependencies=[Depends(user)]}.
   */
  private Set<String> given(Expr decorator) {
    Set<String> found = new LinkedHashSet<>();
    if (decorator instanceof Expr.Call call) {
      for (Node.Keyword keyword : call.keywords()) {
        if (ASKING_KEYWORDS.contains(String.valueOf(keyword.name()))
            && !isOpenToAll(keyword.value())) {
          Inside.all(List.of((Node) keyword.value()), Expr.Name.class).stream()
              .map(Expr.Name::id)
              .filter(n -> !INJECTING.contains(n))
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  /** {@code @action(permission_classes=[AllowAny])}: instead of what its class asks by. */
  boolean saysItself(PythonFunction function) {
    return function.node().decorators().stream().anyMatch(d -> permissions(d).isPresent());
  }

  private Optional<Expr> permissions(Expr decorator) {
    return decorator instanceof Expr.Call call
        ? call.keywords().stream()
            .filter(k -> terms.classSetting().equals(k.name()))
            .map(Node.Keyword::value)
            .findFirst()
        : Optional.empty();
  }

  /** Whether a decorator says that everybody may call a method, whatever its class says. */
  boolean isOpenedByItself(PythonFunction method) {
    return method.node().decorators().stream()
        .flatMap(d -> permissions(d).stream())
        .anyMatch(p -> isOpenToAll(p));
  }

  /** {@code staff(request)}: a function of the program that is given the request and refuses. */
  private boolean turnsAway(CallSite call) {
    return call.target() instanceof Target.FunctionTarget t
        && call.node().args().size() == 1
        && call.node().keywords().isEmpty()
        && call.node().args().getFirst() instanceof Expr.Name n
        && Set.of("request", "req").contains(n.id())
        && Refusals.of(program).refuses(t.function());
  }

  /** {@code @requires("authenticated")}. */
  private boolean asksFor(Expr decorator) {
    return decorator instanceof Expr.Call c
        && NameTerms.speaksOf(NameTerms.last(c), terms.askTerms())
        && Inside.any(c.args(), Expr.Str.class, s -> isGuard(s.value()));
  }

  /** {@code @permission_classes([AllowAny])} asks for nothing. */
  boolean isOpenToAll(Expr asked) {
    List<Expr> given = asked instanceof Expr.Call c ? c.args() : List.of(asked);
    return given.size() == 1
        && elements(given.getFirst())
            .filter(
                all -> all.stream().allMatch(e -> terms.openToAll().contains(NameTerms.last(e))))
            .isPresent();
  }

  private static Optional<List<Expr>> elements(Expr list) {
    return switch (list) {
      case Expr.ListExpr e -> Optional.of(e.elements());
      case Expr.Tuple e -> Optional.of(e.elements());
      default -> Optional.empty();
    };
  }

  /** {@code pilots_only = user_passes_test(is_pilot)}: a guard by what makes it. */
  private boolean isMadeGuard(Expr decorator, Scope scope) {
    if (!(decorator instanceof Expr.Name)) {
      return false;
    }
    return switch (program.resolver().resolve(decorator, scope)) {
      case Target.VariableTarget(Symbol s) ->
          s.only()
              .flatMap(Binding::value)
              .filter(v -> v instanceof Expr.Call c && isGuard(dotted(c.function())))
              .isPresent();
      case Target.InstanceTarget made ->
          made.type()
              .dottedPath()
              .filter(path -> isGuard(path.substring(path.lastIndexOf('.') + 1)))
              .isPresent();
      default -> false;
    };
  }

  /** Whether a decorator is a function of the program that turns somebody away. */
  private boolean refuses(Expr decorator, Scope scope) {
    Expr named = decorator instanceof Expr.Call c ? c.function() : decorator;
    return new CalledFunction(program)
        .behind(program.resolver().resolve(named, scope))
        .filter(Refusals.of(program)::refuses)
        .isPresent();
  }

  /** Whether what makes a parameter asks who somebody is. */
  boolean asks(Dependency dependency) {
    return (NameTerms.speaksOf(dependency.name(), identitiesAndGuards())
            && !new OptionalIdentity(program).mayBeNobody(dependency))
        || dependency.function(program).filter(Refusals.of(program)::refuses).isPresent();
  }

  private Set<String> identitiesAndGuards() {
    Set<String> all = new LinkedHashSet<>(terms.guardTerms());
    all.addAll(terms.identityTerms());
    all.add("user");
    return all;
  }

  /** Whether a call by this name asks what somebody may do. */
  boolean asksMore(String name) {
    return isGuard(name)
        && NameTerms.speaksOf(name, terms.askTerms())
        && !NameTerms.speaksOf(name, Set.of("login", "logged"));
  }

  boolean isGuard(String name) {
    return NameTerms.speaksOf(name, terms.guardTerms());
  }

  /** Whether a function is one of those that the setting of the project speaks of. */
  boolean isUnderDefault(PythonFunction function) {
    return function.node().decorators().stream().noneMatch(this::isOpenToAll)
        && function.node().decorators().stream()
            .flatMap(d -> view.callOf(d).stream())
            .anyMatch(c -> c.path().startsWith(terms.defaultFor() + "."));
  }

  /** Whether everybody may call a function, by its name: logins, hooks, checks of health. */
  boolean isOpen(PythonFunction function) {
    return NameTerms.speaksOf(function.name(), terms.openTerms());
  }

  /** Whether a function that answers everybody reads what is stored, and nothing tells why. */
  boolean showsRecords(PythonFunction function) {
    return !changes(function)
        && !isOpen(function)
        && !looksItself(function)
        && Inside.any(
            function.node().body(),
            Expr.Call.class,
            c -> c.function() instanceof Expr.Attribute a && READS.contains(a.attribute()));
  }

  /** Words in names of functions that give all there is. */
  private static final Set<String> WHOLE = Set.of("export", "dump", "backup");

  /** Whether a function gives all of something by its name: {@code export_members}. */
  boolean givesAll(PythonFunction function) {
    return NameTerms.speaksOf(function.name(), WHOLE)
        && !isOpen(function)
        && !looksItself(function);
  }

  /** Whether a function looks itself at whoever is asking. */
  boolean looksItself(PythonFunction function) {
    return looking.get(function);
  }

  private boolean isLookedAt(PythonFunction function) {
    return new Requester(terms).isLookedAtIn(function, view);
  }

  /** All of what a decorator or a call names: {@code permissions.edit.require}. */
  private static String dotted(Expr expression) {
    return switch (expression) {
      case Expr.Call c -> dotted(c.function());
      case Expr.Attribute a -> dotted(a.value()) + "." + a.attribute();
      case Expr.Name n -> n.id();
      default -> "";
    };
  }
}
