package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds what a client gives back and is decrypted without a look at whether it is what was given
 * out: modes that hide a text and let it be changed.
 *
 * @param modes dotted names of such modes, or of constants that choose them
 * @param decrypting names of methods that decrypt
 * @param holders words in names of functions and classes for what a client gives back
 * @param sealing words in names of what looks at a text before or while it is decrypted
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the mode
 */
public record UnsealedText(
    Set<String> modes,
    Set<String> decrypting,
    Set<String> holders,
    Set<String> sealing,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public UnsealedText {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (PythonFunction function : check.view().module().scopes().functions()) {
      if (isHolder(function) && decrypts(function) && !isSealed(function)) {
        Inside.all(function.node().body(), Expr.Attribute.class).stream()
            .filter(a -> modes.contains(path(check, a)))
            .findFirst()
            .ifPresent(mode -> report(check, mode));
      }
    }
  }

  private static String path(Check check, Expr.Attribute a) {
    String path =
        check.program().resolver().resolve(a, check.view().module()).dottedPath().orElse("");
    return check.program().facts().canonical(path);
  }

  private boolean isHolder(PythonFunction function) {
    return NameTerms.speaksOf(function.name(), holders)
        || function
            .owner()
            .map(PythonClass::name)
            .filter(owner -> NameTerms.speaksOf(owner, holders))
            .isPresent();
  }

  private boolean decrypts(PythonFunction function) {
    return Inside.any(
        function.node().body(), Expr.Call.class, c -> decrypting.contains(NameTerms.last(c)));
  }

  /** Somewhere in the class, or in the function where there is none. */
  private boolean isSealed(PythonFunction function) {
    List<Stmt> around =
        function
            .owner()
            .map(type -> type.methods().stream().flatMap(m -> m.node().body().stream()).toList())
            .orElse(function.node().body());
    return Inside.any(around, Expr.Name.class, n -> NameTerms.speaksOf(n.id(), sealing))
        || Inside.any(
            around, Expr.Attribute.class, a -> NameTerms.speaksOf(a.attribute(), sealing));
  }

  private void report(Check check, Expr.Attribute mode) {
    Place place = Place.of(check.view().module(), (Node) mode);
    check.report(
        check
            .present(place)
            .step(place, "nothing here tells a text that was changed")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", mode.attribute())));
  }
}
