package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds decisions on the address of a client that the client writes into a header.
 *
 * @param headers names of such headers, in lower case, with hyphens
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the header
 */
public record ClientAddress(Set<String> headers, Map<String, String> say) implements Detector {
  /** Checks the sentences. */
  public ClientAddress {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (Expr.Compare compare : check.view().all(Expr.Compare.class)) {
      if (decides(check, compare)) {
        Optional<Expr.Str> header =
            header(check, compare.left(), 3)
                .or(() -> header(check, compare.comparators().getFirst(), 3));
        if (header.isPresent() && !isPresence(compare)) {
          report(check, compare, header.get());
        }
      }
    }
  }

  /** Whether a value is compared with none or the empty text only. */
  private static boolean isPresence(Expr.Compare compare) {
    Expr right = compare.comparators().getFirst();
    return right instanceof Expr.None
        || (right instanceof Expr.Str s && s.value().length() <= 1)
        || compare.left() instanceof Expr.Str;
  }

  private static boolean decides(Check check, Expr.Compare compare) {
    Node inner = compare;
    Optional<Node> outer = check.view().parent(compare);
    while (outer.isPresent() && !(inner instanceof Stmt)) {
      inner = outer.get();
      outer = check.view().parent(inner);
    }
    return inner instanceof Stmt.If || inner instanceof Stmt.Return;
  }

  /** The header in an expression, or in what a name that is bound once stands for. */
  private Optional<Expr.Str> header(Check check, Expr value, int depth) {
    Optional<Expr.Str> here =
        Inside.all(List.of((Node) value), Expr.Str.class).stream()
            .filter(s -> headers.contains(plain(s.value())))
            .findFirst();
    if (here.isPresent() || depth == 0) {
      return here;
    }
    return Inside.all(List.of((Node) value), Expr.Name.class).stream()
        .map(n -> (Expr) n)
        .filter(n -> Values.display(n, check.view().module()) != n)
        .flatMap(n -> header(check, Values.display(n, check.view().module()), depth - 1).stream())
        .findFirst();
  }

  private static String plain(String text) {
    String lower = text.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    return lower.startsWith("http-") ? lower.substring(5) : lower;
  }

  private void report(Check check, Expr.Compare compare, Expr.Str header) {
    check.report(
        check
            .present(Place.of(check.view().module(), compare))
            .control(Control.REMOTE)
            .step(Place.of(check.view().module(), header), "a client writes this header")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", header.value())));
  }
}
