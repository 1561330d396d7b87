package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Whether a connection is made for nothing but itself: only the certificate is read, or it is tried
 * whether somebody answers. Nothing is sent or received, so nobody trusts whoever answers.
 */
record CertificateProbe(Check check) {
  private static final Set<String> READING =
      Set.of(
          "getpeercert",
          "get_unverified_chain",
          "get_verified_chain",
          "getpeername",
          "version",
          "cipher",
          "selected_alpn_protocol",
          "do_handshake",
          "connect",
          "settimeout",
          "setblocking",
          "shutdown",
          "unwrap",
          "close");

  /** Methods of a connection that send nothing of which anybody learns. */
  private static final Set<String> ENDING =
      Set.of("quit", "logout", "close", "shutdown", "noop", "ehlo", "helo", "getwelcome");

  /**
   * Returns where the certificate is read, for {@code context.verify_mode} that is written; or that
   * a call tries whether it succeeds, and the object which it makes is dropped, or only ended.
   */
  Optional<Situation.Found> of(Expr target) {
    if (target instanceof Expr.Call made) {
      return isClass(NameTerms.last(made)) && isTried(made) && isDropped(made)
          ? Optional.of(probe(Place.of(check.view().module(), made), "nothing is sent over it"))
          : Optional.empty();
    }
    Optional<PythonFunction> function = check.view().module().scopes().functionAt(target.start());
    return target instanceof Expr.Attribute(_, _, Expr.Name context, _) && function.isPresent()
        ? read(context, function.get().node().body())
            .map(place -> probe(place, "only the certificate is read"))
        : Optional.empty();
  }

  private static Situation.Found probe(Place place, String why) {
    return new Situation.Found("probe", Optional.of(new Finding.Evidence(place, why)));
  }

  private static boolean isClass(String name) {
    return !name.isEmpty() && Character.isUpperCase(name.charAt(0));
  }

  private boolean isTried(Expr.Call made) {
    Node inner = made;
    Optional<Node> outer = check.view().parent(made);
    while (outer.isPresent() && !(outer.get() instanceof Stmt.FunctionDef)) {
      if (outer.get() instanceof Stmt.Try t && t.body().contains(inner)) {
        return true;
      }
      inner = outer.get();
      outer = check.view().parent(inner);
    }
    return false;
  }

  private boolean isDropped(Expr.Call made) {
    Optional<PythonFunction> function = check.view().module().scopes().functionAt(made.start());
    if (check.view().parent(made).orElse(made) instanceof Stmt.ExprStmt) {
      return true;
    }
    Optional<Expr.Name> bound = bound(made);
    if (bound.isEmpty() || function.isEmpty()) {
      return false;
    }
    return Inside.all(function.get().node().body(), Expr.Name.class).stream()
        .filter(n -> n != bound.get() && n.id().equals(bound.get().id()))
        .map(n -> check.view().parent(n).orElse(n))
        .allMatch(u -> u instanceof Expr.Attribute a && ENDING.contains(a.attribute()));
  }

  private Optional<Place> read(Expr.Name context, List<Stmt> body) {
    List<Expr.Call> wrapping =
        Inside.all(body, Expr.Call.class).stream()
            .filter(c ->
                c.function() instanceof Expr.Attribute(_, _, Expr.Name of, String method)
                    && method.equals("wrap_socket")
                    && of.id().equals(context.id()))
            .toList();
    Optional<Expr.Name> socket =
        wrapping.size() == 1 ? bound(wrapping.getFirst()) : Optional.empty();
    if (socket.isEmpty() || isHandedOn(context, body)) {
      return Optional.empty();
    }
    List<Node> uses =
        Inside.all(body, Expr.Name.class).stream()
            .filter(n -> n != socket.get() && n.id().equals(socket.get().id()))
            .filter(n -> n.start() > wrapping.getFirst().start())
            .map(n -> check.view().parent(n).orElse(n))
            .toList();
    boolean isOnly =
        uses.stream()
            .allMatch(u -> u instanceof Expr.Attribute a && READING.contains(a.attribute()));
    return isOnly
        ? uses.stream()
            .filter(u -> ((Expr.Attribute) u).attribute().startsWith("get"))
            .findFirst()
            .map(u -> Place.of(check.view().module(), u))
        : Optional.empty();
  }

  /** Whether the context goes to somebody else as well. */
  private boolean isHandedOn(Expr.Name context, List<Stmt> body) {
    return Inside.all(body, Expr.Name.class).stream()
        .filter(n -> n.id().equals(context.id()))
        .map(n -> check.view().parent(n).orElse(n))
        .anyMatch(p -> !(p instanceof Expr.Attribute) && !(p instanceof Stmt.Assign));
  }

  private Optional<Expr.Name> bound(Expr.Call made) {
    return switch (check.view().parent(made).orElse(made)) {
      case Stmt.Assign s when s.targets().getFirst() instanceof Expr.Name n -> Optional.of(n);
      case Node.WithItem w when w.target() instanceof Expr.Name n -> Optional.of(n);
      default -> Optional.empty();
    };
  }
}
