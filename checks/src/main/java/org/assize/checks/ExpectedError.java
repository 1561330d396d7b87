package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.assize.checks.ClientAnswers.Answer;
import org.assize.facts.Reason;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * An exception that a test expects, with what its text is made of.
 *
 * @param call the assertion
 * @param text where the text is composed, and of what
 * @param raises where production raises it
 * @param answer as what clients are answered
 * @param message the sentence, which is the same for all assertions about this exception
 */
record ExpectedError(
    CallSite call, ErrorText text, List<Place> raises, Optional<Answer> answer, String message) {

  static Optional<ExpectedError> of(CallSite call, ProgramView program) {
    Expr expected = call.node().args().getFirst();
    return switch (program.resolver().resolve(expected, call.scope())) {
      case Target.ClassTarget t when !program.isTest(t.type().module()) ->
          ofClass(call, t.type(), program);
      case Target.External e -> ofFunction(call, e.path(), program);
      default -> Optional.empty();
    };
  }

  /** What production does with an exception of its own. */
  private record Known(ErrorText text, List<Place> raises, Optional<Answer> answer) {}

  /** What was found out about each class, since many tests expect the same ones. */
  private static final class KnownErrors {
    private final Map<PythonClass, Optional<Known>> byClass = new ConcurrentHashMap<>();
  }

  private static Optional<ExpectedError> ofClass(
      CallSite call, PythonClass type, ProgramView program) {
    KnownErrors errors = program.part(KnownErrors.class, "", (p, none) -> new KnownErrors());
    Optional<Known> known = errors.byClass.get(type);
    if (known == null) {
      known = known(type, program);
      errors.byClass.put(type, known);
    }
    return known.map(k -> {
      String message = message(type.name(), k.text, k.raises, k.answer, call.calledName());
      return new ExpectedError(call, k.text, k.raises, k.answer, message);
    });
  }

  private static Optional<Known> known(PythonClass type, ProgramView program) {
    List<Place> places = new ArrayList<>();
    Optional<ErrorText> atRaise = Optional.empty();
    for (Use use : program.references().of(type)) {
      Optional<Stmt.Raise> raise =
          program.isTest(use.module())
              ? Optional.empty()
              : raiseOf(use.node(), use.module(), program);
      if (raise.isPresent()) {
        ModuleView view = program.view(use.module());
        places.add(Place.of(use.module(), raise.get()));
        List<String> values = atRaise.isPresent() ? List.of() : positional(raise.get(), view);
        if (!values.isEmpty()) {
          atRaise = Optional.of(new ErrorText(Place.of(use.module(), raise.get()), values));
        }
      }
    }
    Optional<ErrorText> template = ErrorText.template(type, program);
    Optional<ErrorText> text = template;
    if (text.isEmpty() || (text.get().names().isEmpty() && atRaise.isPresent())) {
      text = atRaise;
    }
    if (text.isEmpty() || places.isEmpty()) {
      return Optional.empty();
    }
    Optional<Answer> answer =
        program.part(ClientAnswers.class, "", (p, none) -> new ClientAnswers(p)).of(type);
    return Optional.of(new Known(text.get(), places, answer));
  }

  /** The values in the arguments that a raise passes by position: they make up the text. */
  private static List<String> positional(Stmt.Raise raise, ModuleView view) {
    List<String> values = new ArrayList<>();
    if (raise.exception() instanceof Expr.Call c) {
      c.args().forEach(a -> values.addAll(ErrorText.values(a, view)));
    }
    return values;
  }

  private static Optional<Stmt.Raise> raiseOf(
      Node use, org.assize.program.PythonModule module, ProgramView program) {
    ModuleView view = program.view(module);
    Optional<Node> parent = view.parent(use);
    if (parent.isPresent() && parent.get() instanceof Expr.Call c && c.function() == use) {
      parent = view.parent(c);
    }
    return parent.filter(p -> p instanceof Stmt.Raise).map(p -> (Stmt.Raise) p);
  }

  /** A built-in exception, as the called function raises it. */
  private static Optional<ExpectedError> ofFunction(
      CallSite call, String exception, ProgramView program) {
    if (call.node().args().size() < 2) {
      return Optional.empty();
    }
    Target called = called(call.node().args().get(1), call, program);
    if (!(called instanceof Target.FunctionTarget t) || program.isTest(t.function().module())) {
      return Optional.empty();
    }
    PythonFunction function = t.function();
    ModuleView view = program.view(function.module());
    List<Place> places = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Stmt.Raise raise : view.all(Stmt.Raise.class)) {
      boolean inside =
          function.node().start() <= raise.start() && raise.end() <= function.node().end();
      if (inside && raises(raise, exception, view, program)) {
        places.add(Place.of(function.module(), raise));
        values.addAll(positional(raise, view));
      }
    }
    if (places.isEmpty()) {
      return Optional.empty();
    }
    ErrorText text = new ErrorText(places.getFirst(), values);
    String name = exception.substring(exception.lastIndexOf('.') + 1) + " of " + function.name();
    String message = message(name, text, places, Optional.empty(), call.calledName());
    return Optional.of(new ExpectedError(call, text, places, Optional.empty(), message));
  }

  /** A function by its name, or a method of a local variable that holds a new object. */
  private static Target called(Expr function, CallSite call, ProgramView program) {
    Target named = program.resolver().resolve(function, call.scope());
    if (named instanceof Target.Unknown
        && function instanceof Expr.Attribute a
        && a.value() instanceof Expr.Name n) {
      Optional<Expr> made =
          call.scope().lookup(n.id()).flatMap(Symbol::only).flatMap(Binding::value);
      if (made.orElse(null) instanceof Expr.Call c
          && program.resolver().resolve(c.function(), call.scope())
              instanceof Target.ClassTarget t) {
        return program.resolver().member(t, a.attribute());
      }
    }
    return named;
  }

  private static boolean raises(
      Stmt.Raise raise, String exception, ModuleView view, ProgramView program) {
    Expr raised = raise.exception() instanceof Expr.Call c ? c.function() : raise.exception();
    return raised != null
        && program
            .resolver()
            .resolve(raised, view.module())
            .dottedPath()
            .filter(exception::equals)
            .isPresent();
  }

  private static String message(
      String name, ErrorText text, List<Place> raises, Optional<Answer> answer, String assertion) {
    String where = " (" + text.place().cite() + ")";
    if (text.names().isEmpty()) {
      return "The text of " + name + " is fixed" + where + ": it discloses no value.";
    }
    String raised =
        raises.getFirst().equals(text.place())
            ? ""
            : " Production raises it "
                + Wording.timesAt(raises)
                + answer
                    .map(a -> " and answers it " + a.what() + " (" + a.place().cite() + ")")
                    .orElse("")
                + ".";
    return "The text of "
        + name
        + " names "
        + Wording.list(text.names().stream().distinct().toList())
        + where
        + "; here "
        + assertion
        + " takes it."
        + raised;
  }

  Finding finding(Check check) {
    Finding.Builder finding =
        text.names().isEmpty()
            ? Finding.refuted(check.weakness(), call.place())
            : Finding.caution(check.weakness(), call.place(), Reason.TEST_CODE);
    finding.step(
        text.place(), text.names().isEmpty() ? "a fixed text" : "the text is composed here");
    raises.stream().limit(2).forEach(p -> finding.step(p, "production raises it"));
    answer.ifPresent(a -> finding.step(a.place(), "a client is answered " + a.what()));
    return finding.saying(message);
  }
}
