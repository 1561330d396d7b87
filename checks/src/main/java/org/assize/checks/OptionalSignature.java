package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Finds signatures of requests that are checked only where one was sent: who leaves the header out
 * passes.
 *
 * @param signatureTerms words of headers that hold a signature
 * @param comparing words of functions that check one
 * @param otherTerms words of what may ask for something else instead
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the header
 */
public record OptionalSignature(
    Set<String> signatureTerms,
    Set<String> comparing,
    Set<String> otherTerms,
    Map<String, String> say)
    implements Detector {
  private static final Set<String> LEAVING = Set.of("abort", "exit", "fail", "deny");

  private static final List<String> REFUSALS =
      List.of("forbidden", "unauthorized", "bad-request", "denied", "not-allowed");

  /** Checks the sentences. */
  public OptionalSignature {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (PythonFunction function : check.view().module().scopes().functions()) {
      List<Stmt> body = function.node().body();
      for (int i = 0; i + 1 < body.size(); i++) {
        if (body.get(i) instanceof Stmt.If asked
            && asked.orelse().isEmpty()
            && checks(asked.body())
            && !turnsAway(body.get(i + 1))
            && !asksOtherwise(check, function, asked)) {
          header(check, asked.test()).ifPresent(name -> report(check, asked, name));
        }
      }
    }
  }

  /** The header whose presence is the condition. */
  private Optional<String> header(Check check, Expr test) {
    return switch (test) {
      case Expr.Compare c
          when c.ops().getFirst() == CompareOperator.IN
              && c.left() instanceof Expr.Str key
              && NameTerms.last(c.comparators().getFirst()).matches("headers|META") ->
          named(key);
      case Expr.Compare c
          when c.ops().getFirst() == CompareOperator.IS_NOT
              && c.comparators().getFirst() instanceof Expr.None ->
          read(check, c.left());
      case Expr.Name _, Expr.Call _ -> read(check, test);
      default -> Optional.empty();
    };
  }

  /** {@code request.headers.get("X-Signature")}, also by a local name. */
  private Optional<String> read(Check check, Expr e) {
    Expr value = e instanceof Expr.Name ? Values.display(e, check.view().module()) : e;
    return value instanceof Expr.Call c
            && c.function() instanceof Expr.Attribute get
            && get.attribute().equals("get")
            && NameTerms.last(get.value()).matches("headers|META")
            && c.args().size() == 1
            && c.args().getFirst() instanceof Expr.Str key
        ? named(key)
        : Optional.empty();
  }

  private Optional<String> named(Expr.Str key) {
    return NameTerms.speaksOf(key.value(), signatureTerms)
        ? Optional.of(key.value())
        : Optional.empty();
  }

  /** Whether a wrong signature is refused, and a right one goes on behind it. */
  private boolean checks(List<Stmt> body) {
    boolean compares =
        Inside.any(body, Expr.Call.class, c -> NameTerms.speaksOf(NameTerms.last(c), comparing));
    boolean refuses =
        Inside.any(body, Stmt.If.class, i -> i.body().stream().anyMatch(this::refuses));
    return compares && refuses && !refuses(body.getLast());
  }

  /** Whether what has no signature is answered with a refusal. */
  private boolean turnsAway(Stmt statement) {
    if (!(statement instanceof Stmt.Return answer)) {
      return refuses(statement);
    }
    return answer.value() == null
        || answer.value() instanceof Expr.None
        || Inside.any(List.of((Node) answer), Expr.class, OptionalSignature::isRefusal);
  }

  private static boolean isRefusal(Expr e) {
    return switch (e) {
      case Expr.Bool b -> !b.value();
      case Expr.Int n -> n.value() >= 400 && n.value() < 500;
      case Expr.Name n -> NameTerms.speaksOf(n.id(), REFUSALS);
      case Expr.Attribute a -> NameTerms.speaksOf(a.attribute(), REFUSALS);
      default -> false;
    };
  }

  private boolean refuses(Stmt statement) {
    return switch (statement) {
      case Stmt.Raise _, Stmt.Return _ -> true;
      case Stmt.ExprStmt s ->
          s.value() instanceof Expr.Call c && LEAVING.contains(NameTerms.last(c));
      default -> false;
    };
  }

  /** Whether the function, or what decorates it, speaks of another way to show who is asking. */
  private boolean asksOtherwise(Check check, PythonFunction function, Stmt.If asked) {
    boolean[] found = {false};
    Nodes.forEach(
        function.node(),
        node -> {
          boolean isInside = asked.start() <= node.start() && node.end() <= asked.end();
          found[0] |= !isInside && NameTerms.speaksOf(word(node), otherTerms);
        });
    return found[0] || check.inTest();
  }

  private static String word(Node node) {
    return switch (node) {
      case Expr.Name n -> n.id();
      case Expr.Attribute a -> a.attribute();
      case Expr.Str s when s.value().length() < 40 -> s.value();
      default -> "";
    };
  }

  private void report(Check check, Stmt.If asked, String name) {
    Place place = Place.of(check.view().module(), asked.test());
    check.report(
        check
            .present(place)
            .control(Control.REMOTE)
            .step(place, "without the header nothing is checked")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "present", "name", name)));
  }
}
