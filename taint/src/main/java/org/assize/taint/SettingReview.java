package org.assize.taint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.checks.ByVersion;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.checks.Settings;
import org.assize.facts.ArgumentView;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.facts.Weakness;
import org.assize.ir.Body;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;

/**
 * Settings in calls of which only values tell what they do: the callee comes out of a dictionary,
 * the receiver is a variable that is bound more than once, or what a function of the program
 * returns; an argument is computed, kept in a field, or comes in a dictionary.
 */
final class SettingReview {
  private final FlowProgram program;
  private final Map<String, Looked> settings = new HashMap<>();

  /** A weakness and what is said of it. */
  private record Looked(Weakness weakness, Settings settings) {}

  SettingReview(FlowProgram program, Map<Weakness, Settings> settings) {
    this.program = program;
    settings.forEach(
        (weakness, how) -> this.settings.put(weakness.id(), new Looked(weakness, how)));
  }

  List<Finding> in(int number) {
    List<Finding> found = new ArrayList<>();
    Body body = program.body(number);
    for (int i = 0; i < body.size(); i++) {
      if (program.values().isReached(number, body.blockOf(i))) {
        switch (body.op(i)) {
          case CALL -> call(new Ref(number, i), found);
          case SET_ITEM -> stored(new Ref(number, i), body, found);
          default -> {}
        }
      }
    }
    return found;
  }

  /** The first setting of each weakness that holds. */
  private void call(Ref at, List<Finding> found) {
    Set<String> said = new HashSet<>();
    for (String path : program.paths(at)) {
      for (Fact.Setting setting : program.facts().at(path, Fact.Setting.class)) {
        Looked looked = settings.get(setting.weakness());
        if (looked != null
            && holds(at, setting, looked.settings())
            && said.add(setting.weakness())) {
          ArgumentView given = new CallArguments(program, at).view();
          found.add(finding(at, setting, looked, given));
        }
      }
    }
  }

  /** {@code x[k] = v} is a call of {@code x.__setitem__}. */
  private void stored(Ref at, Body body, List<Finding> found) {
    Set<String> said = new HashSet<>();
    ArgumentView given = ItemSinks.given(program, at, body);
    for (String path : ItemSinks.owners(program, at, body)) {
      for (Fact.Setting setting : program.facts().at(path + ".__setitem__", Fact.Setting.class)) {
        Looked looked = settings.get(setting.weakness());
        if (looked != null
            && holds(given, at, setting, looked.settings())
            && said.add(setting.weakness())) {
          found.add(finding(at, setting, looked, given));
        }
      }
    }
  }

  private boolean holds(Ref at, Fact.Setting setting, Settings how) {
    return holds(new CallArguments(program, at).view(), at, setting, how);
  }

  private boolean holds(ArgumentView arguments, Ref at, Fact.Setting setting, Settings how) {
    return !how.isHarmless(arguments)
        && setting.slot() != Slot.Fixed.VALUE
        && program.byVersion(setting, program.body(at.body())) instanceof ByVersion.Always
        && setting.when().evaluate(arguments) == Truth.TRUE;
  }

  private Finding finding(Ref at, Fact.Setting setting, Looked looked, ArgumentView given) {
    Weakness weakness = looked.weakness();
    Place place = program.place(at);
    boolean inTest = program.view().isTest(place.module());
    Finding.Builder finding =
        inTest
            ? Finding.caution(weakness, place, Reason.TEST_CODE)
            : looked
                .settings()
                .reasonFor(given)
                .map(reason -> Finding.caution(weakness, place, reason))
                .orElseGet(() -> Finding.defect(weakness, place));
    String sentence =
        looked.settings().say().getOrDefault(inTest ? "test" : "present", weakness.title());
    return finding
        .step(place, setting.name() + " is called so")
        .saying(sentence.replace("{name}", setting.name()));
  }
}
