package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Whether a connection without a check is made for the certificate alone: it is read, and nothing
 * is sent or received, so nobody trusts whoever answers.
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

  /** Returns where the certificate is read, for {@code context.verify_mode} that is written. */
  Optional<Situation.Found> of(Expr target) {
    Optional<PythonFunction> function = check.view().module().scopes().functionAt(target.start());
    return target instanceof Expr.Attribute(_, _, Expr.Name context, _) && function.isPresent()
        ? read(context, function.get().node().body())
            .map(place ->
                new Situation.Found(
                    "probe",
                    Optional.of(new Finding.Evidence(place, "only the certificate is read"))))
        : Optional.empty();
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
