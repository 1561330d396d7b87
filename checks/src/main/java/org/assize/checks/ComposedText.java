package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.facts.ArgumentView;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.facts.Truth;
import org.assize.syntax.Expr;

/**
 * Judges the text that reaches an interpreter: a shell, a database, the language itself, a loader.
 * The places are the {@linkplain Fact.Sink sinks} whose label is the weakness, and the methods
 * named here where the text has the wanted form.
 *
 * @param methods names of methods that interpret their first argument, on any receiver
 * @param textForm regular expression that the first literal of the text matches, else it is no text
 *     of that language
 * @param literal what to say of a text that is one literal
 * @param whole what to say of a text that comes as a whole from elsewhere
 * @param parts what to say where parts come from elsewhere
 * @param atMost why even a value that others determine is only a caution; without it, a defect
 * @param characterTests methods of text that are true of harmless characters only
 * @param transparent functions and methods whose result is as safe as what they are given
 * @param quoting words in the names of functions that quote parts of a text; with none, what they
 *     give is as open as anything else
 * @param say sentences for {@code defect}, {@code operator}, {@code fixed}, {@code safe}, {@code
 *     unset}, {@code open}, {@code quoted} (where there are such words), {@code version}, {@code
 *     test}; {@code {name}} is the callee, {@code {why}} what makes it harmless and where, {@code
 *     {part}} what nothing here confines, or what is quoted
 */
public record ComposedText(
    Set<String> methods,
    Optional<String> textForm,
    Saying literal,
    Saying whole,
    Saying parts,
    Optional<Reason> atMost,
    Set<String> characterTests,
    Set<String> transparent,
    Set<String> quoting,
    Map<String, String> say)
    implements Detector {
  private static final String FLOW = "value flow between functions";

  /** What to say where nothing is proved. */
  public enum Saying {
    /** Nothing: no reviewer raises it. */
    SILENT,
    /** Refuted, with the text that disproves it. */
    REFUTED,
    /** Undecided until values are followed between functions. */
    UNDECIDED,
    /** A caution, since no fact says who determines it. */
    CAUTION
  }

  /** Checks the sentences and the form. */
  public ComposedText {
    List<String> cases =
        new ArrayList<>(
            List.of("defect", "operator", "fixed", "safe", "unset", "open", "version", "test"));
    if (!quoting.isEmpty()) {
      cases.add("quoted");
    }
    Sentences.require(say, cases);
    textForm.ifPresent(Pattern::compile);
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      List<Fact.Sink> sinks = check.program().lookup().sinks(call.path(), check.weakness().id());
      if (!sinks.isEmpty()) {
        for (Fact.Sink sink : sinks) {
          if (sink(check, call, sink)) {
            break;
          }
        }
      } else if (isMethod(call)) {
        judge(check, call, call.node().args().getFirst(), List.of());
      }
    }
  }

  private boolean isMethod(CallSite call) {
    return call.node().function() instanceof Expr.Attribute a
        && methods.contains(a.attribute())
        && !call.node().args().isEmpty();
  }

  private boolean sink(Check check, CallSite call, Fact.Sink sink) {
    List<Expr> values = Values.inSlot(call, sink.slot());
    ArgumentView arguments = check.program().values().arguments(call);
    Truth truth = sink.when().evaluate(arguments);
    if (truth == Truth.FALSE || values.isEmpty()) {
      return false;
    }
    List<Finding.Evidence> steps = new ArrayList<>();
    if (truth == Truth.UNKNOWN) {
      ParameterSwitch decided = ParameterSwitch.of(check, call, sink.when());
      if (decided.truth() == Truth.FALSE) {
        refute(check, call, "unset", decided.why(call.module()), decided.steps());
        return true;
      }
      if (decided.truth() == Truth.UNKNOWN && call.hasUnknownArguments() && !decided.named()) {
        return false;
      }
      steps.addAll(decided.steps());
    }
    if (check.program().lookup().dependsOnVersion(sink)) {
      version(check, call, sink);
    } else {
      judge(check, call, values.getFirst(), steps);
    }
    return true;
  }

  /** Which version is installed is not known here, so the default is not either. */
  private void version(Check check, CallSite call, Fact.Sink sink) {
    if (whole == Saying.CAUTION) {
      Reason why = check.inTest() ? Reason.TEST_CODE : Reason.MISSING_FACT;
      String versions = sink.subject().versions().text();
      check.report(
          Finding.caution(check.weakness(), call.place(), why)
              .step(call.place(), "holds for versions " + versions)
              .saying(sentence(check.inTest() ? "test" : "version", call, "")));
    }
  }

  private void judge(Check check, CallSite call, Expr value, List<Finding.Evidence> before) {
    Composer.Composition composition =
        Composer.of(value, check, new Composer.Terms(characterTests, transparent, quoting));
    List<Part.Open> open = composition.all(Part.Open.class);
    List<Part.Controlled> controlled = composition.all(Part.Controlled.class);
    List<Part.Safe> safe = composition.all(Part.Safe.class);
    if (!hasForm(composition)) {
      return;
    }
    if (controlled.stream().anyMatch(p -> p.control() != Control.OPERATOR)) {
      proved(check, call, controlled, before);
    } else if (!open.isEmpty()) {
      open(check, call, composition, before);
    } else if (!composition.all(Part.Quoted.class).isEmpty()) {
      quoted(check, call, composition.all(Part.Quoted.class), before);
    } else if (!controlled.isEmpty()) {
      Reason why = check.inTest() ? Reason.TEST_CODE : Reason.OPERATOR_INPUT;
      Finding.Builder finding = Finding.caution(check.weakness(), call.place(), why);
      add(finding.control(Control.OPERATOR), before, controlled);
      check.report(finding.saying(sentence(check.inTest() ? "test" : "operator", call, "")));
    } else {
      harmless(check, call, composition, before, safe);
    }
  }

  private boolean hasForm(Composer.Composition composition) {
    if (textForm.isEmpty()) {
      return true;
    }
    Pattern form = Pattern.compile(textForm.get(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    return composition.all(Part.Fixed.class).stream()
        .map(Part.Fixed::value)
        .filter(text -> !text.isBlank())
        .findFirst()
        .filter(text -> form.matcher(text).lookingAt())
        .isPresent();
  }

  private void proved(
      Check check, CallSite call, List<Part.Controlled> from, List<Finding.Evidence> before) {
    Finding.Builder finding =
        atMost.isPresent() && !check.inTest()
            ? Finding.caution(check.weakness(), call.place(), atMost.get())
            : check.present(call.place());
    Part.Controlled first =
        from.stream().filter(p -> p.control() != Control.OPERATOR).findFirst().orElseThrow();
    add(finding.control(first.control()), before, from);
    finding.step(call.place(), "and " + name(call) + " interprets it");
    check.report(finding.saying(sentence(check.inTest() ? "test" : "defect", call, "")));
  }

  private void open(
      Check check, CallSite call, Composer.Composition composition, List<Finding.Evidence> before) {
    Saying saying = composition.composed() ? parts : whole;
    Finding.Builder finding;
    if (saying == Saying.SILENT || saying == Saying.REFUTED) {
      return;
    } else if (check.inTest()) {
      finding = Finding.caution(check.weakness(), call.place(), Reason.TEST_CODE);
    } else if (saying == Saying.CAUTION) {
      finding = Finding.caution(check.weakness(), call.place(), Reason.MISSING_FACT);
    } else {
      finding = Finding.undecided(check.weakness(), call.place(), FLOW);
    }
    List<Part.Open> unknown = composition.all(Part.Open.class);
    add(finding.control(Control.UNKNOWN), before, unknown);
    unknown.stream().map(Part.Open::absent).flatMap(Optional::stream).forEach(finding::lacks);
    List<String> subjects = unknown.stream().map(Part.Open::subject).distinct().toList();
    check.report(
        finding.saying(sentence(check.inTest() ? "test" : "open", call, Wording.list(subjects))));
  }

  private void quoted(
      Check check, CallSite call, List<Part.Quoted> quoted, List<Finding.Evidence> before) {
    Reason why = check.inTest() ? Reason.TEST_CODE : Reason.MISSING_FACT;
    Finding.Builder finding = Finding.caution(check.weakness(), call.place(), why);
    add(finding.control(Control.UNKNOWN), before, quoted);
    List<String> texts = quoted.stream().map(Part.Quoted::text).distinct().toList();
    check.report(
        finding.saying(sentence(check.inTest() ? "test" : "quoted", call, Wording.list(texts))));
  }

  private void harmless(
      Check check,
      CallSite call,
      Composer.Composition composition,
      List<Finding.Evidence> before,
      List<Part.Safe> safe) {
    if (literal != Saying.REFUTED && !composition.composed() && safe.isEmpty()) {
      return;
    }
    List<Finding.Evidence> steps = new ArrayList<>(before);
    List<? extends Part> shown = safe.isEmpty() ? composition.parts() : safe;
    shown.stream().limit(4).forEach(p -> steps.add(new Finding.Evidence(p.place(), p.text())));
    String why =
        safe.isEmpty()
            ? fixed(composition.all(Part.Fixed.class), composition.composed(), call)
            : Wording.list(safe.stream().map(p -> p.said(call.module())).distinct().toList());
    refute(check, call, safe.isEmpty() ? "fixed" : "safe", why, steps);
  }

  /** The one literal, or where the constants stand that the text is made of. */
  private static String fixed(List<Part.Fixed> parts, boolean composed, CallSite call) {
    if (!composed && parts.size() == 1) {
      return Wording.quoted(parts.getFirst().value());
    }
    return "text that is fixed where it is written (%s)"
        .formatted(
            Wording.list(
                parts.stream().map(p -> p.place().citeFrom(call.module())).distinct().toList()));
  }

  private void refute(
      Check check, CallSite call, String which, String why, List<Finding.Evidence> steps) {
    Finding.Builder finding =
        Finding.refuted(check.weakness(), call.place()).control(Control.CONSTANT);
    steps.forEach(s -> finding.step(s.place(), s.text()));
    check.report(finding.saying(sentence(which, call, why)));
  }

  private static void add(
      Finding.Builder finding, List<Finding.Evidence> before, List<? extends Part> parts) {
    before.forEach(s -> finding.step(s.place(), s.text()));
    parts.stream().limit(4).forEach(p -> finding.step(p.place(), p.text()));
    finding.confidence(Confidence.HIGH);
  }

  private String sentence(String which, CallSite call, String reason) {
    return new Sentences(say).fill(which, "name", name(call), "why", reason, "part", reason);
  }

  private static String name(CallSite call) {
    return call.path().isEmpty() ? call.calledName() : call.path().replace("builtins.", "");
  }
}
