package org.assize.taint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.checks.BesideSetting;
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
import org.assize.ir.Op;
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
          case SET_ATTR -> written(new Ref(number, i), body, found);
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
            && !BesideSetting.in(looked.settings(), program.place(at), program.view())
                .isSaidElsewhere(program.place(at), setting)
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

  /** {@code x.name = v} sets what facts say of {@code x.name}. */
  private void written(Ref at, Body body, List<Finding> found) {
    String name = body.names().get(body.arg(at.instruction()));
    Set<String> said = new HashSet<>();
    ArgumentView given = ItemSinks.written(program, at, body);
    for (String owner : program.objects(new Ref(at.body(), body.operand(at.instruction(), 0)))) {
      for (Fact.Setting setting : program.facts().at(owner + "." + name, Fact.Setting.class)) {
        Looked looked = settings.get(setting.weakness());
        if (looked != null
            && setting.slot() == Slot.Fixed.VALUE
            && isSettled(given, at, setting, looked.settings())
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
    return setting.slot() != Slot.Fixed.VALUE && isSettled(arguments, at, setting, how);
  }

  private boolean isSettled(ArgumentView arguments, Ref at, Fact.Setting setting, Settings how) {
    return !how.isHarmless(arguments)
        && program.byVersion(setting, program.body(at.body())) instanceof ByVersion.Always
        && setting.when().evaluate(arguments) == Truth.TRUE;
  }

  private Finding finding(Ref at, Fact.Setting setting, Looked looked, ArgumentView given) {
    Weakness weakness = looked.weakness();
    Place place = program.place(at);
    boolean inTest = program.view().isTest(place.module());
    Optional<BesideSetting.Told> told =
        inTest
            ? Optional.empty()
            : BesideSetting.in(looked.settings(), place, program.view())
                .told(place, setting.name());
    if (told.isPresent()) {
      String says = looked.settings().say().getOrDefault(told.get().which(), weakness.title());
      return (told.get().refutes()
              ? Finding.refuted(weakness, place)
              : Finding.caution(weakness, place, reason(told.get())))
          .step(told.get().evidence().place(), told.get().evidence().text())
          .saying(says.replace("{name}", setting.name()));
    }
    Optional<Place> undoing =
        inTest ? Optional.empty() : undoing(at, looked.settings()).map(program::place);
    Finding.Builder finding =
        inTest
            ? Finding.caution(weakness, place, Reason.TEST_CODE)
            : undoing
                .map(_ -> Reason.OPERATOR_INPUT)
                .or(() -> looked.settings().reasonFor(given))
                .map(reason -> Finding.caution(weakness, place, reason))
                .orElseGet(() -> Finding.defect(weakness, place));
    String which = inTest ? "test" : undoing.isPresent() ? "option" : "present";
    String sentence = looked.settings().say().getOrDefault(which, weakness.title());
    String note = setting.subject().note();
    undoing.ifPresent(by -> finding.step(by, "another branch makes up for it"));
    return finding
        .step(place, note.isEmpty() ? "here " + setting.name() + " is called" : note)
        .saying(sentence.replace("{name}", setting.name()));
  }

  private static Reason reason(BesideSetting.Told told) {
    return told.which().equals("option") ? Reason.OPERATOR_INPUT : Reason.DEFENCE_IN_DEPTH;
  }

  /** {@code mail.starttls()}: a call that makes up for it, where the object may be the same. */
  private Optional<Ref> undoing(Ref at, Settings how) {
    Body body = program.body(at.body());
    List<Integer> objects = objects(body, at.instruction());
    for (int i = 0; i < body.size() && !objects.isEmpty(); i++) {
      int callee = body.op(i) == Op.CALL ? program.origin(body, body.operand(i, 0)) : i;
      boolean isUndoing =
          body.op(callee) == Op.ATTR
              && how.undoneBy().contains(body.names().get(body.arg(callee)))
              && objects(body, i).stream().anyMatch(objects::contains);
      if (isUndoing) {
        return Optional.of(new Ref(at.body(), i));
      }
    }
    return Optional.empty();
  }

  /** The values that the object may be whose method is called. */
  private List<Integer> objects(Body body, int call) {
    int callee = body.op(call) == Op.CALL ? program.origin(body, body.operand(call, 0)) : call;
    if (body.op(callee) != Op.ATTR) {
      return List.of();
    }
    List<Integer> found = new ArrayList<>();
    merged(body, body.operand(callee, 0), found);
    return found;
  }

  private void merged(Body body, int value, List<Integer> found) {
    int origin = firstRead(body, program.origin(body, value));
    if (found.contains(origin)) {
      return;
    }
    found.add(origin);
    for (int k = 0; body.op(origin) == Op.PHI && k < body.operandCount(origin); k++) {
      merged(body, body.operand(origin, k), found);
    }
  }

  /** A field that is read again is the same object: {@code self.mail}, wherever it is read. */
  private int firstRead(Body body, int value) {
    if (body.op(value) != Op.ATTR) {
      return value;
    }
    int object = program.origin(body, body.operand(value, 0));
    for (int i = 0; i < value; i++) {
      boolean isSame =
          body.op(i) == Op.ATTR
              && body.arg(i) == body.arg(value)
              && program.origin(body, body.operand(i, 0)) == object;
      if (isSame) {
        return i;
      }
    }
    return value;
  }
}
