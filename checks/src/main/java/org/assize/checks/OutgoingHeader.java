package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Whether a digest goes into a header of a request that the program sends, and nowhere else: the
 * service that is asked has fixed the algorithm.
 */
record OutgoingHeader(AlgorithmUse use) {
  /** Functions that send a request, by the libraries that are known for it. */
  private static final Set<String> SENDING =
      Set.of(
          "get", "post", "put", "patch", "delete", "head", "request", "fetch", "urlopen", "send");

  /** Returns where it does. */
  Optional<Surroundings.Named> place() {
    Node inner = use.call().node();
    Node around = parent(inner);
    while (isSame(inner, around)) {
      inner = around;
      around = parent(inner);
    }
    return around instanceof Expr.Dict headers && headers.values().contains(inner)
        ? sent(headers)
            .map(at ->
                new Surroundings.Named(
                    "the service that is asked reads it in a header",
                    Place.of(use.call().module(), at)))
        : Optional.empty();
  }

  /** {@code str(sha1(text).hexdigest())}. */
  private static boolean isSame(Node inner, Node around) {
    return switch (around) {
      case Expr.Attribute a -> Set.of("hexdigest", "digest", "decode").contains(a.attribute());
      case Expr.Call c -> c.function() == inner || NameTerms.last(c).equals("str") || prints(c);
      case Expr.JoinedStr _, Expr.FormattedValue _ -> true;
      default -> false;
    };
  }

  private static boolean prints(Expr.Call call) {
    return NameTerms.last(call).matches("(\\w*_)?(b64encode|b64|hexlify)");
  }

  private Optional<Node> sent(Expr.Dict headers) {
    Node around = parent(headers);
    if (isSent(around)) {
      return Optional.of(around);
    }
    return around instanceof Stmt.Assign s && s.targets().getFirst() instanceof Expr.Name name
        ? readers(s, name).stream().allMatch(n -> isSent(parent(n)) || isFilled(parent(n)))
            ? readers(s, name).stream().map(this::parent).filter(this::isSent).findFirst()
            : Optional.empty()
        : Optional.empty();
  }

  private List<Expr.Name> readers(Stmt.Assign assign, Expr.Name name) {
    return use.call().function().stream()
        .flatMap(f -> Inside.all(f.node().body(), Expr.Name.class).stream())
        .filter(n -> n.id().equals(name.id()) && n.start() > assign.end())
        .toList();
  }

  /** {@code headers["X-Time"] = now}. */
  private boolean isFilled(Node around) {
    return around instanceof Expr.Subscript s
        && parent(s) instanceof Stmt.Assign a
        && a.targets().contains(s);
  }

  /** {@code requests.get(address, headers=…)}. */
  private boolean isSent(Node around) {
    return around instanceof Node.Keyword k
        && "headers".equals(k.name())
        && parent(k) instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute
        && SENDING.contains(NameTerms.last(c));
  }

  private Node parent(Node node) {
    return use.view().parent(node).orElse(node);
  }
}
