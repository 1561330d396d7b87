package org.assize.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;

/**
 * Handlers that other services call, and which of them ask for a proof of who sent something: a
 * signature over the body, or a secret in a header.
 */
final class HookHandlers {
  /** How many calls are followed from a handler. */
  private static final int DEPTH = 2;

  /** Methods of classes that take what is sent. */
  private static final Set<String> METHODS = Set.of("post", "put");

  /** What decorates a view that no form of the program sends anything to. */
  private static final Set<String> WITHOUT_FORM = Set.of("csrf_exempt", "exempt");

  private static final List<String> HOOKS = List.of("hook", "hooks", "webhook", "webhooks");

  private static final Set<String> HEADERS = Set.of("headers", "META", "environ");

  /** What holds what was sent. */
  private static final Set<String> BODIES =
      Set.of("json", "get_json", "data", "get_data", "body", "form", "POST", "content");

  private final UnsignedHook rule;
  private final ProgramView program;
  private final RequestHandlers handlers;

  HookHandlers(UnsignedHook rule, ProgramView program) {
    this.rule = rule;
    this.program = program;
    handlers = RequestHandlers.of(program);
  }

  /** Whether its decorators or its module say that services call a handler, and no visitors. */
  static boolean isForServices(PythonFunction function) {
    return isWithoutForm(function)
        || NameTerms.speaksOf(function.module().name(), HOOKS)
        || routes(function).anyMatch(r -> NameTerms.speaksOf(r, HOOKS));
  }

  private static boolean isWithoutForm(PythonFunction function) {
    return function.node().decorators().stream()
            .anyMatch(d -> WITHOUT_FORM.contains(NameTerms.last(d)))
        || function.owner().stream()
            .flatMap(type -> type.node().decorators().stream())
            .anyMatch(d ->
                Inside.any(List.of((Node) d), Expr.Name.class, n -> WITHOUT_FORM.contains(n.id())));
  }

  private static Stream<String> routes(PythonFunction function) {
    return function.node().decorators().stream()
        .flatMap(d -> d instanceof Expr.Call c ? c.args().stream() : Stream.<Expr>of())
        .flatMap(a -> a instanceof Expr.Str s ? Stream.of(s.value()) : Stream.of());
  }

  /** Returns a handler for services, of the same program, that asks who sent something. */
  Optional<PythonFunction> proven(PythonModule module) {
    String scope = ObjectHandler.scope(module);
    return Stream.concat(
            Stream.of(module),
            program.program().modules().stream()
                .filter(m -> m != module && ObjectHandler.scope(m).equals(scope)))
        .filter(m -> !m.isTemplate() && !program.isTest(m))
        .flatMap(m -> m.scopes().functions().stream())
        .filter(f -> isHook(f) && answers(f) && guards(f).isEmpty())
        .filter(f -> isProven(f, DEPTH, new HashSet<>()))
        .findFirst();
  }

  /** Whether a handler stores what services are said to send, and nothing speaks of a proof. */
  boolean isUnproven(PythonFunction function) {
    if (!isHook(function) || !answers(function) || isAskedByClass(function)) {
      return false; // names are cheap to ask, and few are those of hooks
    }
    GuardedCode code = code(function);
    return code.asksNobody(function)
        && takesBody(function)
        && !speaksOfProof(function, DEPTH, new HashSet<>())
        && !asksElsewhere(function)
        && stores(function, code);
  }

  private boolean answers(PythonFunction function) {
    boolean isPart =
        program.references().of(function).stream()
            .anyMatch(u -> u.kind() == Use.Kind.CALL && !program.isTest(u.module()));
    return function.owner().isEmpty()
        ? handlers.isRegistered(function) || (handlers.answers(function) && !isPart)
        : METHODS.contains(function.name()) && handlers.answers(function);
  }

  /** Whether a class asks before any of its methods runs, by itself or as the settings say. */
  private boolean isAskedByClass(PythonFunction function) {
    return function
        .owner()
        .filter(type -> {
          GuardedClasses classes = new GuardedClasses(rule.words(), program, code(function));
          return !classes.asked(type).isEmpty()
              || !classes.guards(type).isEmpty()
              || (classes.isUnderDefault(type) && !classes.isOpened(type))
              || classes.isExcusedButByName(type, program.view(function.module()));
        })
        .isPresent();
  }

  private boolean isHook(PythonFunction function) {
    return isWithoutForm(function)
        || Stream.concat(named(function), routes(function))
            .anyMatch(n -> NameTerms.speaksOf(n, rule.hookTerms()));
  }

  private static Stream<String> named(PythonFunction function) {
    return Stream.concat(
        Stream.of(function.name(), function.module().name()),
        function.owner().map(PythonClass::name).stream());
  }

  private GuardedCode code(PythonFunction function) {
    return new GuardedCode(rule.words(), program, program.view(function.module()));
  }

  private Set<String> guards(PythonFunction function) {
    return code(function).guards(function);
  }

  /** A comparison or a check that speaks of a signature, beside a header of the request. */
  private boolean isProven(PythonFunction function, int depth, Set<PythonFunction> open) {
    return reads(function) && proves(function, depth, open);
  }

  private static boolean reads(PythonFunction function) {
    return Inside.any(
            function.node().body(), Expr.Attribute.class, a -> HEADERS.contains(a.attribute()))
        || function.parameters().stream()
            .anyMatch(
                p -> p.defaultValue() != null && NameTerms.last(p.defaultValue()).equals("Header"));
  }

  private boolean proves(PythonFunction function, int depth, Set<PythonFunction> open) {
    List<Node> body = new ArrayList<>(function.node().body());
    return Inside.any(
            body, Expr.Call.class, c -> NameTerms.speaksOf(NameTerms.last(c), rule.proofTerms()))
        || Inside.any(body, Expr.Compare.class, this::comparesSecret)
        || callees(function, depth, open).anyMatch(f -> proves(f, depth - 1, open));
  }

  /** {@code stored != request.headers.get("X-Token")}. */
  private boolean comparesSecret(Expr.Compare compare) {
    return Inside.any(
        List.of((Node) compare),
        Expr.Str.class,
        s -> NameTerms.speaksOf(s.value(), rule.proofTerms()));
  }

  private Stream<PythonFunction> callees(
      PythonFunction function, int depth, Set<PythonFunction> open) {
    if (depth == 0 || !open.add(function)) {
      return Stream.of();
    }
    ModuleView view = program.view(function.module());
    CalledFunction called = new CalledFunction(program);
    return view.callsIn(function).stream().flatMap(c -> called.of(c.node(), view).stream());
  }

  private static boolean takesBody(PythonFunction function) {
    List<Node> body = new ArrayList<>(function.node().body());
    return Inside.any(body, Expr.Attribute.class, a -> BODIES.contains(a.attribute()));
  }

  /** Whether anything in a handler, or in what it calls, is called after a proof. */
  private boolean speaksOfProof(PythonFunction function, int depth, Set<PythonFunction> open) {
    boolean[] found = {false};
    Nodes.forEach(function.node(), node -> found[0] |= NameTerms.speaksOf(word(node), proofs()));
    return found[0]
        || reads(function)
        || callees(function, depth, open).anyMatch(f -> reads(f) || provesOpenly(f));
  }

  private boolean provesOpenly(PythonFunction function) {
    return Inside.any(
        function.node().body(),
        Expr.Call.class,
        c -> NameTerms.speaksOf(NameTerms.last(c), rule.proofTerms()));
  }

  private Set<String> proofs() {
    return rule.proofTerms();
  }

  private static String word(Node node) {
    return switch (node) {
      case Expr.Name n -> n.id();
      case Expr.Attribute a -> a.attribute();
      case Expr.Str s when s.value().length() < 40 -> s.value();
      case Node.Parameter p -> p.name();
      default -> "";
    };
  }

  private boolean asksElsewhere(PythonFunction function) {
    return program.view(function.module()).callsIn(function).stream()
        .anyMatch(c ->
            rule.asking().stream()
                .anyMatch(l -> c.path().equals(l) || c.path().startsWith(l + ".")));
  }

  private boolean stores(PythonFunction function, GuardedCode code) {
    Atoms atoms = new Atoms(function, code, program);
    Touches of = Touches.of(function, atoms, rule.words(), program);
    return !of.made().isEmpty() || of.touches().stream().anyMatch(t -> t.verb() != Touch.Verb.READ);
  }
}
