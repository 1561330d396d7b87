package org.assize.checks;

import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * What the two sides of a comparison are: fixed, called by the class around it, the program's own.
 *
 * @param shown what the values of the module show
 */
record ComparedSides(Check check, ShownValue shown) {
  private static final Set<String> MAKING =
      Set.of("sign", "hmac", "hmacs", "digest", "hash", "compute", "calculate", "make", "generate");

  /** Fields that are called by nothing but that they hold what their object stands for. */
  private static final Set<String> CONTENT = Set.of("value", "raw", "content", "text");

  /** First words of names of what the program has itself. */
  private static final Set<String> OWN =
      Set.of("expected", "computed", "calculated", "correct", "stored", "own");

  /** Returns the class of which {@code self.value} is called: {@code ResetToken}. */
  Optional<String> ofClass(Expr side) {
    return side instanceof Expr.Attribute a
            && CONTENT.contains(a.attribute())
            && a.value() instanceof Expr.Name self
        ? check
            .view()
            .module()
            .scopes()
            .functionAt(side.start())
            .filter(f -> f.receiver().filter(self.id()::equals).isPresent())
            .flatMap(PythonFunction::owner)
            .map(PythonClass::name)
        : Optional.empty();
  }

  /** Whether the program text alone determines a side; the default of a declared field does not. */
  boolean isFixed(Expr side) {
    return shown.isFixed(side) && !isDeclaredField(side);
  }

  /** {@code options.password} of a data class, or of a class that a library fills. */
  private boolean isDeclaredField(Expr side) {
    return side instanceof Expr.Attribute a
        && check.program().resolver().resolve(a.value(), check.view().module())
            instanceof Target.InstanceTarget i
        && i.type() instanceof Target.ClassTarget c
        && (!c.type().node().decorators().isEmpty()
            || !check.program().resolver().hierarchy().outsideAncestors(c.type()).isEmpty())
        && c.type()
            .body()
            .local(a.attribute())
            .flatMap(Symbol::only)
            .filter(b -> b.source() instanceof Stmt.AnnAssign)
            .isPresent();
  }

  /** Whether the program computes or expects a side itself, of two secrets by their names. */
  boolean isOwn(Expr side) {
    Expr origin = shown.farOrigin(side);
    return NameTerms.startsWith(shown.name(side), OWN)
        || isComputed(origin instanceof Expr.Subscript s ? shown.bare(s.value()) : origin);
  }

  /** What is made of a request and of a key is not what the client shows. */
  static boolean isComputed(Expr origin) {
    return origin instanceof Expr.Call c
        && switch (c.function()) {
          case Expr.Name n -> NameTerms.speaksOf(n.id(), MAKING);
          case Expr.Attribute a -> NameTerms.speaksOf(a.attribute(), MAKING);
          default -> false;
        };
  }
}
