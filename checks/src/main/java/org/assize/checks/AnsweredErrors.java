package org.assize.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Node.Parameter;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/** Functions that answer requests with the text of what went wrong. */
final class AnsweredErrors {
  /** Words for what is written to and is no client. */
  private static final Set<String> OTHERS =
      Set.of(
          "file", "f", "fp", "fh", "fd", "log", "logger", "stderr", "stdout", "out", "err",
          "output", "stream", "buffer", "buf");

  /** Of what nothing caught, those that are worded where they are raised, for whoever asks. */
  private static final Set<String> WORDED = Set.of("NotImplementedError", "AssertionError");

  private final DisclosedErrors wanted;
  private final Check check;
  private final RequestHandlers handlers;
  private final ErrorClasses classes;

  /** Where the statements begin of which something is said. */
  private final Set<Integer> answered = new HashSet<>();

  AnsweredErrors(DisclosedErrors wanted, Check check) {
    this.wanted = wanted;
    this.check = check;
    handlers = RequestHandlers.of(check.program());
    classes = new ErrorClasses(wanted, check);
  }

  void review() {
    for (PythonFunction function : check.view().module().scopes().functions()) {
      Optional<String> handed = handed(function);
      if (handed.isPresent()) {
        CaughtTexts caught = caught(held(handed.get(), function), registered(function));
        function.node().body().forEach(s -> answers(s, caught, function));
      }
      if (handed.isPresent() || handlers.answers(function) || isOfService(function)) {
        CaughtTexts later = caught(Set.of(), CaughtKind.ANY);
        function.node().body().forEach(s -> catches(s, later, function));
      }
    }
  }

  /** Of a service, what goes back beside the status; a trace is more than its callers need. */
  private static final String DETAILS = "set_details";

  /** A method of what generated code calls for the requests of a service. */
  private static boolean isOfService(PythonFunction function) {
    return function.owner().stream()
        .flatMap(type -> type.node().bases().stream())
        .anyMatch(b -> NameTerms.last(b).endsWith("Servicer"));
  }

  private CaughtTexts caught(Set<String> names, CaughtKind kind) {
    return new CaughtTexts(this::makesTrace, this::shows, names, kind);
  }

  /** Whether a function of the program returns the text of whatever exception it is given. */
  private boolean shows(Expr.Call call, int argument) {
    if (!(check.program().resolver().resolve(call.function(), check.view().module())
        instanceof Target.FunctionTarget t)) {
      return false;
    }
    List<Parameter> all = t.function().parameters();
    int index = argument + (t.function().receiver().isPresent() ? 1 : 0);
    return index < all.size() && shows(t.function(), all.get(index).name());
  }

  private boolean shows(PythonFunction function, String exception) {
    CaughtTexts given =
        new CaughtTexts(c -> false, (c, k) -> false, Set.of(exception), CaughtKind.ANY);
    return function.node().body().stream().anyMatch(s -> returnsText(s, given));
  }

  /** What is said of exceptions of one class only, is said of those that are meant to be shown. */
  private static boolean returnsText(Node node, CaughtTexts given) {
    return switch (node) {
      case Stmt.Return r when r.value() != null -> given.in(r.value()).isPresent();
      case Stmt.If i when asksForClass(i.test()) || CaughtTexts.isDebugging(i.test()) ->
          i.orelse().stream().anyMatch(s -> returnsText(s, given));
      case Expr _, Stmt.FunctionDef _ -> false;
      default -> {
        boolean[] found = {false};
        Nodes.forEachChild(node, child -> found[0] = found[0] || returnsText(child, given));
        yield found[0];
      }
    };
  }

  private static boolean asksForClass(Expr test) {
    return Inside.any(List.of(test), Expr.Name.class, n -> n.id().equals("isinstance"));
  }

  /** By its name, unless that is known to be a function of the program's own. */
  private boolean makesTrace(Expr.Call call) {
    String name =
        switch (call.function()) {
          case Expr.Name n -> n.id();
          case Expr.Attribute a -> a.attribute();
          default -> "";
        };
    return wanted.traces().contains(name)
        && !(check.program().resolver().resolve(call.function(), check.view().module())
            instanceof Target.FunctionTarget);
  }

  // --- functions that a framework hands an exception to

  /** The last parameter of a function that is called with what nothing else caught. */
  private Optional<String> handed(PythonFunction function) {
    boolean isHandler = wanted.handlers().contains(function.name()) || declared(function) != null;
    List<Parameter> all = function.parameters();
    return isHandler && !all.isEmpty() ? Optional.of(all.getLast().name()) : Optional.empty();
  }

  /**
   * What of its parameter is the exception: where it is wrapped, the wrapping alone says nothing.
   */
  private Set<String> held(String parameter, PythonFunction function) {
    String original = parameter + ".original_exception";
    return isWrapped(function) ? Set.of(original) : Set.of(parameter, original);
  }

  /** Whether a function is handed an answer of status 500, with what went wrong inside it. */
  private boolean isWrapped(PythonFunction function) {
    Expr type = declared(function);
    return type != null
        && function.node().decorators().stream().anyMatch(d -> wraps(d, type))
        && (type instanceof Expr.Int
            || check
                .program()
                .resolver()
                .resolve(type, function.definedIn())
                .dottedPath()
                .filter(wanted.wrapping()::contains)
                .isPresent());
  }

  private boolean wraps(Expr decorator, Expr type) {
    return decorator instanceof Expr.Call c
        && !c.args().isEmpty()
        && c.args().getFirst() == type
        && wanted.wrapping().contains(NameTerms.last(c.function()));
  }

  /** The class that such a function is registered for; null where it is not, or for a status. */
  private @Nullable Expr declared(PythonFunction function) {
    for (Expr decorator : function.node().decorators()) {
      boolean registers =
          decorator instanceof Expr.Call c
              && c.function() instanceof Expr.Attribute a
              && wanted.handlers().contains(a.attribute())
              && !c.args().isEmpty();
      if (registers) {
        Expr first = ((Expr.Call) decorator).args().getFirst();
        return isHttp(first) || classes.isForClients(first, function.definedIn()) ? null : first;
      }
    }
    return null;
  }

  /** A status below 500, or an exception of the protocol, whose text is for clients. */
  private static boolean isHttp(Expr registered) {
    return switch (registered) {
      case Expr.Int n -> n.value() < 500;
      case Expr.Name n -> n.id().startsWith("HTTP") || n.id().endsWith("ValidationError");
      case Expr.Attribute a -> a.attribute().startsWith("HTTP");
      default -> false;
    };
  }

  // --- functions that catch it themselves

  /** Looks at a statement; {@code later} knows the stack traces that stand in variables. */
  private void catches(Node node, CaughtTexts later, PythonFunction function) {
    switch (node) {
      case Node.ExceptHandler h -> {
        Set<String> names = h.name() == null ? Set.of() : Set.of(h.name());
        CaughtTexts caught = caught(names, classes.kind(h, function));
        h.body().forEach(s -> answers(s, caught, function));
        later.remember(caught);
      }
      case Stmt.If i when CaughtTexts.isDebugging(i.test()) ->
          i.orelse().forEach(child -> catches(child, later, function));
      case Stmt.If i -> {
        branch(i.body(), later, function);
        branch(i.orelse(), later, function);
      }
      case Stmt.Assign s -> {
        s.targets().forEach(t -> later.overwrite(t, s.value()));
        answers(s, later, function);
      }
      case Stmt.Return _, Stmt.Raise _, Stmt.ExprStmt _ -> answers(node, later, function);
      case Expr _, Stmt.FunctionDef _ -> {}
      default -> Nodes.forEachChild(node, child -> catches(child, later, function));
    }
  }

  /** What a branch overwrites, it alone forgets. */
  private void branch(List<Stmt> body, CaughtTexts later, PythonFunction function) {
    CaughtTexts within = caught(Set.of(), CaughtKind.ANY);
    within.remember(later);
    body.forEach(s -> catches(s, within, function));
    later.remember(within);
  }

  /**
   * What is said of the class that a function is registered for. An exception of that class may
   * come from anywhere, so only those count that nothing but the program itself words.
   */
  private CaughtKind registered(PythonFunction function) {
    Expr declared = declared(function);
    Expr type = declared == null ? OnlyKind.of(function).orElse(null) : declared;
    CaughtKind kind = classes.kind(type, function.definedIn());
    boolean own = type != null && WORDED.contains(NameTerms.last(type));
    return new CaughtKind(kind.own(), Optional.empty(), own);
  }

  // --- what they answer

  private void answers(Node node, CaughtTexts caught, PythonFunction function) {
    switch (node) {
      case Stmt.Return r when r.value() != null -> answer(r, r.value(), caught, function);
      case Stmt.Raise r when r.exception() instanceof Expr.Call c && isAnswer(c) ->
          answer(r, c, caught, function);
      case Stmt.ExprStmt s when s.value() instanceof Expr.Call c && isAnswer(c) ->
          answer(s, c, caught, function);
      case Stmt.Assign s when s.targets().stream().anyMatch(AnswerValues::isBody) ->
          answer(s, s.value(), caught, function);
      case Stmt.Assign s -> s.targets().forEach(t -> caught.assign(t, s.value()));
      case Stmt.If i when CaughtTexts.isDebugging(i.test()) ->
          i.orelse().forEach(child -> answers(child, caught, function));
      case Stmt.If i when asksForClass(i.test()) -> {
        i.body().forEach(child -> answers(child, caught.narrowed(), function));
        i.orelse().forEach(child -> answers(child, caught, function));
      }
      case Expr _, Stmt.FunctionDef _ -> {}
      default -> Nodes.forEachChild(node, child -> answers(child, caught, function));
    }
  }

  /** Whether a call sends what it is given to the client. */
  private boolean isAnswer(Expr.Call call) {
    return switch (call.function()) {
      case Expr.Name n -> wanted.answering().contains(n.id());
      case Expr.Attribute a when a.attribute().equals(DETAILS) ->
          Inside.any(List.copyOf(call.args()), Expr.Call.class, this::makesTrace);
      case Expr.Attribute a -> wanted.answering().contains(a.attribute()) && isClient(a.value());
      default -> false;
    };
  }

  /** Files and terminals are written to, too: not what they are called. */
  private static boolean isClient(Expr receiver) {
    String name =
        switch (receiver) {
          case Expr.Name n -> n.id();
          case Expr.Attribute a -> a.attribute();
          default -> "";
        };
    return NameWords.split(name).stream().noneMatch(OTHERS::contains);
  }

  private void answer(Stmt at, Expr value, CaughtTexts caught, PythonFunction function) {
    Optional<Node> text = caught.in(value);
    if (text.isEmpty() || !answered.add(at.start())) {
      return;
    }
    Place place = Place.of(function.module(), at);
    Optional<Place> staff = new StaffTemplates(check.program(), check.view()).of(value, text.get());
    if (staff.isPresent()) {
      check.report(
          Finding.refuted(check.weakness(), place)
              .step(staff.get(), "the page shows it behind this test alone")
              .saying("Only those who run the service see what went wrong: the page asks for it."));
      return;
    }
    Finding.Builder finding =
        caught.isTrace(value) ? check.present(place) : ofText(caught.kind(), place, function);
    check.report(
        finding
            .control(Control.PEER)
            .step(Place.of(function.module(), text.get()), "the text of what was caught")
            .step(Place.of(function.module(), function.node()), "answers requests")
            .saying(
                caught.kind().fixed().isPresent() && !caught.isTrace(value)
                    ? "What was looked for was not there, and "
                        + function.name()
                        + " says no more than that."
                    : "A client reads what went wrong inside: "
                        + function.name()
                        + " returns the text of the exception."));
  }

  private Finding.Builder ofText(CaughtKind kind, Place place, PythonFunction function) {
    if (kind.fixed().isPresent()) {
      return Finding.refuted(check.weakness(), place)
          .step(kind.fixed().get(), "nothing is caught but a lookup that found nothing");
    }
    if (kind.own().isPresent()) {
      return Finding.caution(check.weakness(), place, Reason.DEFENCE_IN_DEPTH)
          .step(kind.own().get(), "an exception of the program itself, which words its texts");
    }
    Optional<Finding.Evidence> few = new PrivilegedReaders(check.view()).of(function);
    Finding.Builder finding =
        kind.narrow() || few.isPresent()
            ? Finding.caution(check.weakness(), place, Reason.DEFENCE_IN_DEPTH)
            : check.present(place);
    few.ifPresent(by -> finding.step(by.place(), by.text()));
    return finding;
  }
}
