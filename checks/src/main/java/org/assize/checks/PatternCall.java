package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * A regular expression that the program gives to a function of {@code re}.
 *
 * @param call the function
 * @param expression where it is given
 * @param text the expression
 * @param flags the letters of the flags that are given with it
 */
record PatternCall(CallSite call, Expr expression, String text, String flags) {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer");

  /** Returns all of a module whose expression is constant. */
  static List<PatternCall> in(Check check) {
    return in(check, Set.of());
  }

  /**
   * Returns all of a module whose expression is constant.
   *
   * @param validators paths of what compiles an expression to try it on input
   */
  static List<PatternCall> in(Check check, Set<String> validators) {
    return check.view().calls().stream()
        .flatMap(c ->
            validators.contains(c.path())
                ? of(check, c, "regex").stream()
                : isOfModule(c) ? of(check, c, "pattern").stream() : Stream.empty())
        .toList();
  }

  private static boolean isOfModule(CallSite call) {
    return (call.path().startsWith("re.") || call.path().startsWith("regex."))
        && FUNCTIONS.contains(call.calledName());
  }

  private static List<PatternCall> of(Check check, CallSite call, String keyword) {
    Optional<Expr> given = call.argument(0, keyword);
    return given.stream()
        .flatMap(PatternCall::sides)
        .flatMap(e -> check.program().values().text(e, call.module()).stream())
        .map(text -> new PatternCall(call, given.orElseThrow(), text, flags(call)))
        .toList();
  }

  /** Of a choice, both expressions are in use. */
  private static Stream<Expr> sides(Expr expression) {
    return expression instanceof Expr.IfExp choice
        ? Stream.of(choice.body(), choice.orelse())
        : Stream.of(expression);
  }

  private static String flags(CallSite call) {
    StringBuilder letters = new StringBuilder();
    for (Expr.Attribute flag : Inside.all(List.of((Node) call.node()), Expr.Attribute.class)) {
      switch (flag.attribute()) {
        case "I", "IGNORECASE" -> letters.append('i');
        case "S", "DOTALL" -> letters.append('s');
        case "M", "MULTILINE" -> letters.append('m');
        case "X", "VERBOSE" -> letters.append('x');
        default -> {}
      }
    }
    return letters.toString();
  }

  /** Whether a flag is given, or stands in the expression. */
  boolean has(char letter) {
    return flags.indexOf(letter) >= 0
        || (text.startsWith("(?")
            && text.indexOf(')') > 0
            && text.substring(0, text.indexOf(')')).indexOf(letter) >= 0);
  }
}
