package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * The expression that puts a text together, where a variable holds it or a function of the same
 * file gives it: {@code dsn} of {@code dsn = f"db://{user}:{password}@{host}"}.
 *
 * @param hidingTerms words in names of functions whose result no longer shows what goes in
 */
record ComposedText(Check check, Set<String> hidingTerms) {
  /** Returns what puts the text together; empty where nothing shows it. */
  Optional<Expr> of(Expr shown) {
    Expr origin = shown instanceof Expr.Name ? new ShownValue(check).origin(shown) : shown;
    if (origin instanceof Expr.Call call && !isFormat(call)) {
      return given(call).filter(ComposedText::isComposed);
    }
    return origin != shown && isComposed(origin) ? Optional.of(origin) : Optional.empty();
  }

  private static boolean isComposed(Expr text) {
    return switch (text) {
      case Expr.JoinedStr _, Expr.ListExpr _ -> true;
      case Expr.BinOp b ->
          (b.op() == Operator.ADD || b.op() == Operator.MOD)
              && Inside.any(List.of(b), Expr.Str.class, _ -> true);
      case Expr.Call c -> isFormat(c);
      default -> false;
    };
  }

  /** {@code "{}:{}".format(user, password)}. */
  private static boolean isFormat(Expr.Call call) {
    return call.function() instanceof Expr.Attribute a
        && a.attribute().equals("format")
        && a.value() instanceof Expr.Str;
  }

  /** What a function of this file gives back in all cases. */
  private Optional<Expr> given(Expr.Call call) {
    if (NameTerms.speaksOf(NameTerms.last(call), hidingTerms)
        || !(check.view().callOf(call).map(CallSite::target).orElse(null)
            instanceof Target.FunctionTarget t)) {
      return Optional.empty();
    }
    PythonFunction function = t.function();
    List<Stmt.Return> answers = Inside.all(function.node().body(), Stmt.Return.class);
    return function.module() == check.view().module() && answers.size() == 1
        ? Optional.ofNullable(answers.getFirst().value())
        : Optional.empty();
  }
}
