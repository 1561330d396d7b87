package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** The parts of which an expression puts a link together, from its begin to its end. */
final class LinkText {
  /** Methods that give back the text of their object, with more or with less of it. */
  private static final Set<String> METHODS =
      Set.of(
          "format",
          "join",
          "strip",
          "rstrip",
          "lstrip",
          "removesuffix",
          "removeprefix",
          "replace",
          "lower",
          "geturl");

  /** Functions that join what they are given. */
  private static final Set<String> JOINS =
      Set.of("urljoin", "urlunparse", "urlunsplit", "str", "build_absolute_uri");

  private LinkText() {}

  /** Returns what is joined; what is handed to any other function is no part of the text. */
  static Stream<Expr> parts(Expr text, PythonModule module) {
    return switch (SingleUse.behind(text, module)) {
      case Expr.JoinedStr j -> all(j.values(), module);
      case Expr.FormattedValue f -> parts(f.value(), module);
      case Expr.BinOp b -> all(List.of(b.left(), b.right()), module);
      case Expr.IfExp i -> all(List.of(i.body(), i.orelse()), module);
      case Expr.BoolOp b -> all(b.values(), module);
      case Expr.Tuple t -> all(t.elements(), module);
      case Expr.ListExpr l -> all(l.elements(), module);
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a && METHODS.contains(a.attribute()) ->
          Stream.concat(parts(a.value(), module), given(c, module));
      case Expr.Call c when JOINS.contains(NameTerms.last(c)) -> given(c, module);
      case Expr other -> Stream.of(other);
    };
  }

  /** Returns the part that a link begins with. */
  static Optional<Expr> begin(Expr text, PythonModule module) {
    return parts(text, module).findFirst();
  }

  private static Stream<Expr> given(Expr.Call call, PythonModule module) {
    return Stream.concat(
        all(call.args(), module),
        call.keywords().stream().map(Node.Keyword::value).flatMap(v -> parts(v, module)));
  }

  private static Stream<Expr> all(List<Expr> texts, PythonModule module) {
    return texts.stream().flatMap(t -> parts(t, module));
  }
}
