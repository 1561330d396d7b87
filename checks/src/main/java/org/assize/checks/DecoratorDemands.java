package org.assize.checks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.assize.program.Scope;
import org.assize.program.Target;
import org.assize.syntax.Expr;

/**
 * What decorators are handed to ask by, whatever they are called themselves.
 *
 * @param terms words by which code shows that it asks
 */
record DecoratorDemands(GuardWords terms, ProgramView program) {
  /** First words of classes that say what somebody must be. */
  private static final List<String> REQUIRED = List.of("is", "can", "may", "has");

  /** First words of functions that refuse. */
  private static final List<String> CHECKING =
      List.of("check", "require", "ensure", "enforce", "authorize", "assert");

  /**
   * Returns what a decorator is given to ask by: {@code @allows.requires(IsAdmin, CanEdit())}, {@code
   * @before(check_action, request)}, a function of the program that looks at what may be done.
   */
  Set<String> of(Expr decorator, Scope scope) {
    Set<String> found = new LinkedHashSet<>();
    if (decorator instanceof Expr.Call c) {
      boolean asks = NameTerms.speaksOf(NameTerms.last(c), terms.askTerms());
      for (Expr argument : c.args()) {
        String name = NameTerms.last(argument);
        boolean isRequired =
            asks && NameTerms.startsWith(name, REQUIRED) && Character.isUpperCase(name.charAt(0));
        if (isRequired || (isCheck(name) && isFunction(argument, scope))) {
          found.add("@" + name);
        }
      }
    }
    return found;
  }

  private boolean isCheck(String name) {
    return NameTerms.startsWith(name, CHECKING) && !NameTerms.speaksOf(name, terms.openTerms());
  }

  private boolean isFunction(Expr named, Scope scope) {
    return !(named instanceof Expr.Call)
        && program.resolver().resolve(named, scope) instanceof Target.FunctionTarget;
  }
}
