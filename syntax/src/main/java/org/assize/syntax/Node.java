package org.assize.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of the tree with its exact place in the text. */
public sealed interface Node
    permits Stmt,
        Expr,
        Pattern,
        Node.Module,
        Node.Parameters,
        Node.Parameter,
        Node.Keyword,
        Node.Comprehension,
        Node.Alias,
        Node.WithItem,
        Node.ExceptHandler,
        Node.MatchCase,
        Node.TypeParam {
  /** Returns the offset of the node's first unit. */
  int start();

  /** Returns the offset behind the node's last unit. */
  int end();

  /** A whole file; its span is the whole text. */
  record Module(int start, int end, List<Stmt> body) implements Node {}

  /**
   * The parameters of a function. The span runs from the first parameter to the last, or is empty.
   *
   * @param posonly parameters before {@code /}
   * @param args ordinary parameters
   * @param vararg the one after {@code *}, if it has a name
   * @param kwonly parameters that must be given by name
   * @param kwarg the one after {@code **}
   */
  record Parameters(
      int start,
      int end,
      List<Parameter> posonly,
      List<Parameter> args,
      @Nullable Parameter vararg,
      List<Parameter> kwonly,
      @Nullable Parameter kwarg)
      implements Node {}

  /**
   * One parameter. The span covers name and annotation, as in CPython, not the default.
   *
   * @param defaultValue its default, kept with the parameter rather than in a parallel list
   * @param tuple the unpacked names of a Python 2 tuple parameter, else null
   */
  record Parameter(
      int start,
      int end,
      String name,
      @Nullable Expr annotation,
      @Nullable Expr defaultValue,
      @Nullable Expr tuple)
      implements Node {}

  /**
   * A keyword argument of a call or class.
   *
   * @param name null for {@code **value}
   */
  record Keyword(int start, int end, @Nullable String name, Expr value) implements Node {}

  /** {@code for target in iter if test …} of a comprehension. */
  record Comprehension(int start, int end, Expr target, Expr iter, List<Expr> ifs, boolean isAsync)
      implements Node {}

  /**
   * One name of an import.
   *
   * @param name dotted for {@code import a.b}, {@code *} for a star import
   * @param asName the name after {@code as}
   */
  record Alias(int start, int end, String name, @Nullable String asName) implements Node {}

  /** One context manager of a {@code with}. */
  record WithItem(int start, int end, Expr context, @Nullable Expr target) implements Node {}

  /**
   * One {@code except} clause.
   *
   * @param type the caught type, null for a bare {@code except}
   * @param name the bound name
   * @param target what Python 2's {@code except E, target} binds when it is no plain name
   */
  record ExceptHandler(
      int start,
      int end,
      @Nullable Expr type,
      @Nullable String name,
      @Nullable Expr target,
      List<Stmt> body)
      implements Node {}

  /** One {@code case} of a {@code match}. */
  record MatchCase(int start, int end, Pattern pattern, @Nullable Expr guard, List<Stmt> body)
      implements Node {}

  /** A type parameter: {@code T: bound = default}, {@code *Ts}, {@code **P}. */
  record TypeParam(
      int start,
      int end,
      TypeParamKind kind,
      String name,
      @Nullable Expr bound,
      @Nullable Expr defaultValue)
      implements Node {}

  /** What a type parameter stands for. */
  enum TypeParamKind {
    TYPE_VAR,
    TYPE_VAR_TUPLE,
    PARAM_SPEC
  }
}
