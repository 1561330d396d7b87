package org.assize.syntax;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walking the tree. */
public final class Nodes {
  private Nodes() {}

  /** Hands each direct child to a consumer, in the order in which they are evaluated or written. */
  public static void forEachChild(Node node, Consumer<? super Node> to) {
    switch (node) {
      case Node.Module n -> all(n.body(), to);
      case Stmt n -> statement(n, to);
      case Expr n -> expression(n, to);
      case Pattern n -> pattern(n, to);
      case Node.Parameters n -> {
        all(n.posonly(), to);
        all(n.args(), to);
        one(n.vararg(), to);
        all(n.kwonly(), to);
        one(n.kwarg(), to);
      }
      case Node.Parameter n -> {
        one(n.tuple(), to);
        one(n.annotation(), to);
        one(n.defaultValue(), to);
      }
      case Node.Keyword n -> to.accept(n.value());
      case Node.Comprehension n -> {
        to.accept(n.target());
        to.accept(n.iter());
        all(n.ifs(), to);
      }
      case Node.Alias n -> {}
      case Node.WithItem n -> {
        to.accept(n.context());
        one(n.target(), to);
      }
      case Node.ExceptHandler n -> {
        one(n.type(), to);
        one(n.target(), to);
        all(n.body(), to);
      }
      case Node.MatchCase n -> {
        to.accept(n.pattern());
        one(n.guard(), to);
        all(n.body(), to);
      }
      case Node.TypeParam n -> {
        one(n.bound(), to);
        one(n.defaultValue(), to);
      }
    }
  }

  private static void all(List<? extends @Nullable Node> nodes, Consumer<? super Node> to) {
    for (int i = 0; i < nodes.size(); i++) {
      one(nodes.get(i), to);
    }
  }

  private static void one(@Nullable Node node, Consumer<? super Node> to) {
    if (node != null) {
      to.accept(node);
    }
  }

  private static void statement(Stmt statement, Consumer<? super Node> to) {
    switch (statement) {
      case Stmt.FunctionDef n -> {
        all(n.decorators(), to);
        all(n.typeParams(), to);
        to.accept(n.parameters());
        one(n.returns(), to);
        all(n.body(), to);
      }
      case Stmt.ClassDef n -> {
        all(n.decorators(), to);
        all(n.typeParams(), to);
        all(n.bases(), to);
        all(n.keywords(), to);
        all(n.body(), to);
      }
      case Stmt.Return n -> one(n.value(), to);
      case Stmt.Delete n -> all(n.targets(), to);
      case Stmt.Assign n -> {
        all(n.targets(), to);
        to.accept(n.value());
      }
      case Stmt.TypeAlias n -> {
        to.accept(n.name());
        all(n.typeParams(), to);
        to.accept(n.value());
      }
      case Stmt.AugAssign n -> {
        to.accept(n.target());
        to.accept(n.value());
      }
      case Stmt.AnnAssign n -> {
        to.accept(n.target());
        to.accept(n.annotation());
        one(n.value(), to);
      }
      case Stmt.For n -> {
        to.accept(n.target());
        to.accept(n.iter());
        all(n.body(), to);
        all(n.orelse(), to);
      }
      case Stmt.While n -> {
        to.accept(n.test());
        all(n.body(), to);
        all(n.orelse(), to);
      }
      case Stmt.If n -> {
        to.accept(n.test());
        all(n.body(), to);
        all(n.orelse(), to);
      }
      case Stmt.With n -> {
        all(n.items(), to);
        all(n.body(), to);
      }
      case Stmt.Match n -> {
        to.accept(n.subject());
        all(n.cases(), to);
      }
      case Stmt.Raise n -> {
        one(n.exception(), to);
        one(n.cause(), to);
        all(n.legacy(), to);
      }
      case Stmt.Try n -> {
        all(n.body(), to);
        all(n.handlers(), to);
        all(n.orelse(), to);
        all(n.finalbody(), to);
      }
      case Stmt.Assert n -> {
        to.accept(n.test());
        one(n.message(), to);
      }
      case Stmt.Import n -> all(n.names(), to);
      case Stmt.ImportFrom n -> all(n.names(), to);
      case Stmt.ExprStmt n -> to.accept(n.value());
      case Stmt.Print n -> {
        one(n.dest(), to);
        all(n.values(), to);
      }
      case Stmt.Exec n -> {
        to.accept(n.code());
        one(n.globals(), to);
        one(n.locals(), to);
      }
      case Stmt.Bad n -> all(n.body(), to);
      case Stmt.Global n -> {}
      case Stmt.Nonlocal n -> {}
      case Stmt.Pass n -> {}
      case Stmt.Break n -> {}
      case Stmt.Continue n -> {}
    }
  }

  private static void expression(Expr expression, Consumer<? super Node> to) {
    switch (expression) {
      case Expr.BoolOp n -> all(n.values(), to);
      case Expr.NamedExpr n -> {
        to.accept(n.target());
        to.accept(n.value());
      }
      case Expr.BinOp n -> {
        to.accept(n.left());
        to.accept(n.right());
      }
      case Expr.UnaryOp n -> to.accept(n.operand());
      case Expr.Lambda n -> {
        to.accept(n.parameters());
        to.accept(n.body());
      }
      case Expr.IfExp n -> {
        to.accept(n.test());
        to.accept(n.body());
        to.accept(n.orelse());
      }
      case Expr.Dict n -> {
        for (int i = 0; i < n.values().size(); i++) {
          one(n.keys().get(i), to);
          to.accept(n.values().get(i));
        }
      }
      case Expr.SetExpr n -> all(n.elements(), to);
      case Expr.ListComp n -> comprehension(n.element(), null, n.generators(), to);
      case Expr.SetComp n -> comprehension(n.element(), null, n.generators(), to);
      case Expr.DictComp n -> comprehension(n.key(), n.value(), n.generators(), to);
      case Expr.GeneratorExp n -> comprehension(n.element(), null, n.generators(), to);
      case Expr.Await n -> to.accept(n.value());
      case Expr.Yield n -> one(n.value(), to);
      case Expr.YieldFrom n -> to.accept(n.value());
      case Expr.Compare n -> {
        to.accept(n.left());
        all(n.comparators(), to);
      }
      case Expr.Call n -> {
        to.accept(n.function());
        all(n.args(), to);
        all(n.keywords(), to);
      }
      case Expr.JoinedStr n -> all(n.values(), to);
      case Expr.FormattedValue n -> {
        to.accept(n.value());
        one(n.formatSpec(), to);
      }
      case Expr.TemplateStr n -> all(n.values(), to);
      case Expr.Interpolation n -> {
        to.accept(n.value());
        one(n.formatSpec(), to);
      }
      case Expr.Attribute n -> to.accept(n.value());
      case Expr.Subscript n -> {
        to.accept(n.value());
        to.accept(n.index());
      }
      case Expr.Starred n -> to.accept(n.value());
      case Expr.ListExpr n -> all(n.elements(), to);
      case Expr.Tuple n -> all(n.elements(), to);
      case Expr.Slice n -> {
        one(n.lower(), to);
        one(n.upper(), to);
        one(n.step(), to);
      }
      case Expr.Backticks n -> to.accept(n.value());
      case Expr.Str n -> {}
      case Expr.Bytes n -> {}
      case Expr.Int n -> {}
      case Expr.BigInt n -> {}
      case Expr.Real n -> {}
      case Expr.Imaginary n -> {}
      case Expr.Bool n -> {}
      case Expr.None n -> {}
      case Expr.Ellipsis n -> {}
      case Expr.Name n -> {}
    }
  }

  private static void comprehension(
      Expr first,
      @Nullable Expr second,
      List<Node.Comprehension> generators,
      Consumer<? super Node> to) {
    to.accept(first);
    one(second, to);
    all(generators, to);
  }

  private static void pattern(Pattern pattern, Consumer<? super Node> to) {
    switch (pattern) {
      case Pattern.MatchValue n -> to.accept(n.value());
      case Pattern.MatchSingleton n -> to.accept(n.value());
      case Pattern.MatchSequence n -> all(n.patterns(), to);
      case Pattern.MatchMapping n -> {
        all(n.keys(), to);
        all(n.patterns(), to);
      }
      case Pattern.MatchClass n -> {
        to.accept(n.type());
        all(n.patterns(), to);
        all(n.kwdPatterns(), to);
      }
      case Pattern.MatchStar n -> {}
      case Pattern.MatchAs n -> one(n.pattern(), to);
      case Pattern.MatchOr n -> all(n.patterns(), to);
    }
  }
}
