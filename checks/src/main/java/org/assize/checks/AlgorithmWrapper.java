package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * A function that returns what an algorithm gives, or one that is registered under the algorithm's
 * name: what it is for, its callers decide.
 *
 * @param named what names it
 * @param isNamedAfterIt whether that name is the algorithm's
 * @param callers its calls in production; none where not all of them are known
 */
record AlgorithmWrapper(
    Surroundings.Named named, boolean isNamedAfterIt, List<AlgorithmUse> callers) {

  /** Returns the wrapper around a use of an algorithm. */
  static Optional<AlgorithmWrapper> around(AlgorithmUse use, String algorithm) {
    Optional<AlgorithmWrapper> registered = registered(use, algorithm);
    return registered.isPresent()
        ? registered
        : use.call()
            .function()
            .filter(f -> Destination.isReturned(use.call().node(), use.view()))
            .map(f -> of(f, use, algorithm));
  }

  private static AlgorithmWrapper of(PythonFunction function, AlgorithmUse use, String algorithm) {
    Check check = use.check();
    Stmt.FunctionDef def = function.node();
    Place place = Place.ofName(function);
    List<CallSite> calls =
        new CallerValues(check.program()).calls(function).orElse(List.of()).stream().toList();
    List<String> words = NameTerms.of(def.name());
    boolean named = NameTerms.of(last(algorithm)).stream().anyMatch(words::contains);
    return new AlgorithmWrapper(
        new Surroundings.Named(def.name(), place),
        named,
        calls.stream().map(c -> new AlgorithmUse(check.in(c.module()), c)).toList());
  }

  /** {@code register("MD5", lambda x: md5(x))}. */
  private static Optional<AlgorithmWrapper> registered(AlgorithmUse use, String algorithm) {
    Node inner = use.call().node();
    boolean lambda = false;
    Optional<Node> outer = use.view().parent(inner);
    while (outer.isPresent() && !(outer.get() instanceof Stmt)) {
      lambda |= outer.get() instanceof Expr.Lambda;
      if (lambda && outer.get() instanceof Expr.Call call) {
        Optional<Surroundings.Named> name =
            call.args().stream()
                .filter(a -> a instanceof Expr.Str)
                .flatMap(a -> Surroundings.texts(a, use.view()).stream())
                .filter(t -> t.name().toLowerCase(Locale.ROOT).equals(last(algorithm)))
                .findFirst();
        if (name.isPresent()) {
          return name.map(n -> new AlgorithmWrapper(n, true, List.of()));
        }
      }
      outer = use.view().parent(outer.get());
    }
    return Optional.empty();
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
