package org.assize.checks;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What a client sends beside its signature: it goes into the keyed digest as a part of the message,
 * so whoever sends it has chosen it, and it opens nothing.
 */
final class SignedMessage {
  /** The argument of a keyed digest that is its message. */
  private static final Set<String> MESSAGES = Set.of("msg", "message", "data");

  private static final Set<String> READING = Set.of("get", "pop");

  private SignedMessage() {}

  /** Whether a name is read from a request and goes into such a digest in the same function. */
  static boolean holds(CallSite at, Expr shown) {
    if (!(shown instanceof Expr.Name name) || !isRead(name, at)) {
      return false;
    }
    return at.function().stream()
        .flatMap(f -> Inside.all(f.node().body(), Expr.Call.class).stream())
        .filter(SignedMessage::isKeyed)
        .anyMatch(c -> Inside.mentions(messages(c), name.id()) && !isKey(c, name.id()));
  }

  /** Whether all that a name is given is an entry of something. */
  private static boolean isRead(Expr.Name name, CallSite at) {
    List<Expr> given =
        at.function().stream()
            .flatMap(f -> Inside.all(f.node().body(), Stmt.Assign.class).stream())
            .filter(s -> s.targets().getFirst() instanceof Expr.Name n && n.id().equals(name.id()))
            .map(Stmt.Assign::value)
            .toList();
    return !given.isEmpty() && given.stream().allMatch(SignedMessage::isEntry);
  }

  private static boolean isEntry(Expr value) {
    return switch (value) {
      case Expr.Call c ->
          c.function() instanceof Expr.Attribute a && READING.contains(a.attribute());
      case Expr.Subscript s -> s.index() instanceof Expr.Str;
      default -> false;
    };
  }

  /** {@code hmac.new(key, message, …)}, {@code hmac.digest(key, message, …)}. */
  private static boolean isKeyed(Expr.Call call) {
    return call.function() instanceof Expr.Attribute a
        && NameTerms.last(a.value()).equals("hmac")
        && Set.of("new", "digest", "HMAC").contains(a.attribute());
  }

  private static List<Node> messages(Expr.Call call) {
    return Stream.concat(
            call.args().stream().skip(1).limit(1),
            call.keywords().stream()
                .filter(k -> MESSAGES.contains(k.name()))
                .map(Node.Keyword::value))
        .map(e -> (Node) e)
        .toList();
  }

  private static boolean isKey(Expr.Call call, String name) {
    return Stream.concat(
            call.args().stream().limit(1),
            call.keywords().stream().filter(k -> "key".equals(k.name())).map(Node.Keyword::value))
        .anyMatch(e -> Inside.mentions(List.of(e), name));
  }
}
