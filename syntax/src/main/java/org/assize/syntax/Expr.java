package org.assize.syntax;

import java.util.List;
import org.assize.syntax.Node.Comprehension;
import org.assize.syntax.Node.Keyword;
import org.assize.syntax.Node.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * An expression, under the name and with the fields of CPython's {@code ast}, except that {@code
 * Constant} is one record per type and that load, store and delete contexts are not stored: they
 * follow from the place in the tree.
 */
public sealed interface Expr extends Node {
  /** {@code a and b and c}: one node per run of the same operator. */
  record BoolOp(int start, int end, boolean isAnd, List<Expr> values) implements Expr {}

  /** {@code (target := value)}. */
  record NamedExpr(int start, int end, Name target, Expr value) implements Expr {}

  /** {@code left op right}. */
  record BinOp(int start, int end, Expr left, Operator op, Expr right) implements Expr {}

  /** {@code op operand}. */
  record UnaryOp(int start, int end, UnaryOperator op, Expr operand) implements Expr {}

  /** {@code lambda parameters: body}. */
  record Lambda(int start, int end, Parameters parameters, Expr body) implements Expr {}

  /** {@code body if test else orelse}. */
  record IfExp(int start, int end, Expr test, Expr body, Expr orelse) implements Expr {}

  /** {@code {key: value}}; a null key is {@code **value}. */
  record Dict(int start, int end, List<@Nullable Expr> keys, List<Expr> values) implements Expr {}

  /** {@code {a, b}}. */
  record SetExpr(int start, int end, List<Expr> elements) implements Expr {}

  /** {@code [element for …]}. */
  record ListComp(int start, int end, Expr element, List<Comprehension> generators)
      implements Expr {}

  /** {@code {element for …}}. */
  record SetComp(int start, int end, Expr element, List<Comprehension> generators)
      implements Expr {}

  /** {@code {key: value for …}}. */
  record DictComp(int start, int end, Expr key, Expr value, List<Comprehension> generators)
      implements Expr {}

  /** {@code (element for …)}. */
  record GeneratorExp(int start, int end, Expr element, List<Comprehension> generators)
      implements Expr {}

  /** {@code await value}. */
  record Await(int start, int end, Expr value) implements Expr {}

  /** {@code yield value}. */
  record Yield(int start, int end, @Nullable Expr value) implements Expr {}

  /** {@code yield from value}. */
  record YieldFrom(int start, int end, Expr value) implements Expr {}

  /** {@code left op1 c1 op2 c2}. */
  record Compare(int start, int end, Expr left, List<CompareOperator> ops, List<Expr> comparators)
      implements Expr {}

  /** {@code function(args, keywords)}; {@code *args} are {@link Starred} among {@code args}. */
  record Call(int start, int end, Expr function, List<Expr> args, List<Keyword> keywords)
      implements Expr {}

  /**
   * An f-string or a concatenation with one.
   *
   * @param values {@link Str} and {@link FormattedValue}, as CPython joins them
   */
  record JoinedStr(int start, int end, List<Expr> values) implements Expr {}

  /**
   * {@code {value!r:spec}} in an f-string.
   *
   * @param conversion {@code s}, {@code r}, {@code a} or -1
   */
  record FormattedValue(
      int start, int end, Expr value, int conversion, @Nullable JoinedStr formatSpec)
      implements Expr {}

  /** A t-string (3.14); values are {@link Str} and {@link Interpolation}. */
  record TemplateStr(int start, int end, List<Expr> values) implements Expr {}

  /**
   * {@code {value!r:spec}} in a t-string.
   *
   * @param text the expression as it is written
   */
  record Interpolation(
      int start, int end, Expr value, String text, int conversion, @Nullable JoinedStr formatSpec)
      implements Expr {}

  /**
   * A text constant, adjacent literals joined.
   *
   * @param isUnicode whether it has the prefix {@code u} (CPython's {@code kind})
   */
  record Str(int start, int end, String value, boolean isUnicode) implements Expr {}

  /** A bytes constant; {@code value} holds one byte per char, 0 to 255. */
  record Bytes(int start, int end, String value) implements Expr {}

  /** An integer that fits a long, and in Python 2 also {@code 1L}. */
  record Int(int start, int end, long value) implements Expr {}

  /** An integer that does not fit a long. */
  record BigInt(int start, int end, java.math.BigInteger value) implements Expr {}

  /** A floating point constant. */
  record Real(int start, int end, double value) implements Expr {}

  /** An imaginary constant {@code 1j}. */
  record Imaginary(int start, int end, double value) implements Expr {}

  /** {@code True} or {@code False}. */
  record Bool(int start, int end, boolean value) implements Expr {}

  /** {@code None}. */
  record None(int start, int end) implements Expr {}

  /** {@code ...}. */
  record Ellipsis(int start, int end) implements Expr {}

  /** {@code value.attribute}; the attribute's name ends where the node ends. */
  record Attribute(int start, int end, Expr value, String attribute) implements Expr {}

  /** {@code value[index]}. */
  record Subscript(int start, int end, Expr value, Expr index) implements Expr {}

  /** {@code *value}. */
  record Starred(int start, int end, Expr value) implements Expr {}

  /** An identifier, NFKC-normalised. */
  record Name(int start, int end, String id) implements Expr {}

  /** {@code [a, b]}. */
  record ListExpr(int start, int end, List<Expr> elements) implements Expr {}

  /** {@code a, b} or {@code (a, b)}; the span includes parentheses, as in CPython. */
  record Tuple(int start, int end, List<Expr> elements) implements Expr {}

  /** {@code lower:upper:step} inside a subscript. */
  record Slice(int start, int end, @Nullable Expr lower, @Nullable Expr upper, @Nullable Expr step)
      implements Expr {}

  /** Python 2's {@code `value`}. */
  record Backticks(int start, int end, Expr value) implements Expr {}
}
