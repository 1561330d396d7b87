package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Whether a cipher only opens what others have sealed: they chose its mode and start value, and
 * nothing of the program is sealed by it, or only a constant that anybody may know.
 */
record OnlyOpened(ModuleView view, Values values) {
  private static final Set<String> OPENING =
      Set.of("decryptor", "decrypt", "decrypt_and_verify", "verify");

  private static final Set<String> CONVERTING =
      Set.of("fromhex", "unhexlify", "a2b_hex", "b64decode", "bytes", "bytearray");

  /** Returns the place that opens something, where a cipher, or the one around a mode, does so. */
  Optional<Situation.Found> of(CallSite call) {
    Expr cipher = cipher(call);
    return switch (parent(cipher)) {
      case Expr.Attribute a when OPENING.contains(a.attribute()) -> found(a);
      case Expr.Attribute a when a.attribute().equals("encryptor") -> fixed(call, a);
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

  /** {@code ecb = cipher.encryptor()}, to which nothing but constants of the program are given. */
  private Optional<Situation.Found> fixed(CallSite call, Expr.Attribute sealing) {
    if (!(parent(parent(sealing)) instanceof Stmt.Assign s)
        || !(s.targets().getFirst() instanceof Expr.Name sealer)
        || call.function().isEmpty()) {
      return Optional.empty();
    }
    List<Node> uses =
        Inside.all(call.function().get().node().body(), Expr.Name.class).stream()
            .filter(n -> n != sealer && n.id().equals(sealer.id()))
            .map(this::parent)
            .toList();
    boolean isOnly =
        !uses.isEmpty()
            && uses.stream()
                .allMatch(u ->
                    u instanceof Expr.Attribute a
                        && parent(a) instanceof Expr.Call c
                        && c.args().stream().allMatch(e -> isFixed(e, call)));
    return isOnly
        ? Optional.of(
            new Situation.Found(
                "constant",
                Optional.of(
                    new Finding.Evidence(
                        Place.of(view.module(), uses.getFirst()),
                        "only a constant of the program goes in"))))
        : Optional.empty();
  }

  private boolean isFixed(Expr value, CallSite call) {
    return switch (value) {
      case Expr.Name n when call.module().scopes().onlyValue(n).isPresent() ->
          isFixed(call.module().scopes().onlyValue(n).get(), call);
      case Expr.Call c ->
          CONVERTING.contains(NameTerms.last(c))
              && !c.args().isEmpty()
              && c.args().stream().allMatch(e -> isFixed(e, call));
      default -> values.constant(value, call.module()).isPresent();
    };
  }

  private Optional<Situation.Found> found(Node opening) {
    Place place = Place.of(view.module(), opening);
    return Optional.of(
        new Situation.Found(
            "opened",
            Optional.of(new Finding.Evidence(place, "only opens what others have sealed"))));
  }

  private Node parent(Node node) {
    return view.parent(node).orElse(node);
  }
}
