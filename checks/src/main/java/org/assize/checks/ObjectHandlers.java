package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Use;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/** The handlers of requests of a program that reach into what is stored. */
final class ObjectHandlers {
  /** Methods of classes that answer requests. */
  private static final Set<String> METHODS =
      Set.of(
          "get",
          "post",
          "put",
          "patch",
          "delete",
          "list",
          "retrieve",
          "create",
          "update",
          "partial_update",
          "destroy",
          "mutate",
          "mutate_and_get_payload");

  private static final List<String> PROVING =
      List.of(
          "compare-digest",
          "constant-time-compare",
          "safe-str-cmp",
          "verify",
          "check-signature",
          "signature-matches",
          "valid-signature",
          "signature-valid",
          "key-matches",
          "read-token",
          "check-token",
          "token-valid");

  /** Words of what only those know who were told. */
  private static final List<String> KEYS = List.of("key", "token", "secret", "code", "signature");

  /** What is called with an answer that is there already. */
  private static final Set<String> ANSWERS = Set.of("response", "resp");

  private final GuardWords words;
  private final ProgramView program;
  private final RequestHandlers handlers;
  private final HandlerDecorators decorators;
  private final BlueprintGuards blueprints;

  private ObjectHandlers(GuardWords words, ProgramView program) {
    this.words = words;
    this.program = program;
    handlers = RequestHandlers.of(program);
    decorators = new HandlerDecorators(program);
    blueprints = BlueprintGuards.of(words, program);
  }

  /** Handlers by the program that they belong to. */
  private record Found(Map<String, List<ObjectHandler>> byScope) {}

  /** Returns the handlers of the program that a module belongs to. */
  static List<ObjectHandler> around(PythonModule module, GuardWords words, ProgramView program) {
    return program
        .part(Found.class, words, (p, w) -> new Found(new ObjectHandlers(w, p).find()))
        .byScope
        .getOrDefault(ObjectHandler.scope(module), List.of());
  }

  private Map<String, List<ObjectHandler>> find() {
    Map<String, List<ObjectHandler>> found = new TreeMap<>();
    for (PythonModule module : program.program().modules()) {
      if (!module.isTemplate() && !program.isTest(module)) {
        List<ObjectHandler> here = in(module);
        if (!here.isEmpty()) {
          found.computeIfAbsent(ObjectHandler.scope(module), s -> new ArrayList<>()).addAll(here);
        }
      }
    }
    found.replaceAll((scope, handlers) -> withWholes(handlers));
    return found;
  }

  private static List<ObjectHandler> withWholes(List<ObjectHandler> handlers) {
    Map<String, String> kinds = new TreeMap<>();
    handlers.stream()
        .flatMap(h -> h.touches().stream())
        .forEach(t -> kinds.putIfAbsent(ParentFields.kind(t.kind()), t.kind()));
    return handlers.stream().map(h -> h.withWholes(kinds)).toList();
  }

  private List<ObjectHandler> in(PythonModule module) {
    List<PythonFunction> answering =
        module.scopes().functions().stream().filter(this::answers).toList();
    List<PythonClass> views =
        module.scopes().classes().stream().filter(ObjectHandlers::isView).toList();
    if (answering.isEmpty() && views.isEmpty()) {
      return List.of();
    }
    GuardedCode code = new GuardedCode(words, program, program.view(module));
    ViewClasses classes = new ViewClasses(words, program, code);
    return Stream.concat(
            answering.stream().map(f -> handler(f, code)),
            views.stream().flatMap(c -> classes.handler(c).stream()))
        .filter(ObjectHandler::tells)
        .toList();
  }

  private static boolean isView(PythonClass type) {
    return type.name().contains("View")
        || type.node().bases().stream()
            .map(NameTerms::last)
            .anyMatch(b -> b.contains("View") || b.contains("Mixin"));
  }

  private boolean answers(PythonFunction function) {
    if (decorators.isTask(function) || HandlerDecorators.isAround(function)) {
      return false;
    }
    if (function.owner().isPresent()) {
      boolean isNamed =
          (METHODS.contains(function.name()) && new PlainViews(program).isCalled(function))
              || function.name().startsWith("resolve_");
      return (isNamed || !function.node().decorators().isEmpty()) && handlers.answers(function);
    }
    return handlers.isRegistered(function)
        || ((handlers.answers(function) || isOfGateway(function))
            && isHandedOn(function)
            && !isGivenAnswer(function));
  }

  /** {@code def check(request, response)}: what comes after a handler has answered. */
  private static boolean isGivenAnswer(PythonFunction function) {
    List<Node.Parameter> all = function.parameters();
    return all.size() > 1 && ANSWERS.contains(all.get(1).name());
  }

  /** {@code def handler(event, context)}, as gateways call it. */
  private static boolean isOfGateway(PythonFunction function) {
    List<String> names = function.parameters().stream().map(Node.Parameter::name).toList();
    return names.equals(List.of("event", "context"));
  }

  /** A function that only other functions call is a part of them. */
  private boolean isHandedOn(PythonFunction function) {
    return !function.name().startsWith("_")
        && program.references().of(function).stream()
            .noneMatch(u -> u.kind() == Use.Kind.CALL && !program.isTest(u.module()));
  }

  private ObjectHandler handler(PythonFunction function, GuardedCode code) {
    Atoms atoms = new Atoms(function, code, program);
    Touches of = Touches.of(function, atoms, words, program);
    Set<String> guards = new LinkedHashSet<>(code.guards(function));
    guards.addAll(decorators.permissions(function));
    guards.addAll(blueprints.before(function));
    if (!code.saysItself(function)) {
      function.owner().ifPresent(type -> guards.addAll(ofClass(type, code)));
    }
    for (Expr.Call call : Inside.all(function.node().body(), Expr.Call.class)) {
      if (atoms.requester().isGuardCall(call) || isQuestion(call)) {
        guards.add(NameTerms.last(call) + "()");
      }
    }
    return new ObjectHandler(
        function.name(),
        Place.ofName(function),
        guards,
        !guards.isEmpty() || isAskedElsewhere(function, code),
        uses(of)
            || onlyLeadsOn(function, of, atoms)
            || decorators.looksAtArguments(function)
            || (guards.isEmpty() && code.looksItself(function))
            || isProven(function)
            || guards.stream().anyMatch(GuardStrength::saysWhat)
            || (guards.isEmpty() && StandingGuard.mayLook(function, program))
            || isUnderPolicy(function, code)
            || looksFurther(function, atoms, guards, code),
        (guards.isEmpty() && (code.isOpen(function) || HookHandlers.isForServices(function)))
            || function
                .owner()
                .filter(c -> NameTerms.speaksOf(c.name(), words.openTerms()))
                .isPresent(),
        decorators.given(function).map(g -> besides(of.touches(), g)).orElseGet(of::touches),
        owned(of),
        ObjectHandler.besideRequester(of.together()),
        circumstances(function, atoms, of));
  }

  /** What is reached without a record that the function was given, or a part of it. */
  private static List<Touch> besides(List<Touch> touches, String given) {
    return touches.stream()
        .filter(t -> t.by().stream().noneMatch(a -> a.equals(given) || a.startsWith(given + ".")))
        .toList();
  }

  private static ObjectHandler.Circumstances circumstances(
      PythonFunction function, Atoms atoms, Touches of) {
    Set<String> made = new LinkedHashSet<>();
    of.made().stream()
        .filter(t -> t.by().contains(Atoms.REQUESTER))
        .forEach(t -> made.add(t.kind()));
    return new ObjectHandler.Circumstances(
        RecordNumbers.of(function, atoms),
        of.parents(),
        made,
        of.published(),
        speaksOfPublic(function));
  }

  private static boolean speaksOfPublic(PythonFunction function) {
    List<Stmt> body = function.node().body();
    return Inside.any(
            body, Expr.Attribute.class, a -> NameTerms.speaksOf(a.attribute(), Touches.PUBLIC))
        || Inside.any(body, Expr.Str.class, s -> NameTerms.speaksOf(s.value(), Touches.PUBLIC));
  }

  /** {@code logged_in()}: whatever it looks at, it is told of nothing else. */
  private static boolean isQuestion(Expr.Call call) {
    return call.args().isEmpty()
        && NameTerms.speaksOf(
            NameTerms.last(call), List.of("logged-in", "is-authenticated", "signed-in"));
  }

  /** Whether something asks before the handler runs. */
  private boolean isAskedElsewhere(PythonFunction function, GuardedCode code) {
    boolean byDefault =
        new DefaultGuard(words, program).place().isPresent()
            && function
                .owner()
                .map(c -> {
                  GuardedClasses classes = new GuardedClasses(words, program, code);
                  return classes.isUnderDefault(c) && !classes.isOpened(c);
                })
                .orElseGet(() -> code.isUnderDefault(function));
    return byDefault
        || function.owner().filter(c -> GraphGuard.isAround(c, program)).isPresent()
        || code.isGuardedAsAWhole()
        || StandingGuard.isAround(function.module(), program);
  }

  /** Whether the project has a policy that decides for each action, and the class leaves it so. */
  private boolean isUnderPolicy(PythonFunction function, GuardedCode code) {
    GuardedClasses classes = new GuardedClasses(words, program, code);
    return new DefaultGuard(words, program).isPolicy()
        && function
            .owner()
            .filter(c -> classes.isUnderDefault(c) && !classes.isOpened(c))
            .filter(c -> classes.asked(c).isEmpty())
            .isPresent();
  }

  /** Whether a handler hands on who is asking, for whatever reason. */
  private static boolean uses(Touches of) {
    return of.together().stream().anyMatch(s -> s.contains(Atoms.REQUESTER));
  }

  /** Whether a handler shows nothing of what it looks up and sends the visitor on. */
  private static boolean onlyLeadsOn(PythonFunction function, Touches of, Atoms atoms) {
    List<Stmt.Return> answers = Inside.all(function.node().body(), Stmt.Return.class);
    return !answers.isEmpty()
        && of.touches().stream().allMatch(t -> t.verb() == Touch.Verb.READ)
        && answers.stream()
            .allMatch(r ->
                r.value() instanceof Expr.Name n
                    ? isAlways(atoms.values(n.id(), n.start()))
                    : isRedirect(r.value()));
  }

  private static boolean isAlways(List<Expr> answers) {
    return !answers.isEmpty() && answers.stream().allMatch(ObjectHandlers::isRedirect);
  }

  private static boolean isRedirect(@Nullable Expr answer) {
    return answer instanceof Expr.Call c
        && NameTerms.speaksOf(NameTerms.last(c), List.of("redirect"));
  }

  /** Whether the client proves itself by something that the handler compares or reads. */
  private static boolean isProven(PythonFunction function) {
    return Inside.any(
            function.node().body(),
            Expr.Call.class,
            c -> NameTerms.speaksOf(NameTerms.last(c), PROVING))
        || Inside.all(function.node().body(), Stmt.If.class).stream()
            .anyMatch(s -> isOtherKey(s.test(), function) && LocalGuards.leaves(s.body()));
  }

  /** {@code key != found.key}: what the client gives is not the key that goes with the thing. */
  private static boolean isOtherKey(Expr test, PythonFunction function) {
    return test instanceof Expr.Compare c
        && c.ops().size() == 1
        && c.ops().getFirst() == CompareOperator.NOT_EQ
        && (isGivenKey(c.left(), c.comparators().getFirst(), function)
            || isGivenKey(c.comparators().getFirst(), c.left(), function));
  }

  private static boolean isGivenKey(Expr given, Expr own, PythonFunction function) {
    return given instanceof Expr.Name n
        && NameTerms.speaksOf(n.id(), KEYS)
        && function.parameters().stream().anyMatch(p -> p.name().equals(n.id()))
        && NameTerms.speaksOf(NameTerms.last(own), KEYS)
        && !(own instanceof Expr.Name o
            && function.parameters().stream().anyMatch(p -> p.name().equals(o.id())));
  }

  private static Set<String> owned(Touches of) {
    List<Set<String>> sets = new ArrayList<>(of.ties());
    of.touches().stream().filter(t -> t.verb() != Touch.Verb.ADD).forEach(t -> sets.add(t.by()));
    return ObjectHandler.besideRequester(sets);
  }

  private Set<String> ofClass(PythonClass type, GuardedCode code) {
    return new GuardedClasses(words, program, code).asked(type);
  }

  /** A test of what somebody may do, or a function that asks for it. */
  private boolean looksFurther(
      PythonFunction function, Atoms atoms, Set<String> guards, GuardedCode code) {
    List<Stmt> body = function.node().body();
    boolean inTest =
        Inside.all(body, Stmt.If.class).stream().anyMatch(s -> isMore(s.test(), atoms.requester()));
    boolean byCall =
        Inside.all(body, Expr.Call.class).stream()
            .anyMatch(c ->
                code.asksMore(NameTerms.last(c)) && !guards.contains(NameTerms.last(c) + "()"));
    return inTest || byCall;
  }

  /** More than whether there is somebody. */
  private static boolean isMore(Expr test, RequesterNames requester) {
    return switch (test) {
      case Expr.UnaryOp u -> isMore(u.operand(), requester);
      case Expr.BoolOp b -> b.values().stream().anyMatch(v -> isMore(v, requester));
      case Expr.Compare c ->
          !(c.comparators().getFirst() instanceof Expr.None) && requester.isMentionedIn(c);
      case Expr.Name _ -> false;
      default ->
          !requester.isSelf(test)
              && requester.isMentionedIn(test)
              && !NameTerms.speaksOf(NameTerms.last(test), List.of("authenticated", "anonymous"));
    };
  }
}
