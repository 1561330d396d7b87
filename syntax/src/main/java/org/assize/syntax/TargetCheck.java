package org.assize.syntax;

import org.assize.syntax.Expr.Attribute;
import org.assize.syntax.Expr.ListExpr;
import org.assize.syntax.Expr.Name;
import org.assize.syntax.Expr.Starred;
import org.assize.syntax.Expr.Subscript;
import org.assize.syntax.Expr.Tuple;

/** Tells which expressions may stand where something is bound or deleted, as CPython's parser. */
final class TargetCheck {
  private static final String MEANT = " here. Maybe you meant '==' instead of '='?";

  private TargetCheck() {}

  /** Fails unless the expression can be assigned to, as a whole and in its parts. */
  static void assignable(Expr e, Dialect dialect) {
    switch (e) {
      case Name n when n.id().equals("__debug__") && !dialect.has(9) ->
          throw failure(n, "cannot assign to __debug__");
      case Name _, Attribute _, Subscript _ -> {}
      case Starred s -> {
        if (s.value() instanceof Starred) {
          throw failure(s, "invalid syntax");
        }
        assignable(s.value(), dialect);
      }
      case Tuple t -> t.elements().forEach(x -> assignable(x, dialect));
      case ListExpr l -> l.elements().forEach(x -> assignable(x, dialect));
      case Expr.Bool _ when dialect.python2() -> {}
      case Expr other -> throw failure(other, "cannot assign to " + describe(other));
    }
  }

  /** As {@link #assignable}, for the first target of {@code =}, where {@code ==} may be meant. */
  static void assigned(Expr e, Dialect dialect) {
    try {
      assignable(e, dialect);
    } catch (SyntaxFailure failure) {
      boolean whole = e.start() == failure.start && e.end() == failure.end;
      throw whole && dialect.has(10) && comparable(e)
          ? new SyntaxFailure(failure.start, failure.end, failure.text + MEANT)
          : failure;
    }
  }

  /** Returns the failure of {@code =} behind a condition. */
  static SyntaxFailure compared(Expr test) {
    if (test instanceof Name) {
      return failure(test, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    boolean display = test instanceof Tuple || test instanceof ListExpr;
    return failure(
        test,
        comparable(test) && !display
            ? "cannot assign to " + describe(test) + MEANT
            : "invalid syntax");
  }

  /**
   * Whether CPython takes {@code e = value} for a comparison: an operand of one, but no constant.
   */
  private static boolean comparable(Expr e) {
    return switch (e) {
      case Expr.Bool _, Expr.None _, Expr.GeneratorExp _ -> false;
      case Expr.BoolOp _, Expr.Compare _, Expr.IfExp _, Expr.Lambda _ -> false;
      case Expr.Yield _, Expr.YieldFrom _ -> false;
      case Expr.UnaryOp u -> u.op() != UnaryOperator.NOT;
      case Expr _ -> true;
    };
  }

  /** Fails unless the expression can be deleted. */
  static void deletable(Expr e) {
    switch (e) {
      case Name _, Attribute _, Subscript _ -> {}
      case Tuple t -> t.elements().forEach(TargetCheck::deletable);
      case ListExpr l -> l.elements().forEach(TargetCheck::deletable);
      case Expr other -> throw failure(other, "cannot delete " + describe(other));
    }
  }

  /** Fails unless the expression can be the target of {@code op=}. */
  static void augmented(Expr e) {
    if (!(e instanceof Name || e instanceof Attribute || e instanceof Subscript)) {
      throw failure(e, "'" + describe(e) + "' is an illegal expression for augmented assignment");
    }
  }

  /** Fails unless the expression can be annotated. */
  static void annotated(Expr e) {
    switch (e) {
      case Name _, Attribute _, Subscript _ -> {}
      case Tuple _ -> throw failure(e, "only single target (not tuple) can be annotated");
      case ListExpr _ -> throw failure(e, "only single target (not list) can be annotated");
      case Expr _ -> throw failure(e, "illegal target for annotation");
    }
  }

  /**
   * Fails for {@code (a).b: c}: from 3.9 on CPython takes {@code (a)} for the whole target and does
   * not go back.
   *
   * @param start where the parenthesis opens
   */
  static void annotatedBehindGroup(int start, Expr target) {
    Expr e = target;
    while (e.start() == start) {
      switch (e) {
        case Attribute a -> e = a.value();
        case Subscript s -> e = s.value();
        case Expr.Call c -> e = c.function();
        case Expr _ -> {
          return;
        }
      }
    }
    boolean grouped = e instanceof Name || e instanceof Attribute || e instanceof Subscript;
    if (grouped && target.start() == start) {
      throw failure(target, "illegal target for annotation");
    }
  }

  private static SyntaxFailure failure(Expr e, String message) {
    return new SyntaxFailure(e.start(), e.end(), message);
  }

  /** Returns what CPython's messages call this kind of expression. */
  static String describe(Expr e) {
    return switch (e) {
      case Attribute _ -> "attribute";
      case Subscript _ -> "subscript";
      case Starred _ -> "starred";
      case Name _ -> "name";
      case ListExpr _ -> "list";
      case Tuple _ -> "tuple";
      case Expr.Lambda _ -> "lambda";
      case Expr.Call _ -> "function call";
      case Expr.BoolOp _, Expr.BinOp _, Expr.UnaryOp _ -> "expression";
      case Expr.GeneratorExp _ -> "generator expression";
      case Expr.Yield _, Expr.YieldFrom _ -> "yield expression";
      case Expr.Await _ -> "await expression";
      case Expr.ListComp _ -> "list comprehension";
      case Expr.SetComp _ -> "set comprehension";
      case Expr.DictComp _ -> "dict comprehension";
      case Expr.Dict _ -> "dict literal";
      case Expr.SetExpr _ -> "set display";
      case Expr.JoinedStr _, Expr.FormattedValue _ -> "f-string expression";
      case Expr.TemplateStr _, Expr.Interpolation _ -> "t-string expression";
      case Expr.None _ -> "None";
      case Expr.Bool b -> b.value() ? "True" : "False";
      case Expr.Ellipsis _ -> "ellipsis";
      case Expr.Str _, Expr.Bytes _, Expr.Int _, Expr.BigInt _, Expr.Real _, Expr.Imaginary _ ->
          "literal";
      case Expr.Compare _ -> "comparison";
      case Expr.IfExp _ -> "conditional expression";
      case Expr.NamedExpr _ -> "named expression";
      case Expr.Slice _ -> "slice";
      case Expr.Backticks _ -> "repr";
    };
  }
}
