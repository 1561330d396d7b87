package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.checks.Situation.Found;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * An option that decides whether a place is reached: by a condition in the function around it, or
 * around every call of that function.
 *
 * @param terms words of the names of options
 */
record OptionAround(ProgramView program, Set<String> terms) {
  /** Through so many calls an option is looked for. */
  private static final int MAX_CALLS = 2;

  /** Last words of the names of what a partner is checked by. */
  private static final Set<String> GIVEN =
      Set.of(
          "ca",
          "cafile",
          "ca-file",
          "capath",
          "ca-path",
          "cacert",
          "cacerts",
          "ca-cert",
          "ca-certs",
          "bundle",
          "fingerprint");

  /** Words of options with which a connection is encrypted. */
  private static final Set<String> ENCRYPTING =
      Set.of("ssl", "tls", "starttls", "secure", "secured", "encryption", "encrypted");

  /**
   * Returns what decides; a caller in the program may have decided.
   *
   * @param place a node of the module
   */
  Optional<Found> of(Node place, PythonModule module) {
    return of(place, module, MAX_CALLS);
  }

  private Optional<Found> of(Node place, PythonModule module, int calls) {
    ModuleView view = program.view(module);
    Node inner = place;
    Optional<Node> outer = view.parent(place);
    while (outer.isPresent() && !(inner instanceof Stmt.FunctionDef)) {
      Optional<Decision> found =
          Decision.on(inner, outer.get()).stream().filter(d -> speaks(d, view)).findFirst();
      if (found.isPresent()) {
        return Optional.of(decided(found.get(), module, calls));
      }
      inner = outer.get();
      outer = view.parent(inner);
    }
    return calls == 0 ? Optional.empty() : aroundCalls(place, module, calls - 1);
  }

  private Found decided(Decision decision, PythonModule module, int calls) {
    String test = module.text().slice(decision.test().start(), decision.test().end());
    Optional<CallerValues.Passed> by = decision.caller(program, module);
    if (by.isEmpty()) {
      return left(decision, Place.of(module, decision.test()), test);
    }
    CallSite call = by.get().call();
    Optional<Found> chosen =
        calls == 0 ? Optional.empty() : of(call.node(), call.module(), calls - 1);
    return chosen.orElseGet(
        () -> found("present", by.get().place(), "this call decides about " + test));
  }

  /** Every call of the function around a place is reached by an option. */
  private Optional<Found> aroundCalls(Node place, PythonModule module, int calls) {
    List<CallSite> all =
        module
            .scopes()
            .functionAt(place.start())
            .filter(f -> !f.name().startsWith("__"))
            .flatMap(f -> calls(f))
            .orElse(List.of());
    List<Found> found =
        all.stream()
            .flatMap(call -> of(call.node(), call.module(), calls).stream())
            .filter(f -> f.which().equals("option"))
            .toList();
    return !all.isEmpty() && found.size() == all.size()
        ? Optional.of(found.getFirst())
        : Optional.empty();
  }

  private Optional<List<CallSite>> calls(PythonFunction function) {
    return new CallerValues(program).calls(function);
  }

  /** Where a file to check by was not given, nobody has asked for no check. */
  private static Found left(Decision decision, Place place, String test) {
    boolean isMissing =
        !decision.holds()
            && (decision.test() instanceof Expr.Attribute || decision.test() instanceof Expr.Name)
            && NameTerms.endsWith(NameTerms.last(decision.test()), GIVEN);
    return isMissing
        ? found("present", place, "so it is wherever no " + test + " is given")
        : found("option", place, test + " decides whether it is reached");
  }

  private static Found found(String which, Place place, String text) {
    return new Found(which, Optional.of(new Finding.Evidence(place, text)));
  }

  private boolean speaks(Decision decision, ModuleView view) {
    Expr test = decision.test();
    // Whether a library has a name depends on its version, which nobody chooses for this.
    boolean isProbe =
        test instanceof Expr.Call c
            && c.function() instanceof Expr.Name n
            && n.id().equals("hasattr");
    return !isProbe
        && Stream.concat(
                Surroundings.within(List.of(test), view).stream(),
                isLookUp(test)
                    ? Surroundings.texts(test, view).stream()
                    : Stream.<Surroundings.Named>empty())
            .anyMatch(n -> NameTerms.speaksOf(n.name(), terms) && !isAskedFor(decision, n.name()));
  }

  /**
   * {@code if options["ssl"]}: whoever asks for encryption has not asked to go without a check. An
   * option that is called by nothing else is either on or off.
   */
  private static boolean isAskedFor(Decision decision, String option) {
    return isEntry(decision.test()) && decision.holds() && NameTerms.endsWith(option, ENCRYPTING);
  }

  private static boolean isEntry(Expr test) {
    return test instanceof Expr.Subscript s && s.index() instanceof Expr.Str;
  }

  /** {@code getattr(config, "IGNORE_CERTIFICATES", False)}, {@code config.get("…")}, an entry. */
  private static boolean isLookUp(Expr test) {
    return isEntry(test)
        || (test instanceof Expr.UnaryOp not && isEntry(not.operand()))
        || (test instanceof Expr.Call c && Set.of("getattr", "get").contains(NameTerms.last(c)));
  }
}
