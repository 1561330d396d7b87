package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.checks.ClientAnswers.Answer;
import org.assize.facts.Reason;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * An exception that a test expects, with what its text is made of.
 *
 * @param call the assertion
 * @param texts where production raises it, and where its text is composed, and of what
 * @param answer as what clients are answered
 * @param message the sentence, which is the same for all assertions about this exception
 */
record ExpectedError(CallSite call, RaisedTexts texts, Optional<Answer> answer, String message) {

  static Optional<ExpectedError> of(CallSite call, ProgramView program) {
    Expr expected = call.node().args().getFirst();
    return switch (program.resolver().resolve(expected, call.scope())) {
      case Target.ClassTarget t when !program.isTest(t.type().module()) ->
          ofClass(call, t.type(), program);
      case Target.External e -> ofFunction(call, e.path(), program);
      default -> Optional.empty();
    };
  }

  /** An exception of the program: the very one that what is called raises, where that is seen. */
  private static Optional<ExpectedError> ofClass(
      CallSite call, PythonClass expected, ProgramView program) {
    Optional<RaisedTexts> met = RaisedTexts.met(expected, called(call, program), program);
    Optional<RaisedTexts> texts = met.or(() -> RaisedTexts.of(expected, program));
    return texts.map(t -> {
      PythonClass type = t.type().orElse(expected);
      Optional<Answer> answer =
          program.part(ClientAnswers.class, "", (p, none) -> new ClientAnswers(p)).of(type);
      String name = name(type, expected, met.isEmpty(), program);
      String raiser = met.isEmpty() ? "Production" : "The called code";
      return new ExpectedError(
          call, t, answer, message(name, t, answer, raiser, call.calledName()));
    });
  }

  private static String name(
      PythonClass type, PythonClass expected, boolean isWhole, ProgramView program) {
    if (type != expected) {
      return type.name() + ", a kind of " + expected.name() + ",";
    }
    boolean hasKinds =
        program.resolver().hierarchy().descendants(type).stream()
            .anyMatch(t -> !program.isTest(t.module()));
    return type.name() + (isWhole && hasKinds ? " itself" : "");
  }

  /** A built-in exception, as the called function raises it. */
  private static Optional<ExpectedError> ofFunction(
      CallSite call, String exception, ProgramView program) {
    for (PythonFunction function : called(call, program)) {
      Optional<RaisedTexts> texts = RaisedTexts.in(function, exception, program);
      if (texts.isPresent()) {
        String name =
            "the "
                + exception.substring(exception.lastIndexOf('.') + 1)
                + " that "
                + function.name()
                + " raises";
        String message = message(name, texts.get(), Optional.empty(), "", call.calledName());
        return Optional.of(new ExpectedError(call, texts.get(), Optional.empty(), message));
      }
    }
    return Optional.empty();
  }

  /** The functions of production that run under the assertion, as far as names tell. */
  private static List<PythonFunction> called(CallSite call, ProgramView program) {
    List<PythonFunction> found = new ArrayList<>();
    if (call.node().args().size() > 1) {
      add(called(call.node().args().get(1), call, program), program, found);
    } else {
      ModuleView view = program.view(call.module());
      Optional<Node> item = view.parent(call.node());
      Optional<Node> with = item.flatMap(view::parent);
      if (with.orElse(null) instanceof Stmt.With w) {
        for (Expr.Call inner : Inside.all(w.body(), Expr.Call.class)) {
          view.callOf(inner)
              .ifPresent(c -> add(called(inner.function(), c, program), program, found));
        }
      }
    }
    return found;
  }

  private static void add(Target called, ProgramView program, List<PythonFunction> to) {
    if (called instanceof Target.FunctionTarget t && !program.isTest(t.function().module())) {
      to.add(t.function());
    }
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

  private static String message(
      String name, RaisedTexts texts, Optional<Answer> answer, String raiser, String assertion) {
    List<String> values = texts.values();
    List<Place> raises = texts.raises();
    String seen = "; here only " + assertion + " sees it.";
    if (values.isEmpty()) {
      String where =
          texts.template().map(t -> " (" + t.cite() + ")").orElseGet(() -> raisesOf(raises));
      return "The text of " + name + " is fixed" + where + ": it discloses no value.";
    }
    String named = (values.size() == 1 ? "the value of " : "the values of ") + Wording.list(values);
    String answered =
        answer
            .map(a -> "a client is answered " + a.what() + " (" + a.place().cite() + ")")
            .orElse("");
    if (texts.template().isPresent()) {
      return "The text of "
          + name
          + " holds "
          + named
          + " ("
          + texts.template().get().cite()
          + ")"
          + seen
          + " "
          + raiser
          + " raises it "
          + Wording.timesAt(raises)
          + (answered.isEmpty() ? "" : "; " + answered)
          + ".";
    }
    return composed(name, texts, named)
        + seen
        + (answered.isEmpty() ? "" : " Where production raises it, " + answered + ".");
  }

  /** A text that is made where the exception is raised. */
  private static String composed(String name, RaisedTexts texts, String named) {
    List<Place> raises = texts.raises();
    List<Place> composing = texts.composing();
    if (composing.size() == raises.size()) {
      return "The text of " + name + " holds " + named + raisesOf(raises);
    }
    return "Of the "
        + raises.size()
        + " places that make the text of "
        + name
        + ", "
        + (composing.size() == 1 ? "one puts " : composing.size() + " put ")
        + named
        + " into it ("
        + (composing.size() > 1 ? "first " : "")
        + composing.getFirst().cite()
        + ")";
  }

  private static String raisesOf(List<Place> raises) {
    return raises.size() == 1
        ? " (" + raises.getFirst().cite() + ")"
        : " wherever it is raised, " + Wording.timesAt(raises);
  }

  Finding finding(Check check) {
    boolean isFixed = texts.values().isEmpty();
    Finding.Builder finding =
        isFixed
            ? Finding.refuted(check.weakness(), call.place())
            : Finding.caution(check.weakness(), call.place(), Reason.TEST_CODE);
    texts
        .template()
        .ifPresent(t ->
            finding.step(
                t, isFixed ? "the text has no place for a value" : "the text with its values"));
    List<Place> shown =
        texts.composing().isEmpty() || texts.template().isPresent()
            ? texts.raises()
            : texts.composing();
    shown.stream().limit(2).forEach(p -> finding.step(p, "production raises it"));
    answer.ifPresent(a -> finding.step(a.place(), "a client is answered " + a.what()));
    return finding.saying(message);
  }
}
