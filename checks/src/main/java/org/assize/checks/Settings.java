package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assize.facts.ArgumentView;
import org.assize.facts.Condition;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Reports each place at which a {@linkplain org.assize.facts.Fact.Setting setting} holds whose
 * label is the weakness: a call that passes it, an assignment, a mention of a name.
 *
 * <p>Where a parameter decides, its default does: the caller may choose otherwise, so that is a
 * caution. A value that nothing here determines is no setting and stays unsaid.
 *
 * @param reason why the pattern is a caution even in production; without it, it is a defect
 * @param undoneBy attributes and methods of the same object that make up for it in the function
 * @param undoneWhen what makes up for it in the same function, with the condition on its arguments:
 *     the dotted name of what makes the object, the name of what is called with it or on it
 * @param harmlessWhen when a call that takes the setting sets nothing that matters
 * @param certainWhen when it is a defect in spite of the reason
 * @param cautiousWhen when it is a caution only; it has a sentence of its own then, {@code
 *     cautious}
 * @param cautiousIn words in names of functions, classes and variables around it with which it is a
 *     caution only
 * @param cautiousReads keys: where nothing but one of them is read of the result, it is a caution
 *     only
 * @param certainWith names and dotted ends of names with one of which a function that the setting
 *     decorates is a defect in spite of the reason
 * @param uncertainWith words in names and texts of such a function with which it is none after all
 * @param whenChanging whether a function that only reads is none, either
 * @param optionTerms words of the names of options; where one decides whether the place is reached,
 *     whoever configures the program chooses
 * @param methods names of methods that are taken for a library's where nothing is known of the
 *     receiver, with the dotted names whose facts then hold
 * @param markupIn the argument that holds a text; where it is a constant without a tag, only the
 *     use of what it becomes tells whether the setting matters ({@code plain})
 * @param byAddress whether of an address that varies the begin with its host tells enough
 * @param oneMessage whether a key that is drawn for one text alone makes up for it
 * @param idleWithout names of what keeps state for visitors, with the attribute by which code
 *     reaches it: where none does, it is a caution only
 * @param standIns packages whose calls take settings of the application for arguments that they
 *     leave out, with what the names of those settings begin with; what clears it is told by {@code
 *     stands-in}
 * @param formIn the argument that holds what a form is filled with; where that is no form of the
 *     request, little rests on the setting
 * @param say sentences for {@code present}, {@code test}, {@code default} (of a parameter), {@code
 *     option}, {@code version} (the default of some versions), {@code undone}, {@code plain},
 *     {@code chosen} (beside others, by a name), {@code unset} (the default of a look-up), {@code
 *     opened} (what others have sealed; these three only where they are worded); {@code {name}} is
 *     the dotted name. Without them the title is said
 */
public record Settings(
    Optional<Reason> reason,
    Set<String> undoneBy,
    Map<String, Condition> undoneWhen,
    Optional<Condition> harmlessWhen,
    Optional<Condition> certainWhen,
    Optional<Condition> cautiousWhen,
    Set<String> cautiousIn,
    Set<String> cautiousReads,
    Set<String> certainWith,
    Set<String> uncertainWith,
    Optional<Boolean> whenChanging,
    Set<String> optionTerms,
    Map<String, String> methods,
    Optional<String> markupIn,
    Optional<Boolean> byAddress,
    Optional<Boolean> oneMessage,
    Optional<String> formIn,
    Map<String, String> idleWithout,
    Map<String, String> standIns,
    Map<String, String> say)
    implements Detector {
  /** Cases that speak of what disproves it, wherever it stands. */
  private static final Set<String> REFUTING =
      Set.of("undone", "opened", "constant", "fallback", "stands-in");

  private static final String ASKED = "this call decides it so";

  /** Checks the sentences. */
  public Settings {
    if (!say.isEmpty()) {
      List<String> cases =
          new ArrayList<>(List.of("present", "test", "default", "option", "version", "undone"));
      markupIn.ifPresent(slot -> cases.add("plain"));
      if (!standIns.isEmpty()) {
        cases.add("stands-in");
      }
      Stream.of("chosen", "unset", "opened", "constant", "fallback", "probe")
          .filter(say::containsKey)
          .forEach(cases::add);
      boolean isCautious = cautiousWhen.isPresent() || formIn.isPresent() || !idleWithout.isEmpty();
      if (isCautious || !cautiousIn.isEmpty() || !cautiousReads.isEmpty()) {
        cases.add("cautious");
      }
      Sentences.require(say, cases);
    }
  }

  /** Returns whether a call that takes the setting sets nothing that matters. */
  public boolean isHarmless(ArgumentView arguments) {
    return harmlessWhen.filter(when -> when.evaluate(arguments) == Truth.TRUE).isPresent();
  }

  /** Returns whether what the call passes makes it a caution only. */
  public boolean isCautious(ArgumentView arguments) {
    return cautiousWhen.filter(when -> when.evaluate(arguments) == Truth.TRUE).isPresent();
  }

  /** Returns the reason for which the call is a caution only, if there is one. */
  public Optional<Reason> reasonFor(ArgumentView arguments) {
    return reason.filter(
        _ -> certainWhen.filter(when -> when.evaluate(arguments) == Truth.TRUE).isEmpty());
  }

  @Override
  public void review(Check check) {
    FactSites sites = check.view().factSites();
    for (CallSite call : sites.callsThatSet(check.weakness().id())) {
      for (Fact.Setting setting : settings(check, call)) {
        if (setting.slot() != Slot.Fixed.VALUE && call(check, call, setting)) {
          break;
        }
      }
    }
    byName(check);
    for (PartialCalls.Set set : new PartialCalls(check).all()) {
      partial(check, set.call(), set.setting());
    }
    for (FactSites.Assigned assigned : sites.assignmentsThatSet(check.weakness().id())) {
      assignment(check, assigned);
    }
    for (Expr name : sites.namesThatSet(check.weakness().id())) {
      new MentionedSetting(this, check).review(name);
    }
  }

  private void partial(Check check, CallSite call, Fact.Setting setting) {
    report(
        check,
        call.place(),
        setting,
        setting.name(),
        around(check, undoneBy, setting, call.node()),
        reason,
        finding -> explain(check, finding, call, setting));
  }

  private static List<Fact.Setting> settings(Check check, CallSite call) {
    List<Fact.Setting> found = new ArrayList<>(settings(check, call.path()));
    FactSites.bases(call, check.program().resolver())
        .forEach(base -> found.addAll(settings(check, base)));
    return found;
  }

  static List<Fact.Setting> settings(Check check, String path) {
    return check.program().lookup().settings(path, check.weakness().id());
  }

  private void byName(Check check) {
    if (methods.isEmpty()) {
      return;
    }
    for (CallSite call : check.view().calls()) {
      String known = methods.get(call.calledName());
      boolean isOpen = call.path().isEmpty() && call.node().function() instanceof Expr.Attribute;
      if (known != null && isOpen && isCertain(check, call)) {
        for (Fact.Setting setting : settings(check, known)) {
          if (OwnMethods.of(check.program()).decide(call, setting) || call(check, call, setting)) {
            break;
          }
        }
      }
    }
  }

  /** Of an object of which nothing is known, only what would be a defect is said. */
  private boolean isCertain(Check check, CallSite call) {
    return certainWhen.isEmpty() || reasonFor(check.program().values().arguments(call)).isEmpty();
  }

  private boolean call(Check check, CallSite call, Fact.Setting setting) {
    ArgumentView arguments =
        byAddress.orElse(false)
            ? new AddressBegin(check.program()).arguments(call)
            : check.program().values().arguments(call);
    if (isHarmless(arguments) || new StandIns(this, check.program()).decide(check, call, setting)) {
      return true;
    }
    Truth truth = setting.when().evaluate(arguments);
    Markup markup = new Markup(check, markupIn.flatMap(Slot::argument));
    Optional<Expr> plainText = truth == Truth.TRUE ? markup.withoutTag(call) : Optional.empty();
    if (plainText.isPresent()) {
      check.report(
          caution(check, call.place(), Reason.MISSING_FACT)
              .step(Place.of(call.module(), plainText.get()), markup.why(plainText.get(), call))
              .saying(sentence(check, shown(call.path(), setting), "plain")));
    } else if (truth == Truth.TRUE) {
      report(
          check,
          call.place(),
          setting,
          shown(call.path(), setting),
          MentionedSetting.ownOf(check, call, setting)
              .or(() -> asData(check, call))
              .or(() -> oneMessage.flatMap(_ -> new OneMessageKey(check).of(call)))
              .or(() -> new BesideSetting(this, check.view(), check.program()).of(call))
              .orElseGet(() -> around(check, undoneBy, setting, call.node()))
              .orElse(isCautious(arguments) || isCalm(check, call) ? "cautious" : "present"),
          reasonFor(arguments).filter(_ -> !wrapsCertain(check, call)),
          finding -> explain(check, finding, call, setting));
    } else {
      new SettingDefaults(this, check).call(call, setting, truth);
      overridden(check, call, setting, truth);
      spread(check, call, setting);
    }
    return truth == Truth.TRUE;
  }

  /** {@code csrf_exempt(view)}, where the view itself tells that it matters. */
  private boolean wrapsCertain(Check check, CallSite call) {
    DecoratedCode code = new DecoratedCode(certainWith, uncertainWith, whenChanging.orElse(false));
    return !certainWith.isEmpty()
        && (code.isCertain(check, call) || code.isCertain(check, call.node()));
  }

  /** A call in the program passes what makes the setting hold. */
  void asked(Check check, CallSite call, Fact.Setting setting, Place by) {
    report(
        check,
        call.place(),
        setting,
        shown(call.path(), setting),
        around(check, undoneBy, setting, call.node()),
        reason,
        finding -> {
          note(finding, call.place(), setting);
          finding.step(by, ASKED);
        });
  }

  /** A call in the program passes what is assigned. */
  void asked(Check check, FactSites.Assigned assigned, Fact.Setting setting, Place by) {
    Expr target = assigned.target();
    report(
        check,
        new Place(check.view().module(), target.start(), assigned.value().end()),
        setting,
        setting.name(),
        around(check, Set.of(), setting, target),
        reason,
        finding -> finding.step(by, ASKED));
  }

  /** A class of the hierarchy gives a field the value with which the setting holds. */
  private void overridden(Check check, CallSite call, Fact.Setting setting, Truth truth) {
    OverriddenFields fields = new OverriddenFields(check);
    for (OverriddenFields.Giving giving :
        truth == Truth.FALSE ? fields.below(call, setting) : fields.of(call, setting)) {
      Finding.Builder finding = start(check, giving.place(), reason);
      finding.step(call.place(), "takes the field of " + giving.type().name());
      check.report(finding.saying(sentence(check, shown(call.path(), setting), "present")));
    }
  }

  /** A caller's keyword makes the setting hold, which the function hands on with all others. */
  private void spread(Check check, CallSite call, Fact.Setting setting) {
    for (CallSite by : new SpreadOptions(check).of(call, setting)) {
      if (!isHarmless(check.program().values().arguments(by))) {
        Finding.Builder finding = start(check, by.place(), reason);
        finding.step(call.place(), "gets all keywords that are left");
        check.report(finding.saying(sentence(check, shown(call.path(), setting), "present")));
      }
    }
  }

  /** What stands around a call tells that little rests on it. */
  private boolean isCalm(Check check, CallSite call) {
    return new CalmPlace(check.view(), cautiousIn, cautiousReads).holds(call)
        || GivenForm.isOther(check, call, formIn)
        || new IdleState(idleWithout, check.program()).isIdle(call);
  }

  Situation.Found around(Check check, Set<String> undoing, Fact.Setting setting, Expr at) {
    Situation.Found found = new Situation(check, undoing, undoneWhen, optionTerms).of(at);
    if (found.which().equals("present") && say.containsKey("probe")) {
      Optional<Situation.Found> probe = new CertificateProbe(check).of(at);
      if (probe.isPresent()) {
        return probe.get();
      }
    }
    boolean asks = found.which().equals("present") && say.containsKey("chosen");
    return asks
        ? new AlgorithmChoice(check.program(), check.view(), setting.name())
            .of(at)
            .map(key ->
                new Situation.Found(
                    "chosen",
                    Optional.of(new Finding.Evidence(key.place(), key.name() + " stands for it"))))
            .orElse(found)
        : found;
  }

  /** What renders data renders no page. */
  private Optional<Situation.Found> asData(Check check, CallSite call) {
    return markupIn
        .flatMap(_ -> new RenderedData(check).of(call.node()))
        .map(step -> new Situation.Found("undone", Optional.of(step)));
  }

  void report(
      Check check,
      Place place,
      Fact.Setting setting,
      String name,
      Situation.Found found,
      Optional<Reason> why,
      Consumer<Finding.Builder> evidence) {
    ByVersion byVersion = check.program().lookup().byVersion(setting, place.module());
    boolean isGone = byVersion instanceof ByVersion.Gone;
    boolean isOpen = byVersion instanceof ByVersion.Open;
    Finding.Builder finding =
        switch (isGone ? "undone" : found.which()) {
          case "undone", "opened", "constant", "fallback" ->
              Finding.refuted(check.weakness(), place);
          case "option" -> caution(check, place, Reason.OPERATOR_INPUT);
          case "own" -> caution(check, place, Reason.EXPOSED_TO_CALLERS);
          case "chosen", "cautious", "probe" -> caution(check, place, Reason.DEFENCE_IN_DEPTH);
          default -> isOpen ? caution(check, place, Reason.MISSING_FACT) : start(check, place, why);
        };
    evidence.accept(finding);
    found.step().ifPresent(step -> finding.step(step.place(), step.text()));
    finding.step(place, byVersion);
    boolean version = isOpen && !check.inTest() && found.which().equals("present");
    check.report(
        finding.saying(
            isGone
                ? "The versions of the library that the project asks for are past this: %s."
                    .formatted(name)
                : sentence(check, name, version ? "version" : found.which())));
  }

  private static Finding.Builder caution(Check check, Place place, Reason why) {
    return Finding.caution(check.weakness(), place, check.inTest() ? Reason.TEST_CODE : why);
  }

  static Finding.Builder start(Check check, Place place, Optional<Reason> reason) {
    return reason.isPresent() && !check.inTest()
        ? Finding.caution(check.weakness(), place, reason.get())
        : check.present(place);
  }

  String sentence(Check check, String name, String here) {
    String worded = here.equals("own") ? "present" : here;
    String which = check.inTest() && !REFUTING.contains(here) ? "test" : worded;
    return say.isEmpty()
        ? check.weakness().title() + "."
        : new Sentences(say).fill(which, "name", name);
  }

  /**
   * The name as it is written, where the fact speaks of the same thing under another path, or of
   * the receiver nothing is known.
   */
  static String shown(String path, Fact.Setting setting) {
    String last = setting.name().substring(setting.name().lastIndexOf('.') + 1);
    return path.isEmpty() ? last : path.endsWith("." + last) ? path : setting.name();
  }

  /** Adds what the fact says, and where the values stand that make it hold. */
  private static void explain(
      Check check, Finding.Builder finding, CallSite call, Fact.Setting setting) {
    note(finding, call.place(), setting);
    for (Node.Keyword keyword : call.node().keywords()) {
      define(check, finding, keyword.value(), call.module());
    }
    call.node().args().forEach(arg -> define(check, finding, arg, call.module()));
  }

  static void note(Finding.Builder finding, Place place, Fact.Setting setting) {
    if (!setting.subject().note().isEmpty()) {
      finding.step(place, setting.subject().note());
    }
  }

  private static void define(
      Check check, Finding.Builder finding, Expr value, PythonModule module) {
    check
        .program()
        .values()
        .definition(value, module)
        .filter(place -> check.program().constants().of(value, module).isPresent())
        .ifPresent(place -> finding.step(place, "the value is set here, once"));
  }

  private void assignment(Check check, FactSites.Assigned assigned) {
    PythonModule module = check.view().module();
    Expr target = assigned.target();
    Expr value = assigned.value();
    SettingDefaults defaults = new SettingDefaults(this, check);
    ArgumentView given = SettingDefaults.given(check, assigned, value);
    for (Fact.Setting setting : settings(check, assigned.path())) {
      boolean speaks = SettingDefaults.speaks(assigned, setting);
      if (speaks && assigned.key().isEmpty() && defaults.assigned(assigned, setting)) {
        return;
      }
      if (speaks && setting.when().evaluate(given) == Truth.TRUE) {
        Place place = new Place(module, target.start(), value.end());
        report(
            check,
            place,
            setting,
            assigned.key().isPresent()
                ? module.text().slice(target.start(), target.end())
                : setting.name(),
            around(check, Set.of(), setting, target),
            reasonFor(given),
            finding -> {
              note(finding, Place.of(module, value), setting);
              define(check, finding, value, module);
            });
        return;
      }
    }
    defaults.assignedUnlessSet(assigned);
  }
}
