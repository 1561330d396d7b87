package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * Whether a digest is used for nothing but a path of files: it spreads them over folders, or names
 * them by what they hold.
 */
record DigestInPath(AlgorithmUse use) {
  /** What names of files end with. */
  private static final Pattern ENDING =
      Pattern.compile(
          "[\\w{}%-]*\\.(pem|crt|cer|der|crl|json|txt|log|dat|bin|cache|html|xml|ya?ml|png|jpe?g|gif|pdf|zip|gz|db)");

  private static final Set<String> PRINTING = Set.of("hexdigest", "digest", "decode", "encode");

  /** Returns where it becomes a part of a path, if that is all that becomes of it. */
  Optional<Surroundings.Named> place() {
    Optional<PythonFunction> function = use.call().function();
    if (function.isEmpty()) {
      return Optional.empty();
    }
    List<Node> ends = new ArrayList<>();
    boolean isOnly = follow(use.call().node(), function.get().node().body(), ends, 0);
    return isOnly && !ends.isEmpty()
        ? Optional.of(
            new Surroundings.Named(
                "a part of a path", Place.of(use.call().module(), ends.getFirst())))
        : Optional.empty();
  }

  /** Collects the paths that a value becomes a part of; false where it becomes anything else. */
  private boolean follow(Expr value, List<Stmt> body, List<Node> ends, int depth) {
    Node node = value;
    Node around = parent(node);
    while (isSameDigest(node, around)) {
      node = around;
      around = parent(node);
    }
    Optional<Node> path = path(node);
    if (path.isPresent()) {
      ends.add(path.get());
      return true;
    }
    if (!(around instanceof Stmt.Assign s)
        || !(s.targets().getFirst() instanceof Expr.Name kept)
        || depth > 2) {
      return around instanceof Expr.Attribute a && a.attribute().equals("update");
    }
    return Inside.all(body, Expr.Name.class).stream()
        .filter(n -> n.id().equals(kept.id()) && n != kept && n.start() > s.end())
        .allMatch(n -> follow(n, body, ends, depth + 1));
  }

  private Node parent(Node node) {
    return use.view().parent(node).orElse(node);
  }

  /** {@code digest.hexdigest()[:2]}. */
  private static boolean isSameDigest(Node node, Node around) {
    return switch (around) {
      case Expr.Attribute a -> PRINTING.contains(a.attribute());
      case Expr.Call c -> c.function() == node;
      case Expr.Subscript s -> s.value() == node;
      default -> false;
    };
  }

  /** The text with a slash, or the call that joins paths, which a value is a part of. */
  private Optional<Node> path(Node value) {
    Node at = value;
    for (Node around = parent(at); around != at && !(around instanceof Stmt); around = parent(at)) {
      boolean isPath =
          switch (around) {
            case Expr.BinOp b when b.op() == Operator.MOD -> isPathText(b.left());
            case Expr.JoinedStr j ->
                j.values().stream().anyMatch(DigestInPath::isPathText)
                    && j.values().stream().noneMatch(DigestInPath::isAddress);
            case Expr.Call c -> isJoin(c) || (c.function() != at && isFormat(c));
            default -> false;
          };
      if (isPath) {
        return Optional.of(around);
      }
      at = around;
    }
    return Optional.empty();
  }

  private boolean isJoin(Expr.Call call) {
    return use.view()
        .callOf(call)
        .filter(c -> c.path().equals("os.path.join") || c.path().equals("posixpath.join"))
        .isPresent();
  }

  private static boolean isFormat(Expr.Call call) {
    return call.function() instanceof Expr.Attribute a
        && a.attribute().equals("format")
        && isPathText(a.value());
  }

  private static boolean isPathText(Expr text) {
    return text instanceof Expr.Str s
        && (s.value().contains("/") || ENDING.matcher(s.value()).matches())
        && !isAddress(text);
  }

  private static boolean isAddress(Expr text) {
    return text instanceof Expr.Str s && (s.value().contains("://") || s.value().contains("?"));
  }
}
