package org.assize.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Programs in which something asks before any handler runs: a function before every request, a
 * middleware, dependencies of a router. Handlers of such a program are never said to ask nobody.
 */
final class StandingGuard {
  private static final Set<String> BEFORE_ALL =
      Set.of("before_request", "before_app_request", "before_serving", "middleware", "on_request");

  private static final Set<String> OF_MIDDLEWARE =
      Set.of("__call__", "dispatch", "process_request", "process_view", "on_request");

  private final ProgramView program;

  /** Whether routes say their whole addresses: no other part of the program gives them a prefix. */
  private final boolean hasNoPrefixes;

  private StandingGuard(ProgramView program) {
    this.program = program;
    hasNoPrefixes =
        Stream.of("url_prefix", "prefix").allMatch(k -> program.program().mentioning(k).isEmpty());
  }

  /** What a guard reads to tell what is asked for, or what somebody may do. */
  private static final Set<String> OF_THINGS =
      Set.of(
          "view_args",
          "view_kwargs",
          "match_info",
          "matchdict",
          "path_params",
          "resolver_match",
          "url_rule",
          "endpoint",
          "permission",
          "permissions",
          "has_perm",
          "role",
          "roles");

  /**
   * The programs that have a guard.
   *
   * @param everywhere those in which it stands before handlers of all blueprints
   * @param parts the modules that let it ask before the handlers of one blueprint
   * @param looking those in which it may look at any request
   * @param areas the addresses below which it looks, where it does so only there
   */
  private record Scopes(
      Set<String> guarded,
      Set<String> everywhere,
      Set<PythonModule> parts,
      Set<String> looking,
      Map<String, Set<String>> areas) {
    void add(CallSite api, Expr asked, ProgramView program) {
      String scope = ObjectHandler.scope(api.module());
      guarded.add(scope);
      everywhere.add(scope);
      if (deciding(asked, api, program).stream().anyMatch(StandingGuard::asksForStaff)) {
        looking.add(scope);
      }
    }
  }

  /** Whether something asks before the handlers of a module's program. */
  static boolean isAround(PythonModule module, ProgramView program) {
    return scopes(program).guarded.contains(ObjectHandler.scope(module));
  }

  /**
   * Whether something may ask before the handlers of a module: of the whole program, or of a
   * blueprint that has to do with the module.
   */
  static boolean mayBeAround(PythonModule module, ProgramView program) {
    Scopes found = scopes(program);
    return found.everywhere.contains(ObjectHandler.scope(module))
        || found.parts.stream()
            .anyMatch(part ->
                part == module
                    || program.imports().importersOf(part).containsKey(module)
                    || program.imports().importersOf(module).containsKey(part));
  }

  /** {@code @staff.before_request}, where {@code staff} is a blueprint. */
  private static boolean isOfBlueprint(PythonFunction function) {
    return function.node().decorators().stream()
        .filter(d ->
            d instanceof Expr.Attribute a
                && a.attribute().equals("before_request")
                && a.value() instanceof Expr.Name)
        .map(d -> ((Expr.Name) ((Expr.Attribute) d).value()))
        .anyMatch(n ->
            function.module().scopes().onlyValue(n).stream()
                .anyMatch(v -> v instanceof Expr.Call && NameTerms.last(v).equals("Blueprint")));
  }

  /** Whether it may ask for more than who somebody is: what is asked for, what they may do. */
  static boolean mayLook(PythonFunction handler, ProgramView program) {
    String scope = ObjectHandler.scope(handler.module());
    Set<String> areas = scopes(program).areas.getOrDefault(scope, Set.of());
    return scopes(program).looking.contains(scope)
        || (!areas.isEmpty() && addresses(handler).allMatch(a -> isWithin(a, areas)));
  }

  private static boolean isWithin(String address, Set<String> areas) {
    return areas.stream().anyMatch(address::startsWith);
  }

  private static Stream<String> addresses(PythonFunction handler) {
    return handler.node().decorators().stream()
        .flatMap(d -> d instanceof Expr.Call c ? c.args().stream().limit(1) : Stream.<Expr>of())
        .flatMap(a -> a instanceof Expr.Str s ? Stream.of(s.value()) : Stream.<String>of());
  }

  private static Scopes scopes(ProgramView program) {
    return program.part(Scopes.class, "standing", (p, key) -> new StandingGuard(p).find());
  }

  private Scopes find() {
    Scopes found =
        new Scopes(
            new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashMap<>());
    Set<PythonModule> routing = Set.copyOf(program.program().mentioning("dependencies"));
    program
        .program()
        .mentioning("LoginRequiredMiddleware")
        .forEach(m -> {
          found.guarded.add(ObjectHandler.scope(m));
          found.everywhere.add(ObjectHandler.scope(m));
        });
    for (PythonModule module : program.program().modules()) {
      if (!module.isTemplate() && !program.isTest(module)) {
        find(module, routing.contains(module), found);
      }
    }
    program.program().mentioning("NinjaAPI").stream()
        .filter(m -> !m.isTemplate() && !program.isTest(m))
        .flatMap(m -> program.view(m).calls().stream())
        .forEach(c -> schemes(c).ifPresent(asked -> found.add(c, asked, program)));
    return found;
  }

  /** What {@code NinjaAPI(auth=…)} asks by before any of its routes runs. */
  private Optional<Expr> schemes(CallSite call) {
    boolean isApi =
        call.calledName().equals("NinjaAPI")
            || (call.target() instanceof Target.ClassTarget t
                && program.resolver().hierarchy().outsideAncestors(t.type()).stream()
                    .anyMatch(base -> base.endsWith(".NinjaAPI")));
    return isApi ? call.keyword("auth").filter(a -> !(a instanceof Expr.None)) : Optional.empty();
  }

  /** The methods by which schemes tell who somebody is, and what they call. */
  private static List<PythonFunction> deciding(Expr asked, CallSite call, ProgramView program) {
    List<PythonFunction> found = new ArrayList<>();
    Expr all =
        program.resolver().resolve(asked, call.scope()) instanceof Target.VariableTarget(Symbol s)
            ? s.only().flatMap(Binding::value).orElse(asked)
            : asked;
    PythonModule module =
        program.resolver().resolve(asked, call.scope()) instanceof Target.VariableTarget(Symbol s)
            ? s.scope().module()
            : call.module();
    for (Expr.Call made : Inside.all(List.of((Node) all), Expr.Call.class)) {
      if (program.resolver().resolve(made.function(), module) instanceof Target.ClassTarget t) {
        program
            .resolver()
            .hierarchy()
            .method(t.type(), "authenticate")
            .ifPresent(m -> {
              found.add(m);
              program.view(m.module()).callsIn(m).stream()
                  .filter(c -> c.target() instanceof Target.FunctionTarget)
                  .forEach(c -> found.add(((Target.FunctionTarget) c.target()).function()));
            });
      }
    }
    return found;
  }

  private static boolean asksForStaff(PythonFunction function) {
    return Inside.any(
        function.node().body(),
        Expr.Attribute.class,
        a -> NameTerms.speaksOf(a.attribute(), List.of("superuser", "staff", "admin")));
  }

  private void find(PythonModule module, boolean isRouting, Scopes found) {
    String scope = ObjectHandler.scope(module);
    if (isRouting
        && program.view(module).calls().stream().anyMatch(StandingGuard::takesDependencies)) {
      found.guarded.add(scope);
      found.everywhere.add(scope);
      found.looking.add(scope);
    }
    for (PythonFunction function : module.scopes().functions()) {
      if (standsBefore(function)) {
        found.guarded.add(scope);
        if (isOfBlueprint(function)) {
          found.parts.add(module);
        } else {
          found.everywhere.add(scope);
        }
        List<Node> looks = looks(function);
        Set<String> areas = areas(function);
        if (!areas.isEmpty()
            && hasNoPrefixes
            && looks.stream().allMatch(n -> isOfArea(n, function))) {
          found.areas.computeIfAbsent(scope, k -> new HashSet<>()).addAll(areas);
        } else if (!looks.isEmpty()) {
          found.looking.add(scope);
        }
      }
    }
  }

  /** What a guard looks at of the things that are asked for, or of what somebody may do. */
  private static List<Node> looks(PythonFunction guard) {
    List<Node> found = new ArrayList<>();
    guard.parameters().stream().filter(p -> OF_THINGS.contains(p.name())).forEach(found::add);
    for (Stmt statement : guard.node().body()) {
      Nodes.forEach(
          statement,
          node -> {
            if (isOfThing(node)) {
              found.add(node);
            }
          });
    }
    return found;
  }

  private static boolean isOfThing(Node node) {
    return switch (node) {
      case Expr.Attribute a -> OF_THINGS.contains(a.attribute());
      case Expr.Name n -> OF_THINGS.contains(n.id());
      case Expr.Str s -> OF_THINGS.contains(s.value());
      default -> false;
    };
  }

  /** {@code if request.path.startswith("/staff") and …:}: the addresses that tests begin with. */
  private static Set<String> areas(PythonFunction guard) {
    return Inside.all(guard.node().body(), Stmt.If.class).stream()
        .flatMap(s -> area(s).stream())
        .collect(Collectors.toSet());
  }

  private static boolean isOfArea(Node look, PythonFunction guard) {
    return Inside.all(guard.node().body(), Stmt.If.class).stream()
        .filter(s -> area(s).isPresent())
        .anyMatch(s -> s.start() <= look.start() && look.end() <= s.body().getLast().end());
  }

  private static Optional<String> area(Stmt.If statement) {
    Expr first =
        statement.test() instanceof Expr.BoolOp b && b.isAnd()
            ? b.values().getFirst()
            : statement.test();
    return first instanceof Expr.Call c
            && c.function() instanceof Expr.Attribute a
            && a.attribute().equals("startswith")
            && NameTerms.last(a.value()).equals("path")
            && c.args().size() == 1
            && c.args().getFirst() instanceof Expr.Str area
        ? Optional.of(area.value())
        : Optional.empty();
  }

  private static boolean takesDependencies(CallSite call) {
    return call.keyword("dependencies").isPresent()
        && Set.of("FastAPI", "include_router").contains(call.calledName());
  }

  private boolean standsBefore(PythonFunction function) {
    boolean isDecorated =
        function.node().decorators().stream()
            .map(d -> d instanceof Expr.Call c ? c.function() : d)
            .anyMatch(d -> BEFORE_ALL.contains(NameTerms.last(d)));
    boolean isOfMiddleware =
        OF_MIDDLEWARE.contains(function.name())
            && function.owner().filter(o -> o.name().endsWith("Middleware")).isPresent();
    return (isDecorated || isOfMiddleware) && Refusals.of(program).refuses(function);
  }
}
