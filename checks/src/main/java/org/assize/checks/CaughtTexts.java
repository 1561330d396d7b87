package org.assize.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Operator;

/** What a function knows of an exception that it is handed or has caught. */
final class CaughtTexts {
  /** Attributes of an exception that hold its text. */
  private static final Set<String> TEXTS = Set.of("args", "message", "strerror");

  /** Words of switches that are off in production. */
  private static final Set<String> SWITCHES = Set.of("debug", "serve_traceback");

  private final Predicate<Expr.Call> makers;
  private final BiPredicate<Expr.Call, Integer> showing;
  private final Set<String> names;
  private final Set<String> texts = new HashSet<>();
  private final Set<String> traces = new HashSet<>();
  private final CaughtKind kind;

  /**
   * Nothing is known yet but the exception itself.
   *
   * @param makers tells calls that give a stack trace as text
   * @param showing tells calls whose result shows the text of an exception that they are given, by
   *     its position among the arguments
   * @param names of the variables, and {@code variable.attribute}, that hold the exception
   * @param kind what is known of its class
   */
  CaughtTexts(
      Predicate<Expr.Call> makers,
      BiPredicate<Expr.Call, Integer> showing,
      Set<String> names,
      CaughtKind kind) {
    this.makers = makers;
    this.showing = showing;
    this.names = new HashSet<>(names);
    this.kind = kind;
  }

  /** Returns the same where the exception is known to be of one class. */
  CaughtTexts narrowed() {
    CaughtTexts narrower = new CaughtTexts(makers, showing, names, kind.narrowed());
    narrower.texts.addAll(texts);
    narrower.traces.addAll(traces);
    return narrower;
  }

  CaughtKind kind() {
    return kind;
  }

  /** Notes what a variable, or one key of a dictionary, holds from here on. */
  void assign(Expr target, Expr value) {
    if (target instanceof Expr.Name n && isCaught(value)) {
      names.add(n.id());
    }
    Optional<String> name = key(target);
    if (name.isPresent() && in(value).isPresent()) {
      texts.add(name.get());
      if (isTrace(value)) {
        traces.add(name.get());
      }
    }
  }

  /** Forgets what a variable held that gets another value. */
  void overwrite(Expr target, Expr value) {
    if (target instanceof Expr.Name n && in(value).isEmpty()) {
      Predicate<String> isOfIt = k -> k.equals(n.id()) || k.startsWith(n.id() + "[");
      texts.removeIf(isOfIt);
      traces.removeIf(isOfIt);
    }
  }

  /** Notes the stack traces that variables hold behind a handler. */
  void remember(CaughtTexts other) {
    traces.addAll(other.traces);
    texts.addAll(other.traces);
  }

  /** {@code name} or {@code name[key]}, for a key that is a text. */
  private static Optional<String> key(Expr target) {
    return switch (target) {
      case Expr.Name n -> Optional.of(n.id());
      case Expr.Subscript(_, _, Expr.Name n, Expr.Str s) ->
          Optional.of(n.id() + "[" + s.value() + "]");
      default -> Optional.empty();
    };
  }

  /** Whether some names hold the value: that of the whole, or of a key in it. */
  private static boolean holds(Set<String> known, Expr value) {
    return switch (value) {
      case Expr.Name n ->
          known.contains(n.id()) || known.stream().anyMatch(k -> k.startsWith(n.id() + "["));
      case Expr.Subscript(_, _, Expr.Name n, Expr.Str _) ->
          known.contains(n.id()) || known.contains(key(value).orElseThrow());
      default -> false;
    };
  }

  /** Whether a condition asks for a switch that is off in production. */
  static boolean isDebugging(Expr test) {
    return switch (test) {
      case Expr.Name n -> isSwitch(n.id());
      case Expr.Attribute a -> isSwitch(a.attribute());
      case Expr.Subscript(_, _, _, Expr.Str s) -> isSwitch(s.value());
      case Expr.Call c ->
          !c.args().isEmpty() && c.args().getFirst() instanceof Expr.Str s && isSwitch(s.value());
      default -> false;
    };
  }

  private static boolean isSwitch(String name) {
    return SWITCHES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** {@code str(e)}, {@code f"{e}"}, {@code "…" % e}, {@code e.args} and a stack trace. */
  Optional<Node> in(Node node) {
    return first(node, this::isText);
  }

  /** Whether a value holds a stack trace. */
  boolean isTrace(Node node) {
    return first(node, n -> n instanceof Expr e && (isMade(e) || holds(traces, e))).isPresent();
  }

  private static Optional<Node> first(Node node, Predicate<Node> wanted) {
    if (node instanceof Expr.IfExp i && isDebugging(i.test())) {
      return first(i.orelse(), wanted);
    }
    if (wanted.test(node)) {
      return Optional.of(node);
    }
    if (node instanceof Expr.Subscript s && key(s).isPresent()) {
      return Optional.empty(); // what stands under another key is not in this one
    }
    List<Node> inner = new ArrayList<>();
    Nodes.forEachChild(node, child -> first(child, wanted).ifPresent(inner::add));
    return inner.stream().findFirst();
  }

  private boolean isText(Node node) {
    return switch (node) {
      case Expr.Name n -> holds(texts, n);
      case Expr.Subscript s -> holds(texts, s);
      case Expr.Call c -> isMade(c) || isText(c) || isShown(c);
      case Expr.FormattedValue f -> isCaught(f.value());
      case Expr.BinOp b ->
          b.op() == Operator.MOD
              && (isCaught(b.right())
                  || (b.right() instanceof Expr.Tuple t
                      && t.elements().stream().anyMatch(this::isCaught)));
      case Expr.Attribute a -> TEXTS.contains(a.attribute()) && isCaught(a.value());
      default -> false;
    };
  }

  /** A call of a function that makes a stack trace. */
  private boolean isMade(Expr e) {
    return e instanceof Expr.Call c && makers.test(c);
  }

  private boolean isShown(Expr.Call c) {
    return IntStream.range(0, c.args().size())
        .anyMatch(k -> isCaught(c.args().get(k)) && showing.test(c, k));
  }

  private boolean isText(Expr.Call c) {
    return switch (c.function()) {
      case Expr.Name n ->
          (n.id().equals("str") || n.id().equals("repr"))
              && c.args().size() == 1
              && isCaught(c.args().getFirst());
      case Expr.Attribute a ->
          a.attribute().equals("format") && c.args().stream().anyMatch(this::isCaught);
      default -> false;
    };
  }

  /** The exception, or what it was made of: {@code e} and {@code e.original_exception}. */
  private boolean isCaught(Expr e) {
    return switch (e) {
      case Expr.Name n -> names.contains(n.id());
      case Expr.Attribute(_, _, Expr.Name n, String attribute) ->
          names.contains(n.id() + "." + attribute);
      case Expr.Call c
          when c.function() instanceof Expr.Name f
              && f.id().equals("getattr")
              && c.args().size() > 1
              && c.args().get(0) instanceof Expr.Name n
              && c.args().get(1) instanceof Expr.Str s ->
          names.contains(n.id() + "." + s.value());
      default -> false;
    };
  }
}
