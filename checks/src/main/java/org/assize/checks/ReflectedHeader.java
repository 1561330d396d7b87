package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * Functions that answer with a header which the client wrote, beside another header that makes it
 * count.
 *
 * @param header the header of the answer, in lower case
 * @param asked names under which the client's header is read, in lower case
 * @param beside the header that makes it count, in lower case
 * @param counts the values of that header with which it does, in lower case
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the header
 */
public record ReflectedHeader(
    String header, Set<String> asked, String beside, Set<String> counts, Map<String, String> say)
    implements Detector {
  /** Words of functions that tell whether an origin may read an answer. */
  private static final Set<String> ORIGINS = Set.of("origin", "origins");

  private static final Set<String> ALLOWING =
      Set.of(
          "ok", "allowed", "allow", "valid", "trusted", "permitted", "check", "known", "accepted");

  /** Checks the sentences. */
  public ReflectedHeader {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    if (!names(beside, check)) {
      return;
    }
    for (PythonFunction function : check.view().module().scopes().functions()) {
      List<Sent> sent = sent(function.node().body());
      Optional<Sent> partner =
          sent.stream()
              .filter(s -> s.name().equals(beside))
              .filter(s -> counts.contains(text(s.value(), check)))
              .findFirst();
      for (Sent one : sent) {
        boolean isReflected =
            partner.isPresent()
                && one.name().equals(header)
                && isAsked(one.value(), check)
                && !isGuarded(one, check)
                && !isOfAllowed(partner.get(), check);
        if (isReflected) {
          report(check, one, partner.get());
        }
      }
    }
  }

  private static boolean names(String header, Check check) {
    return check.view().all(Expr.Str.class).stream()
        .anyMatch(s -> s.value().equalsIgnoreCase(header));
  }

  /** A header of an answer. */
  private record Sent(String name, Expr value, Node at) {}

  private static List<Sent> sent(List<Stmt> body) {
    List<Sent> found = new ArrayList<>();
    for (Stmt.Assign s : Inside.all(body, Stmt.Assign.class)) {
      if (s.targets().getFirst() instanceof Expr.Subscript item
          && item.index() instanceof Expr.Str key) {
        found.add(new Sent(lower(key), s.value(), s));
      }
    }
    for (Expr.Dict dict : Inside.all(body, Expr.Dict.class)) {
      for (int i = 0; i < dict.keys().size(); i++) {
        if (dict.keys().get(i) instanceof Expr.Str key) {
          found.add(new Sent(lower(key), dict.values().get(i), dict.values().get(i)));
        }
      }
    }
    for (Expr.Call c : Inside.all(body, Expr.Call.class)) {
      if (c.args().size() == 2 && c.args().getFirst() instanceof Expr.Str key) {
        found.add(new Sent(lower(key), c.args().get(1), c));
      }
    }
    return found;
  }

  private static String lower(Expr.Str key) {
    return key.value().toLowerCase(Locale.ROOT);
  }

  private static String text(Expr value, Check check) {
    return value instanceof Expr.Bool b
        ? Boolean.toString(b.value())
        : check
            .program()
            .values()
            .text(value, check.view().module())
            .orElse("")
            .toLowerCase(Locale.ROOT);
  }

  /** Whether the client's header is read, in place or through one local name. */
  private boolean isAsked(Expr value, Check check) {
    Expr origin = new ShownValue(check).farOrigin(value);
    return Inside.all(List.of(origin), Expr.Str.class).stream()
        .anyMatch(s -> asked.contains(lower(s)));
  }

  /** Whether any condition is asked before; whether it is a good one is another question. */
  private boolean isGuarded(Sent sent, Check check) {
    Node at = sent.at();
    Node inner = at;
    Optional<Node> outer = check.view().parent(at);
    while (outer.isPresent() && !(outer.get() instanceof Stmt.FunctionDef)) {
      boolean asks =
          outer.get() instanceof Stmt.If s
              && s.test() != inner
              && asks(s.test(), sent.value())
              && (s.body().contains(inner) || isDenial(s.test()));
      if (asks || outer.get() instanceof Expr.IfExp) {
        return true;
      }
      inner = outer.get();
      outer = check.view().parent(inner);
    }
    return outer.isPresent()
        && ((Stmt.FunctionDef) outer.get())
            .body().stream()
                .anyMatch(s ->
                    s instanceof Stmt.If i
                        && s.start() < at.start()
                        && LocalGuards.leaves(i.body()));
  }

  /** Whether the header that makes it count is only sent where the origin was asked for. */
  private static boolean isOfAllowed(Sent partner, Check check) {
    Node inner = partner.at();
    Optional<Node> outer = check.view().parent(inner);
    while (outer.isPresent() && !(outer.get() instanceof Stmt.FunctionDef)) {
      if (outer.get() instanceof Stmt.If s
          && s.body().contains(inner)
          && Inside.any(
              List.of(s.test()),
              Expr.Call.class,
              c ->
                  NameTerms.speaksOf(NameTerms.last(c), ORIGINS)
                      && NameTerms.speaksOf(NameTerms.last(c), ALLOWING))) {
        return true;
      }
      inner = outer.get();
      outer = check.view().parent(inner);
    }
    return false;
  }

  /** Behind {@code else}, only a test that fails for the right ones has let them through. */
  private static boolean isDenial(Expr test) {
    return Inside.any(List.of(test), Expr.UnaryOp.class, u -> u.op() == UnaryOperator.NOT)
        || Inside.any(
            List.of(test),
            Expr.Compare.class,
            c ->
                c.ops().contains(CompareOperator.NOT_IN)
                    || c.ops().contains(CompareOperator.NOT_EQ));
  }

  /** Whether a part of a test is more than that there is an origin, or what else was requested. */
  private boolean asks(Expr test, Expr value) {
    return switch (test) {
      case Expr.BoolOp b -> b.values().stream().anyMatch(v -> asks(v, value));
      case Expr.UnaryOp u -> asks(u.operand(), value);
      case Expr.Name _ -> false;
      case Expr.NamedExpr named -> asks(named.value(), value);
      default ->
          mentions(test, value)
              ? !isRead(test)
              : !Inside.mentions(List.of(test), "request")
                  && !Inside.mentions(List.of(test), "req");
    };
  }

  private boolean mentions(Expr test, Expr value) {
    boolean named = value instanceof Expr.Name n && Inside.mentions(List.of(test), n.id());
    return named || Inside.any(List.of(test), Expr.Str.class, s -> asked.contains(lower(s)));
  }

  private static boolean isRead(Expr test) {
    return test instanceof Expr.Subscript
        || (test instanceof Expr.Call c && NameTerms.last(c).equals("get"))
        || (test instanceof Expr.Compare c && c.comparators().getFirst() instanceof Expr.None);
  }

  private void report(Check check, Sent sent, Sent partner) {
    check.report(
        check
            .present(Place.of(check.view().module(), sent.at()))
            .step(Place.of(check.view().module(), partner.at()), partner.name() + " goes with it")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "present", "name", header)));
  }
}
