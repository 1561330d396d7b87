package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Errors that the code that a test file is about raises with values in their text, and that the
 * file does not name.
 */
record UnmetErrors(Check check) {
  /** So many are told of a file. */
  private static final int ERRORS = 3;

  void report() {
    Optional<TestedModule> about = TestedModule.of(check);
    if (about.isPresent()) {
      PythonModule module = about.get().module();
      int told = 0;
      for (Map.Entry<PythonClass, List<Place>> error : raised(module).entrySet()) {
        if (told < ERRORS && told(error.getKey(), error.getValue(), module, about.get().place())) {
          told++;
        }
      }
    }
  }

  private Map<PythonClass, List<Place>> raised(PythonModule module) {
    ProgramView program = check.program();
    Map<PythonClass, List<Place>> found = new LinkedHashMap<>();
    for (Stmt.Raise raise : program.view(module).all(Stmt.Raise.class)) {
      Expr error = raise.exception() instanceof Expr.Call c ? c.function() : raise.exception();
      if (error != null
          && program.resolver().resolve(error, module) instanceof Target.ClassTarget t
          && !program.isTest(t.type().module())) {
        found.computeIfAbsent(t.type(), k -> new ArrayList<>()).add(Place.of(module, raise));
      }
    }
    return found;
  }

  private boolean told(PythonClass error, List<Place> raises, PythonModule module, Place at) {
    ProgramView program = check.program();
    Optional<ErrorText> text = ErrorText.template(error, program).filter(t -> !t.names().isEmpty());
    Set<PythonModule> naming = new TreeSet<>((a, b) -> Integer.compare(a.index(), b.index()));
    boolean here = false;
    for (Use use : program.references().named(error.name())) {
      here |= use.module() == check.view().module();
      if (program.isTest(use.module())) {
        naming.add(use.module());
      }
    }
    if (here || text.isEmpty() || isWider(error)) {
      return false;
    }
    String others =
        naming.isEmpty()
            ? "no test names it"
            : naming.size() == 1
                ? "of all tests, only " + naming.iterator().next().path() + " names it"
                : naming.size() + " other test files name it";
    Finding.Builder finding =
        Finding.caution(check.weakness(), at, Reason.TEST_CODE)
            .step(raises.getFirst(), "raises " + error.name())
            .step(text.get().place(), "the text with its values");
    check.report(
        finding.saying(
            "These tests do not name "
                + error.name()
                + ", which "
                + module.name()
                + " raises "
                + Wording.timesAt(raises)
                + " with the "
                + (text.get().names().size() == 1 ? "value of " : "values of ")
                + Wording.list(text.get().names())
                + " in its text ("
                + text.get().place().cite()
                + "); "
                + others
                + "."));
    return true;
  }

  /** Whether the file expects an error of a class above it, by which this one is met as well. */
  private boolean isWider(PythonClass error) {
    List<PythonClass> above = check.program().resolver().hierarchy().ownOrder(error);
    return above.stream()
        .skip(1)
        .anyMatch(t ->
            check.program().references().named(t.name()).stream()
                .anyMatch(u -> u.module() == check.view().module()));
  }
}
