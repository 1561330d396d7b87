package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Whether a cipher only opens what others have sealed: they chose its mode and start value, and
 * nothing of the program is sealed by it.
 */
record OnlyOpened(Check check) {
  private static final Set<String> OPENING =
      Set.of("decryptor", "decrypt", "decrypt_and_verify", "verify");

  /** Returns the place that opens something, where a cipher, or the one around a mode, does so. */
  Optional<Situation.Found> of(CallSite call) {
    Expr cipher = cipher(call);
    return switch (parent(cipher)) {
      case Expr.Attribute a when OPENING.contains(a.attribute()) -> found(a);
      case Stmt.Assign s
          when s.targets().size() == 1 && s.targets().getFirst() instanceof Expr.Name n ->
          opens(call, n);
      default -> Optional.empty();
    };
  }

  /** {@code Cipher(AES(key), CBC(start))} around its mode; else the call itself. */
  private Expr cipher(CallSite call) {
    Node around = parent(call.node());
    Node outer = around instanceof Node.Keyword ? parent(around) : around;
    return outer instanceof Expr.Call c && NameTerms.last(c).equals("Cipher") ? c : call.node();
  }

  private Optional<Situation.Found> opens(CallSite call, Expr.Name cipher) {
    if (call.function().isEmpty()) {
      return Optional.empty();
    }
    List<Node> uses =
        Inside.all(call.function().get().node().body(), Expr.Name.class).stream()
            .filter(n -> n.id().equals(cipher.id()))
            .filter(n -> !(parent(n) instanceof Stmt.Assign s && s.targets().contains(n)))
            .map(this::parent)
            .toList();
    boolean isOnly =
        !uses.isEmpty()
            && uses.stream()
                .allMatch(u -> u instanceof Expr.Attribute a && OPENING.contains(a.attribute()));
    return isOnly ? found(uses.getFirst()) : Optional.empty();
  }

  private Optional<Situation.Found> found(Node opening) {
    Place place = Place.of(check.view().module(), opening);
    return Optional.of(
        new Situation.Found(
            "opened",
            Optional.of(new Finding.Evidence(place, "only opens what others have sealed"))));
  }

  private Node parent(Node node) {
    return check.view().parent(node).orElse(node);
  }
}
