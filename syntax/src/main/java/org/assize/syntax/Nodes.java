package org.assize.syntax;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks trees. */
public final class Nodes {
  private Nodes() {}

  /**
   * Hands each child of a node to a consumer, in the order of the fields of CPython's {@code ast}
   * except that decorators come first, values of defaults with their parameters, and the items of a
   * dictionary as key and value in turn: the order of the text, but for {@code IfExp} (test, body,
   * orelse) and comprehensions (element before the clauses).
   */
  public static void forEachChild(Node node, Consumer<? super Node> visit) {
    switch (node) {
      case Stmt s -> statement(s, visit);
      case Expr e -> expression(e, visit);
      case Pattern p -> pattern(p, visit);
      case Node.Module n -> all(n.body(), visit);
      case Node.Parameters n -> {
        all(n.posonly(), visit);
        all(n.args(), visit);
        maybe(n.vararg(), visit);
        all(n.kwonly(), visit);
        maybe(n.kwarg(), visit);
      }
      case Node.Parameter n -> {
        maybe(n.tuple(), visit);
        maybe(n.annotation(), visit);
        maybe(n.defaultValue(), visit);
      }
      case Node.Keyword n -> visit.accept(n.value());
      case Node.Comprehension n -> {
        visit.accept(n.target());
        visit.accept(n.iter());
        all(n.ifs(), visit);
      }
      case Node.Alias _ -> {}
      case Node.WithItem n -> {
        visit.accept(n.context());
        maybe(n.target(), visit);
      }
      case Node.ExceptHandler n -> {
        maybe(n.type(), visit);
        maybe(n.target(), visit);
        all(n.body(), visit);
      }
      case Node.MatchCase n -> {
        visit.accept(n.pattern());
        maybe(n.guard(), visit);
        all(n.body(), visit);
      }
      case Node.TypeParam n -> {
        maybe(n.bound(), visit);
        maybe(n.defaultValue(), visit);
      }
    }
  }

  /**
   * Hands a node and everything below it to a consumer, parents first. Recurses: at most {@link
   * Parser#MAX_HEIGHT} levels deep, so run it on a thread with room for them.
   */
  public static void forEach(Node root, Consumer<? super Node> visit) {
    new Consumer<Node>() {
      @Override
      public void accept(Node node) {
        visit.accept(node);
        forEachChild(node, this);
      }
    }.accept(root);
  }

  private static void all(List<? extends Node> nodes, Consumer<? super Node> visit) {
    for (int i = 0, n = nodes.size(); i < n; i++) {
      visit.accept(nodes.get(i));
    }
  }

  private static void maybe(@Nullable Node node, Consumer<? super Node> visit) {
    if (node != null) {
      visit.accept(node);
    }
  }

  private static void statement(Stmt statement, Consumer<? super Node> visit) {
    switch (statement) {
      case Stmt.FunctionDef s -> {
        all(s.decorators(), visit);
        all(s.typeParams(), visit);
        visit.accept(s.parameters());
        maybe(s.returns(), visit);
        all(s.body(), visit);
      }
      case Stmt.ClassDef s -> {
        all(s.decorators(), visit);
        all(s.typeParams(), visit);
        all(s.bases(), visit);
        all(s.keywords(), visit);
        all(s.body(), visit);
      }
      case Stmt.Return s -> maybe(s.value(), visit);
      case Stmt.Delete s -> all(s.targets(), visit);
      case Stmt.Assign s -> {
        all(s.targets(), visit);
        visit.accept(s.value());
      }
      case Stmt.TypeAlias s -> {
        visit.accept(s.name());
        all(s.typeParams(), visit);
        visit.accept(s.value());
      }
      case Stmt.AugAssign s -> {
        visit.accept(s.target());
        visit.accept(s.value());
      }
      case Stmt.AnnAssign s -> {
        visit.accept(s.target());
        visit.accept(s.annotation());
        maybe(s.value(), visit);
      }
      case Stmt.For s -> {
        visit.accept(s.target());
        visit.accept(s.iter());
        all(s.body(), visit);
        all(s.orelse(), visit);
      }
      case Stmt.While s -> {
        visit.accept(s.test());
        all(s.body(), visit);
        all(s.orelse(), visit);
      }
      case Stmt.If s -> {
        visit.accept(s.test());
        all(s.body(), visit);
        all(s.orelse(), visit);
      }
      case Stmt.With s -> {
        all(s.items(), visit);
        all(s.body(), visit);
      }
      case Stmt.Match s -> {
        visit.accept(s.subject());
        all(s.cases(), visit);
      }
      case Stmt.Raise s -> {
        maybe(s.exception(), visit);
        maybe(s.cause(), visit);
        all(s.legacy(), visit);
      }
      case Stmt.Try s -> {
        all(s.body(), visit);
        all(s.handlers(), visit);
        all(s.orelse(), visit);
        all(s.finalbody(), visit);
      }
      case Stmt.Assert s -> {
        visit.accept(s.test());
        maybe(s.message(), visit);
      }
      case Stmt.Import s -> all(s.names(), visit);
      case Stmt.ImportFrom s -> all(s.names(), visit);
      case Stmt.ExprStmt s -> visit.accept(s.value());
      case Stmt.Print s -> {
        maybe(s.dest(), visit);
        all(s.values(), visit);
      }
      case Stmt.Exec s -> {
        visit.accept(s.code());
        maybe(s.globals(), visit);
        maybe(s.locals(), visit);
      }
      case Stmt.Bad s -> all(s.body(), visit);
      case Stmt.Global _, Stmt.Nonlocal _, Stmt.Pass _, Stmt.Break _, Stmt.Continue _ -> {}
    }
  }

  private static void expression(Expr expression, Consumer<? super Node> visit) {
    switch (expression) {
      case Expr.Name _,
          Expr.Str _,
          Expr.Bytes _,
          Expr.Int _,
          Expr.BigInt _,
          Expr.Real _,
          Expr.Imaginary _,
          Expr.Bool _,
          Expr.None _,
          Expr.Ellipsis _ -> {}
      case Expr.Attribute e -> visit.accept(e.value());
      case Expr.Call e -> {
        visit.accept(e.function());
        all(e.args(), visit);
        all(e.keywords(), visit);
      }
      case Expr.Subscript e -> {
        visit.accept(e.value());
        visit.accept(e.index());
      }
      case Expr.BoolOp e -> all(e.values(), visit);
      case Expr.NamedExpr e -> {
        visit.accept(e.target());
        visit.accept(e.value());
      }
      case Expr.BinOp e -> {
        visit.accept(e.left());
        visit.accept(e.right());
      }
      case Expr.UnaryOp e -> visit.accept(e.operand());
      case Expr.Lambda e -> {
        visit.accept(e.parameters());
        visit.accept(e.body());
      }
      case Expr.IfExp e -> {
        visit.accept(e.test());
        visit.accept(e.body());
        visit.accept(e.orelse());
      }
      case Expr.Dict e -> {
        for (int i = 0; i < e.values().size(); i++) {
          maybe(e.keys().get(i), visit);
          visit.accept(e.values().get(i));
        }
      }
      case Expr.SetExpr e -> all(e.elements(), visit);
      case Expr.ListExpr e -> all(e.elements(), visit);
      case Expr.Tuple e -> all(e.elements(), visit);
      case Expr.ListComp e -> {
        visit.accept(e.element());
        all(e.generators(), visit);
      }
      case Expr.SetComp e -> {
        visit.accept(e.element());
        all(e.generators(), visit);
      }
      case Expr.GeneratorExp e -> {
        visit.accept(e.element());
        all(e.generators(), visit);
      }
      case Expr.DictComp e -> {
        visit.accept(e.key());
        visit.accept(e.value());
        all(e.generators(), visit);
      }
      case Expr.Await e -> visit.accept(e.value());
      case Expr.Yield e -> maybe(e.value(), visit);
      case Expr.YieldFrom e -> visit.accept(e.value());
      case Expr.Compare e -> {
        visit.accept(e.left());
        all(e.comparators(), visit);
      }
      case Expr.JoinedStr e -> all(e.values(), visit);
      case Expr.FormattedValue e -> {
        visit.accept(e.value());
        maybe(e.formatSpec(), visit);
      }
      case Expr.TemplateStr e -> all(e.values(), visit);
      case Expr.Interpolation e -> {
        visit.accept(e.value());
        maybe(e.formatSpec(), visit);
      }
      case Expr.Starred e -> visit.accept(e.value());
      case Expr.Slice e -> {
        maybe(e.lower(), visit);
        maybe(e.upper(), visit);
        maybe(e.step(), visit);
      }
      case Expr.Backticks e -> visit.accept(e.value());
    }
  }

  private static void pattern(Pattern pattern, Consumer<? super Node> visit) {
    switch (pattern) {
      case Pattern.MatchValue p -> visit.accept(p.value());
      case Pattern.MatchSingleton p -> visit.accept(p.value());
      case Pattern.MatchSequence p -> all(p.patterns(), visit);
      case Pattern.MatchMapping p -> {
        for (int i = 0; i < p.keys().size(); i++) {
          visit.accept(p.keys().get(i));
          visit.accept(p.patterns().get(i));
        }
      }
      case Pattern.MatchClass p -> {
        visit.accept(p.type());
        all(p.patterns(), visit);
        all(p.kwdPatterns(), visit);
      }
      case Pattern.MatchStar _ -> {}
      case Pattern.MatchAs p -> maybe(p.pattern(), visit);
      case Pattern.MatchOr p -> all(p.patterns(), visit);
    }
  }
}
