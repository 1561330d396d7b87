package org.assize.checks;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

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
}
