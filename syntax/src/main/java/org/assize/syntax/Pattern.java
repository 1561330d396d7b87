package org.assize.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pattern of a {@code case}, under the name and with the fields of CPython's {@code ast}. */
public sealed interface Pattern extends Node {
  /** A literal or a dotted name, compared with {@code ==}. */
  record MatchValue(int start, int end, Expr value) implements Pattern {}

  /** {@code None}, {@code True} or {@code False}, compared with {@code is}. */
  record MatchSingleton(int start, int end, Expr value) implements Pattern {}

  /** {@code [a, b]} or {@code a, b}. */
  record MatchSequence(int start, int end, List<Pattern> patterns) implements Pattern {}

  /** {@code {key: pattern, **rest}}. */
  record MatchMapping(
      int start, int end, List<Expr> keys, List<Pattern> patterns, @Nullable String rest)
      implements Pattern {}

  /** {@code Class(a, key=b)}. */
  record MatchClass(
      int start,
      int end,
      Expr type,
      List<Pattern> patterns,
      List<String> kwdAttrs,
      List<Pattern> kwdPatterns)
      implements Pattern {}

  /** {@code *name}; null for {@code *_}. */
  record MatchStar(int start, int end, @Nullable String name) implements Pattern {}

  /** {@code pattern as name}, {@code name}, or {@code _} when both are null. */
  record MatchAs(int start, int end, @Nullable Pattern pattern, @Nullable String name)
      implements Pattern {}

  /** {@code a | b}. */
  record MatchOr(int start, int end, List<Pattern> patterns) implements Pattern {}
}
