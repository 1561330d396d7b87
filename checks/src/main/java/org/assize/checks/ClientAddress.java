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
  private static final Set<String> READING =
      Set.of("get", "getlist", "get_all", "getheader", "get_header", "header", "pop");

  private static final Set<String> FORMS =
      Set.of(
          "split",
          "rsplit",
          "strip",
          "lower",
          "partition",
          "pop",
          "str",
          "ip_address",
          "IPAddress");

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
    Node inner = check.view().statement(compare);
    return inner instanceof Stmt.If || inner instanceof Stmt.Return;
  }

  /** The header whose text a value is, in other form at most. */
  private Optional<Expr.Str> header(Check check, Expr value, int depth) {
    return switch (value) {
      case Expr.Subscript s ->
          named(s.index()).or(() -> header(check, s.value(), depth)); // of a list in it
      case Expr.Call c when c.function() instanceof Expr.Attribute method ->
          c.args().stream()
              .findFirst()
              .filter(a -> READING.contains(method.attribute()))
              .flatMap(this::named)
              .or(() ->
                  FORMS.contains(method.attribute())
                      ? header(check, method.value(), depth)
                      : Optional.empty());
      case Expr.Call c when c.args().size() == 1 && c.function() instanceof Expr.Name n ->
          FORMS.contains(n.id()) ? header(check, c.args().getFirst(), depth) : Optional.empty();
      case Expr.BoolOp e ->
          e.values().stream().flatMap(v -> header(check, v, depth).stream()).findFirst();
      case Expr.Name n -> {
        Expr bound = Values.display(n, check.view().module());
        yield bound == n || depth == 0 ? Optional.empty() : header(check, bound, depth - 1);
      }
      default -> Optional.empty();
    };
  }

  private Optional<Expr.Str> named(Expr key) {
    return key instanceof Expr.Str s && headers.contains(plain(s.value()))
        ? Optional.of(s)
        : Optional.empty();
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
