package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.program.PythonModule;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;

/**
 * Finds hashes of a key and a text behind it that stand for a signature: who has one can compute
 * the next, of a longer text (length extension).
 *
 * @param hashes hashes whose result is their whole state
 * @param keyTerms last words of names of keys
 * @param comparers functions that compare a signature
 * @param say sentences for {@code present}, {@code made} (nothing is compared) and {@code test};
 *     {@code {name}} is the hash
 */
public record SecretPrefix(
    Set<String> hashes, Set<String> keyTerms, Set<String> comparers, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public SecretPrefix {
    Sentences.require(say, List.of("present", "made", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (hashes.contains(call.path()) && !call.node().args().isEmpty()) {
        key(call.node().args().getFirst(), check).ifPresent(key -> report(check, call, key));
      }
    }
  }

  /** The key at the begin of what is hashed, if more than constants follows it. */
  private Optional<Expr> key(Expr hashed, Check check) {
    Expr text = Values.display(unwrapped(hashed), check.view().module());
    return switch (unwrapped(text)) {
      case Expr.BinOp sum when sum.op() == Operator.ADD -> {
        Expr first = sum.left();
        while (first instanceof Expr.BinOp inner && inner.op() == Operator.ADD) {
          first = inner.left();
        }
        yield isKey(first) && isOpen(sum.right(), check) ? Optional.of(first) : Optional.empty();
      }
      case Expr.JoinedStr joined
          when joined.values().size() > 1
              && joined.values().getFirst() instanceof Expr.FormattedValue first ->
          isKey(first.value())
                  && joined.values().subList(1, joined.values().size()).stream()
                      .anyMatch(v -> v instanceof Expr.FormattedValue f && isOpen(f.value(), check))
              ? Optional.of(first.value())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** {@code text.encode()} is the text, {@code (…)} what stands in it. */
  private static Expr unwrapped(Expr value) {
    return value instanceof Expr.Call c
            && c.function() instanceof Expr.Attribute a
            && a.attribute().equals("encode")
        ? a.value()
        : value;
  }

  private boolean isKey(Expr value) {
    String name =
        unwrapped(value) instanceof Expr.Subscript s && s.index() instanceof Expr.Str key
            ? key.value()
            : NameTerms.last(unwrapped(value));
    return NameTerms.endsWith(name, keyTerms);
  }

  /** Another key at the end, or fixed text, cannot be made longer by others. */
  private boolean isOpen(Expr last, Check check) {
    PythonModule module = check.view().module();
    return !isKey(last) && check.program().values().literal(last, module).isEmpty();
  }

  private void report(Check check, CallSite call, Expr key) {
    boolean isCompared =
        call.function()
            .filter(f ->
                check.view().callsIn(f).stream().anyMatch(c -> comparers.contains(c.path()))
                    || Inside.any(
                        f.node().body(), Expr.Compare.class, c -> holds(c, call, check.view())))
            .isPresent();
    String which = check.inTest() ? "test" : isCompared ? "present" : "made";
    Finding.Builder finding =
        isCompared || check.inTest()
            ? check.present(call.place())
            : Finding.caution(check.weakness(), call.place(), Reason.EXPOSED_TO_CALLERS);
    check.report(
        finding
            .step(Place.of(call.module(), key), "the key comes first")
            .saying(new Sentences(say).fill(which, "name", call.path())));
  }

  /** Whether a comparison has the hash in it, or the variable that holds it. */
  private static boolean holds(Expr.Compare comparison, CallSite call, ModuleView view) {
    Set<String> names =
        Set.copyOf(
            Destination.of(call.node(), view).stream().map(Destination::name).distinct().toList());
    if (comparison.ops().stream()
        .noneMatch(o -> o == CompareOperator.EQ || o == CompareOperator.NOT_EQ)) {
      return false; // how long something is tells nothing of what it is for
    }
    return Inside.any(List.of((Node) comparison), Expr.Name.class, n -> names.contains(n.id()))
        || Inside.any(List.of((Node) comparison), Expr.Call.class, c -> c == call.node());
  }
}
