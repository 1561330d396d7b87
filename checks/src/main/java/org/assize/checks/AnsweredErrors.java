package org.assize.checks;

import java.util.ArrayList;
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
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/** Functions that answer requests with the text of what went wrong. */
final class AnsweredErrors {
  /** Attributes of an exception that hold its text. */
  private static final Set<String> TEXTS = Set.of("args", "message", "strerror");

  private static final Set<String> NARROW =
      Set.of(
          "ValueError",
          "TypeError",
          "KeyError",
          "IndexError",
          "LookupError",
          "AttributeError",
          "AssertionError",
          "UnicodeError",
          "UnicodeDecodeError",
          "JSONDecodeError",
          "ValidationError",
          "NotImplementedError");

  private final DisclosedErrors wanted;
  private final Check check;
  private final RequestHandlers handlers;

  AnsweredErrors(DisclosedErrors wanted, Check check) {
    this.wanted = wanted;
    this.check = check;
    handlers = new RequestHandlers(check.program());
  }

  void review() {
    for (PythonFunction function : check.view().module().scopes().functions()) {
      Optional<String> handed = handed(function);
      if (handed.isPresent()) {
        Optional<Place> own = own(declared(function), function);
        Caught caught = new Caught(Set.of(handed.get()), new HashSet<>(), own, false);
        function.node().body().forEach(s -> answers(s, caught, function));
      }
      if (handed.isPresent() || handlers.answers(function)) {
        function.node().body().forEach(s -> catches(s, function));
      }
    }
  }

  /**
   * What a function is handed or has caught.
   *
   * @param names of the variables that hold the exception
   * @param texts of the variables that hold its text
   * @param own the class of the program that it catches, whose texts the program itself words
   * @param narrow whether only mistakes in what was asked are caught
   */
  private record Caught(
      Set<String> names, Set<String> texts, Optional<Place> own, boolean narrow) {}

  // --- functions that a framework hands an exception to

  /** The last parameter of a function that is called with what nothing else caught. */
  private Optional<String> handed(PythonFunction function) {
    boolean isHandler = wanted.handlers().contains(function.name()) || declared(function) != null;
    List<Parameter> all = function.parameters();
    return isHandler && !all.isEmpty() ? Optional.of(all.getLast().name()) : Optional.empty();
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
        return isHttp(first) ? null : first;
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

  private void catches(Node node, PythonFunction function) {
    if (node instanceof Node.ExceptHandler h) {
      Set<String> names = h.name() == null ? Set.of() : Set.of(h.name());
      Caught caught =
          new Caught(names, new HashSet<>(), own(h.type(), function), isNarrow(h.type()));
      h.body().forEach(s -> answers(s, caught, function));
    } else if (!(node instanceof Expr) && !(node instanceof Stmt.FunctionDef)) {
      Nodes.forEachChild(node, child -> catches(child, function));
    }
  }

  /**
   * Exceptions that conversions and lookups raise: their text tells of the value, not of inside.
   */
  private static boolean isNarrow(@Nullable Expr type) {
    return switch (type) {
      case Expr.Name n -> NARROW.contains(n.id());
      case Expr.Attribute a -> NARROW.contains(a.attribute());
      case Expr.Tuple t -> t.elements().stream().allMatch(AnsweredErrors::isNarrow);
      case null, default -> false;
    };
  }

  private Optional<Place> own(@Nullable Expr type, PythonFunction function) {
    return type != null
            && check.program().resolver().resolve(type, function.definedIn())
                instanceof Target.ClassTarget t
        ? Optional.of(Place.of(t.type().module(), t.type().node()))
        : Optional.empty();
  }

  // --- what they answer

  private void answers(Node node, Caught caught, PythonFunction function) {
    switch (node) {
      case Stmt.Return r when r.value() != null -> answer(r, r.value(), caught, function);
      case Stmt.Raise r when r.exception() instanceof Expr.Call c && isAnswer(c) ->
          answer(r, c, caught, function);
      case Stmt.ExprStmt s when s.value() instanceof Expr.Call c && isAnswer(c) ->
          answer(s, c, caught, function);
      case Stmt.Assign s when textOf(s.value(), caught).isPresent() ->
          s.targets().stream()
              .filter(t -> t instanceof Expr.Name)
              .forEach(t -> caught.texts.add(((Expr.Name) t).id()));
      case Stmt.If i when isDebugging(i.test()) ->
          i.orelse().forEach(child -> answers(child, caught, function));
      case Expr _, Stmt.FunctionDef _ -> {}
      default -> Nodes.forEachChild(node, child -> answers(child, caught, function));
    }
  }

  /** Whether a condition asks for a switch that is off in production. */
  private static boolean isDebugging(Expr test) {
    return switch (test) {
      case Expr.Name n -> n.id().equalsIgnoreCase("debug");
      case Expr.Attribute a -> a.attribute().equalsIgnoreCase("debug");
      default -> false;
    };
  }

  /** Whether a call sends what it is given to the client. */
  private boolean isAnswer(Expr.Call call) {
    String name =
        switch (call.function()) {
          case Expr.Name n -> n.id();
          case Expr.Attribute a -> a.attribute();
          default -> "";
        };
    return wanted.answering().contains(name);
  }

  private void answer(Stmt at, Expr value, Caught caught, PythonFunction function) {
    Optional<Node> text = textOf(value, caught);
    if (text.isEmpty()) {
      return;
    }
    Place place = Place.of(function.module(), at);
    Finding.Builder finding =
        caught.own.isPresent()
            ? Finding.caution(check.weakness(), place, Reason.DEFENCE_IN_DEPTH)
                .step(caught.own.get(), "an exception of the program itself, which words its texts")
            : caught.narrow
                ? Finding.caution(check.weakness(), place, Reason.DEFENCE_IN_DEPTH)
                : check.present(place);
    check.report(
        finding
            .control(Control.PEER)
            .step(Place.of(function.module(), text.get()), "the text of what was caught")
            .step(Place.of(function.module(), function.node()), "answers requests")
            .saying(
                "A client reads what went wrong inside: "
                    + function.name()
                    + " returns the text of the exception."));
  }

  /** {@code str(e)}, {@code f"{e}"}, {@code "…" % e}, {@code e.args} and a traceback. */
  private Optional<Node> textOf(Node node, Caught caught) {
    if (node instanceof Expr.IfExp i && isDebugging(i.test())) {
      return textOf(i.orelse(), caught);
    }
    boolean found =
        switch (node) {
          case Expr.Name n -> caught.texts.contains(n.id());
          case Expr.Call c -> isText(c, caught);
          case Expr.FormattedValue f -> isCaught(f.value(), caught);
          case Expr.BinOp b ->
              b.op() == Operator.MOD
                  && (isCaught(b.right(), caught)
                      || (b.right() instanceof Expr.Tuple t
                          && t.elements().stream().anyMatch(e -> isCaught(e, caught))));
          case Expr.Attribute a -> TEXTS.contains(a.attribute()) && isCaught(a.value(), caught);
          default -> false;
        };
    if (found) {
      return Optional.of(node);
    }
    List<Node> inner = new ArrayList<>();
    Nodes.forEachChild(node, child -> textOf(child, caught).ifPresent(inner::add));
    return inner.stream().findFirst();
  }

  private boolean isText(Expr.Call c, Caught caught) {
    return switch (c.function()) {
      case Expr.Name n ->
          wanted.traces().contains(n.id())
              || ((n.id().equals("str") || n.id().equals("repr"))
                  && c.args().size() == 1
                  && isCaught(c.args().getFirst(), caught));
      case Expr.Attribute a ->
          wanted.traces().contains(a.attribute())
              || (a.attribute().equals("format")
                  && c.args().stream().anyMatch(e -> isCaught(e, caught)));
      default -> false;
    };
  }

  private static boolean isCaught(Expr e, Caught caught) {
    return e instanceof Expr.Name n && caught.names.contains(n.id());
  }
}
