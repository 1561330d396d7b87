package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.assize.facts.ArgumentView;
import org.assize.facts.Constant;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;

/**
 * Settings that hold where nobody says otherwise: by the default of a parameter, by one side of a
 * choice, by the default of a look-up.
 */
record SettingDefaults(Settings settings, Check check) {
  /** Reports what a call passes that does not hold as it stands. */
  void call(CallSite call, Fact.Setting setting, Truth truth) {
    if (!unlessSet(call, setting) && truth == Truth.UNKNOWN) {
      byDefault(call, setting);
    }
  }

  /** Returns what an assignment sets, if it gives a value. */
  static ArgumentView given(Check check, FactSites.Assigned assigned, Expr value) {
    PythonModule module = check.view().module();
    Values values = check.program().values();
    return assigned
        .key()
        .map(key -> values.stored(key, value, module))
        .orElseGet(() -> values.assigned(value, module));
  }

  /** Whether a fact speaks of what is assigned. */
  static boolean speaks(FactSites.Assigned assigned, Fact.Setting setting) {
    return assigned.key().isPresent() || setting.slot() == Slot.Fixed.VALUE;
  }

  /** A caller decides, or the default of a parameter does, or an expression chooses. */
  private void byDefault(CallSite call, Fact.Setting setting) {
    Values values = check.program().values();
    ArgumentView plain = values.arguments(call);
    for (Expr written : Values.inSlot(call, Slot.Fixed.ANY)) {
      Expr decided = SingleUse.behind(written, call.module());
      Optional<CallerValues.Passed> asked =
          asked(decided, c -> holds(call, setting, plain, written, new ArgumentView.Known(c)));
      if (asked.isPresent()) {
        settings.asked(check, call, setting, asked.get().place());
        return;
      }
      for (Alternatives side : Alternatives.of(decided, call.module(), check.program())) {
        if (holds(call, setting, plain, written, values.given(side))) {
          open(call.place(), setting, side, Wording.written(written, check.view()));
          return;
        }
      }
    }
  }

  /** The call of the program by which a parameter, or a field that it fills, is of a kind. */
  private Optional<CallerValues.Passed> asked(Expr written, Predicate<Constant> kind) {
    PythonModule module = check.view().module();
    Values values = check.program().values();
    if (written instanceof Expr.BoolOp either && Alternatives.isLastResort(either)) {
      Optional<Constant> last = values.constant(either.values().getLast(), module);
      return last.filter(kind).isPresent()
          ? asked(either.values().getFirst(), c -> !UnlessSet.isTrue(c))
          : Optional.empty();
    }
    Optional<WrittenField> field = WrittenField.of(written, module, check.program());
    PythonModule where = field.map(WrittenField::module).orElse(module);
    return values
        .parameter(written, module)
        .or(() -> field.flatMap(f -> values.parameter(f.value(), f.module())))
        .flatMap(p -> new CallerValues(check.program()).first(p, where, kind));
  }

  private static boolean holds(
      CallSite call,
      Fact.Setting setting,
      ArgumentView plain,
      Expr replaced,
      ArgumentView.Given by) {
    ArgumentView view =
        slot ->
            slot instanceof Slot.Argument a
                    && Values.argument(call, a).filter(e -> e == replaced).isPresent()
                ? by
                : plain.at(slot);
    return setting.when().evaluate(view) == Truth.TRUE;
  }

  /** The default of a look-up decides where nobody sets anything. */
  private boolean unlessSet(CallSite call, Fact.Setting setting) {
    UnlessSet unless = new UnlessSet(check.program());
    ArgumentView plain = check.program().values().arguments(call);
    List<UnlessSet.Standing> standing = new ArrayList<>();
    for (Expr written : Values.inSlot(call, Slot.Fixed.ANY)) {
      unless
          .standing(written, call.module())
          .filter(s -> settings.say().containsKey("unset"))
          .filter(s -> holds(call, setting, plain, written, new ArgumentView.Known(s.constant())))
          .ifPresent(standing::add);
    }
    if (!standing.isEmpty()) {
      unset(call.place(), call.node(), Settings.shown(call.path(), setting), standing);
    }
    return !standing.isEmpty();
  }

  private void unset(Place place, Expr at, String name, List<UnlessSet.Standing> standing) {
    Situation.Found found =
        new Situation(check, settings.undoneBy(), settings.undoneWhen(), settings.optionTerms())
            .of(at);
    if (!found.which().equals("present")) {
      return;
    }
    Finding.Builder finding = Settings.start(check, place, settings.reason());
    boolean always = standing.stream().anyMatch(UnlessSet.Standing::always);
    if (!always && !check.inTest()) {
      finding.severity(check.weakness().severity().lowered());
    }
    standing.forEach(s -> finding.step(s.asked(), s.why()));
    check.report(finding.saying(settings.sentence(check, name, always ? "present" : "unset")));
  }

  /** Somebody else decides whether the setting holds. */
  private void open(Place place, Fact.Setting setting, Alternatives side, String argument) {
    Reason why = check.inTest() ? Reason.TEST_CODE : side.reason();
    String which = side.reason() == Reason.OPERATOR_INPUT ? "option" : "default";
    String step = which.equals("option") ? "one of two, for " : "the default of ";
    check.report(
        Finding.caution(check.weakness(), place, why)
            .step(Place.of(side.module(), side.value()), step + argument)
            .saying(settings.sentence(check, setting.name(), which)));
  }

  /** {@code app.debug = os.environ.get("DEBUG", True)}. */
  void assignedUnlessSet(FactSites.Assigned assigned) {
    PythonModule module = check.view().module();
    UnlessSet unless = new UnlessSet(check.program());
    Optional<UnlessSet.Standing> standing =
        settings.say().containsKey("unset")
            ? unless.standing(assigned.value(), module)
            : Optional.empty();
    if (standing.filter(s -> s.constant() instanceof Constant.Bool).isEmpty()) {
      return;
    }
    boolean isOn = standing.get().constant() == Constant.Bool.TRUE;
    Expr on = new Expr.Bool(assigned.value().start(), assigned.value().end(), isOn);
    ArgumentView given = given(check, assigned, on);
    for (Fact.Setting setting : Settings.settings(check, assigned.path())) {
      if (speaks(assigned, setting) && setting.when().evaluate(given) == Truth.TRUE) {
        Expr target = assigned.target();
        Place place = new Place(module, target.start(), assigned.value().end());
        unset(place, target, setting.name(), List.of(standing.get()));
        return;
      }
    }
  }

  /** {@code session.verify = verify}, where a parameter of that name has a default. */
  boolean assigned(FactSites.Assigned assigned, Fact.Setting setting) {
    PythonModule module = check.view().module();
    Optional<CallerValues.Passed> asked =
        asked(
            assigned.value(),
            c ->
                setting
                        .when()
                        .evaluate(slot ->
                            slot == Slot.Fixed.VALUE
                                ? new ArgumentView.Known(c)
                                : ArgumentView.Unknown.UNKNOWN)
                    == Truth.TRUE);
    if (asked.isPresent()) {
      settings.asked(check, assigned, setting, asked.get().place());
      return true;
    }
    for (Alternatives side : Alternatives.of(assigned.value(), module, check.program())) {
      if (setting.when().evaluate(check.program().values().assigned(side.value(), side.module()))
          == Truth.TRUE) {
        Place place = new Place(module, assigned.target().start(), assigned.value().end());
        open(place, setting, side, Wording.written(assigned.value(), check.view()));
        return true;
      }
    }
    return false;
  }
}
