package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * Finds memory and time that a client asks for by a number, where nothing bounds it: {@code b"x" *
 * int(request.args["n"])}.
 *
 * @param calls dotted names of what takes as much memory or time as its first argument says
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the number
 */
public record ClientSizes(Set<String> calls, Map<String, String> say) implements Detector {
  private static final Set<String> PARTS =
      Set.of(
          "args",
          "form",
          "values",
          "json",
          "GET",
          "POST",
          "query_params",
          "query",
          "params",
          "data",
          "headers");

  private static final Set<String> MAKING = Set.of("bytearray", "bytes", "range");
  private static final Set<String> NUMBERS = Set.of("int", "float");

  /** Checks the sentences. */
  public ClientSizes {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    if (check.view().calls().stream().noneMatch(c -> NUMBERS.contains(c.calledName()))) {
      return; // no number of a client's
    }
    for (PythonFunction function : check.view().module().scopes().functions()) {
      List<Stmt> body = function.node().body();
      for (Expr e : Inside.all(body, Expr.class)) {
        sizes(check, e).stream()
            .filter(size -> isClients(check, size))
            .filter(size -> !isBounded(body, size) && !endsWithSent(body, e))
            .findFirst()
            .ifPresent(size -> report(check, e, size));
      }
    }
  }

  /** The numbers that say how much an expression makes; of an array there is one for each side. */
  private List<Expr> sizes(Check check, Expr e) {
    return size(e)
        .map(List::of)
        .orElseGet(() -> e instanceof Expr.Call c ? asked(check, c) : List.of());
  }

  private List<Expr> asked(Check check, Expr.Call call) {
    boolean counts =
        !call.args().isEmpty()
            && check.view().callOf(call).filter(c -> calls.contains(c.path())).isPresent();
    Expr first = counts ? call.args().getFirst() : call;
    return !counts
        ? List.of()
        : first instanceof Expr.Tuple sides ? sides.elements() : List.of(first);
  }

  /** The number that says how much an expression of the language makes. */
  private static Optional<Expr> size(Expr e) {
    return switch (e) {
      case Expr.BinOp b when b.op() == Operator.POW -> Optional.of(b.right());
      case Expr.BinOp b when b.op() == Operator.MULT && isDisplay(b.left()) ->
          Optional.of(b.right());
      case Expr.BinOp b when b.op() == Operator.MULT && isDisplay(b.right()) ->
          Optional.of(b.left());
      case Expr.Call c
          when c.function() instanceof Expr.Name n
              && MAKING.contains(n.id())
              && c.args().size() == 1 ->
          Optional.of(c.args().getFirst());
      default -> Optional.empty();
    };
  }

  private static boolean isDisplay(Expr e) {
    return e instanceof Expr.Str || e instanceof Expr.Bytes || e instanceof Expr.ListExpr;
  }

  /** {@code int(request.args["n"])}, also through the one value of a local name. */
  private static boolean isClients(Check check, Expr size) {
    Expr value = Values.display(size, check.view().module());
    return value instanceof Expr.Call c
        && c.function() instanceof Expr.Name n
        && NUMBERS.contains(n.id())
        && c.args().size() == 1
        && isRead(Values.display(c.args().getFirst(), check.view().module()));
  }

  private static boolean isRead(Expr e) {
    return switch (e) {
      case Expr.Subscript s -> isPart(s.value());
      case Expr.Call c ->
          c.function() instanceof Expr.Attribute a
              && a.attribute().equals("get")
              && isPart(a.value());
      default -> false;
    };
  }

  private static boolean isPart(Expr e) {
    return e instanceof Expr.Attribute a
        && PARTS.contains(a.attribute())
        && Set.of("request", "req").contains(NameTerms.last(a.value()));
  }

  /** Whether the function compares the number, or hands it to something that may. */
  private static boolean isBounded(List<Stmt> body, Expr size) {
    if (!(size instanceof Expr.Name name)) {
      return false;
    }
    boolean compares =
        Inside.any(body, Expr.Compare.class, c -> Inside.mentions(List.of((Node) c), name.id()));
    return compares
        || Inside.any(
            body,
            Expr.Call.class,
            c ->
                !MAKING.contains(NameTerms.last(c))
                    && c.args().stream()
                        .anyMatch(a -> a instanceof Expr.Name n && n.id().equals(name.id())));
  }

  /**
   * Whether a loop ends at the first thing that was not sent: {@code for i in range(n): x =
   * form.get(f"x-{i}")}, {@code if not x: return}. What is sent bounds it.
   */
  private static boolean endsWithSent(List<Stmt> body, Expr range) {
    return Inside.all(body, Stmt.For.class).stream()
        .filter(f -> f.iter() == range && f.target() instanceof Expr.Name)
        .anyMatch(f -> endsWithSent(f.body(), ((Expr.Name) f.target()).id()));
  }

  private static boolean endsWithSent(List<Stmt> loop, String counter) {
    return loop.size() > 1
        && loop.get(0) instanceof Stmt.Assign s
        && s.targets().getFirst() instanceof Expr.Name read
        && isRead(s.value())
        && Inside.mentions(List.of((Node) s.value()), counter)
        && loop.get(1) instanceof Stmt.If i
        && i.test() instanceof Expr.UnaryOp u
        && u.op() == UnaryOperator.NOT
        && u.operand() instanceof Expr.Name asked
        && asked.id().equals(read.id())
        && (i.body().getLast() instanceof Stmt.Return
            || i.body().getLast() instanceof Stmt.Raise
            || i.body().getLast() instanceof Stmt.Break);
  }

  private void report(Check check, Expr made, Expr size) {
    String name = Wording.written(size, check.view());
    check.report(
        check
            .present(Place.of(check.view().module(), made))
            .control(Control.REMOTE)
            .step(Place.of(check.view().module(), size), "a client chooses the number")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "present", "name", name)));
  }
}
