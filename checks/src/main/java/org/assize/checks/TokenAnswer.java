package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** What a service answers that was asked for a token: the answer holds it. */
record TokenAnswer(ModuleView view) {
  private static final Pattern ADDRESS =
      Pattern.compile(".*/(token|tokens/refresh|access_token|oauth2?/token)/?");

  private static final Set<String> BODIES = Set.of("json", "text", "content");

  /** Whether an expression is the body of such an answer: {@code reply.json()}. */
  boolean is(Expr shown) {
    Expr body = shown instanceof Expr.Call c && c.args().isEmpty() ? c.function() : shown;
    return body instanceof Expr.Attribute a
        && BODIES.contains(a.attribute())
        && a.value() instanceof Expr.Name answer
        && Values.display(answer, view.module()) instanceof Expr.Call request
        && NameTerms.last(request).equals("post")
        && !request.args().isEmpty()
        && Inside.any(
            List.<Node>of(request.args().getFirst()),
            Expr.Str.class,
            s -> ADDRESS.matcher(s.value()).matches());
  }

  /**
   * Whether a statement runs only where what was answered holds no token: behind {@code if
   * "access_token" not in answer}, or where it could not be read as what is expected.
   */
  boolean isRefused(CallSite call, Expr shown) {
    Node inner = call.node();
    Optional<Node> outer = view.parent(inner);
    while (outer.isPresent() && !(outer.get() instanceof Stmt.FunctionDef)) {
      if (isLack(outer.get(), inner, shown)) {
        return true;
      }
      inner = outer.get();
      outer = view.parent(inner);
    }
    return false;
  }

  private boolean isLack(Node outer, Node inner, Expr shown) {
    return switch (outer) {
      case Stmt.If s -> s.body().contains(inner) && lacksToken(s.test());
      case Node.ExceptHandler h -> reads(h, shown);
      default -> false;
    };
  }

  private static boolean lacksToken(Expr test) {
    return Inside.any(
        List.of(test),
        Expr.Compare.class,
        c ->
            c.ops().getFirst() == CompareOperator.NOT_IN
                && c.left() instanceof Expr.Str key
                && key.value().endsWith("token"));
  }

  /** The handler of a model that did not fit what was answered. */
  private boolean reads(Node.ExceptHandler handler, Expr shown) {
    boolean isUnfit =
        handler.type() != null && NameTerms.last(handler.type()).equals("ValidationError");
    return isUnfit
        && view.parent(handler).orElse(handler) instanceof Stmt.Try t
        && Inside.all(t.body(), Expr.Attribute.class).stream()
            .anyMatch(a -> Wording.written(a, view).equals(Wording.written(shown, view)));
  }
}
