package org.assize.syntax;

import java.util.List;
import org.assize.syntax.Node.Alias;
import org.assize.syntax.Node.ExceptHandler;
import org.assize.syntax.Node.Keyword;
import org.assize.syntax.Node.MatchCase;
import org.assize.syntax.Node.Parameters;
import org.assize.syntax.Node.TypeParam;
import org.assize.syntax.Node.WithItem;
import org.jspecify.annotations.Nullable;

/** A statement, under the name and with the fields of CPython's {@code ast}. */
public sealed interface Stmt extends Node {
  /**
   * {@code def} and {@code async def}. The span starts at {@code def} or {@code async}, behind the
   * decorators.
   *
   * @param nameStart offset of the name
   */
  record FunctionDef(
      int start,
      int end,
      int nameStart,
      String name,
      List<TypeParam> typeParams,
      Parameters parameters,
      @Nullable Expr returns,
      List<Stmt> body,
      List<Expr> decorators,
      boolean isAsync)
      implements Stmt {}

  /** {@code class}; the span starts behind the decorators. */
  record ClassDef(
      int start,
      int end,
      int nameStart,
      String name,
      List<TypeParam> typeParams,
      List<Expr> bases,
      List<Keyword> keywords,
      List<Stmt> body,
      List<Expr> decorators)
      implements Stmt {}

  /** {@code return value}. */
  record Return(int start, int end, @Nullable Expr value) implements Stmt {}

  /** {@code del targets}. */
  record Delete(int start, int end, List<Expr> targets) implements Stmt {}

  /** {@code a = b = value}. */
  record Assign(int start, int end, List<Expr> targets, Expr value) implements Stmt {}

  /** {@code type name[params] = value}. */
  record TypeAlias(int start, int end, Expr.Name name, List<TypeParam> typeParams, Expr value)
      implements Stmt {}

  /** {@code target op= value}. */
  record AugAssign(int start, int end, Expr target, Operator op, Expr value) implements Stmt {}

  /**
   * {@code target: annotation = value}.
   *
   * @param simple whether the target is a name without parentheses
   */
  record AnnAssign(
      int start, int end, Expr target, Expr annotation, @Nullable Expr value, boolean simple)
      implements Stmt {}

  /** {@code for} and {@code async for}. */
  record For(
      int start,
      int end,
      Expr target,
      Expr iter,
      List<Stmt> body,
      List<Stmt> orelse,
      boolean isAsync)
      implements Stmt {}

  /** {@code while}. */
  record While(int start, int end, Expr test, List<Stmt> body, List<Stmt> orelse) implements Stmt {}

  /** {@code if}; an {@code elif} is an {@code If} alone in {@code orelse}. */
  record If(int start, int end, Expr test, List<Stmt> body, List<Stmt> orelse) implements Stmt {}

  /** {@code with} and {@code async with}. */
  record With(int start, int end, List<WithItem> items, List<Stmt> body, boolean isAsync)
      implements Stmt {}

  /** {@code match}. */
  record Match(int start, int end, Expr subject, List<MatchCase> cases) implements Stmt {}

  /**
   * {@code raise exception from cause}.
   *
   * @param legacy value and traceback of Python 2's {@code raise E, value, traceback}; else empty
   */
  record Raise(
      int start, int end, @Nullable Expr exception, @Nullable Expr cause, List<Expr> legacy)
      implements Stmt {}

  /**
   * {@code try}.
   *
   * @param isStar whether the clauses are {@code except*}
   */
  record Try(
      int start,
      int end,
      List<Stmt> body,
      List<ExceptHandler> handlers,
      List<Stmt> orelse,
      List<Stmt> finalbody,
      boolean isStar)
      implements Stmt {}

  /** {@code assert test, message}. */
  record Assert(int start, int end, Expr test, @Nullable Expr message) implements Stmt {}

  /** {@code import names}. */
  record Import(int start, int end, List<Alias> names) implements Stmt {}

  /**
   * {@code from module import names}.
   *
   * @param module null for {@code from . import x}
   * @param level the number of leading dots
   */
  record ImportFrom(int start, int end, @Nullable String module, List<Alias> names, int level)
      implements Stmt {}

  /** {@code global names}. */
  record Global(int start, int end, List<String> names) implements Stmt {}

  /** {@code nonlocal names}. */
  record Nonlocal(int start, int end, List<String> names) implements Stmt {}

  /** An expression as a statement. */
  record ExprStmt(int start, int end, Expr value) implements Stmt {}

  /** {@code pass}. */
  record Pass(int start, int end) implements Stmt {}

  /** {@code break}. */
  record Break(int start, int end) implements Stmt {}

  /** {@code continue}. */
  record Continue(int start, int end) implements Stmt {}

  /** Python 2's {@code print >>dest, values}; {@code newline} is false behind a final comma. */
  record Print(int start, int end, @Nullable Expr dest, List<Expr> values, boolean newline)
      implements Stmt {}

  /** Python 2's {@code exec code in globals, locals}. */
  record Exec(int start, int end, Expr code, @Nullable Expr globals, @Nullable Expr locals)
      implements Stmt {}

  /**
   * A statement that could not be understood.
   *
   * @param body statements of the block below it, where its header alone is broken
   */
  record Bad(int start, int end, List<Stmt> body) implements Stmt {}
}
