package org.assize.taint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.facts.Control;
import org.assize.facts.Weakness;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Query;
import org.assize.taint.trace.Ref;
import org.assize.taint.trace.Tracer;

/**
 * Disproves a dangerous setting of an object that then reads nothing but what the program itself
 * holds: a parser that fetches entities, and is given a constant document.
 */
final class HarmlessData {
  private final FlowProgram program;
  private final Weakness weakness;

  HarmlessData(FlowProgram program, Weakness weakness) {
    this.program = program;
    this.weakness = weakness;
  }

  /** Returns what is to be said instead of a finding; empty where it stands. */
  Optional<Finding> instead(Finding setting) {
    return call(setting.place()).flatMap(this::reads).map(read -> refuted(setting, read));
  }

  private Optional<Ref> call(Place place) {
    for (int number = 0; number < program.values().bodies().size(); number++) {
      Body body = program.body(number);
      if (body.module() == place.module()) {
        for (int i = 0; i < body.size(); i++) {
          Ref at = new Ref(number, i);
          if (body.op(i) == Op.CALL && program.place(at).equals(place)) {
            return Optional.of(at);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The calls that hand data to the object, if all of that is harmless. */
  private Optional<List<Ref>> reads(Ref setting) {
    Body body = program.body(setting.body());
    int object =
        new CallArguments(program, setting)
            .receiver()
            .map(r -> program.origin(body, r))
            .filter(r -> body.op(r) == Op.CALL)
            .orElse(setting.instruction());
    if (isHandedOn(body, object)) {
      return Optional.empty();
    }
    List<Ref> reads = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      Ref at = new Ref(setting.body(), i);
      if (body.op(i) == Op.CALL && i != setting.instruction() && uses(at, object)) {
        if (!isHarmless(at, object)) {
          return Optional.empty();
        }
        reads.add(at);
      }
    }
    return reads.isEmpty() ? Optional.empty() : Optional.of(reads);
  }

  /** Whether others get hold of the object: what they have it read is not seen here. */
  private boolean isHandedOn(Body body, int object) {
    for (int i = 0; i < body.size(); i++) {
      boolean keeps =
          switch (body.op(i)) {
            case RETURN, YIELD, STORE, SET_ATTR, SET_ITEM, TUPLE, LIST, DICT, SET -> true;
            default -> false;
          };
      for (int k = 0; keeps && k < body.operandCount(i); k++) {
        if (program.origin(body, body.operand(i, k)) == object && !isOwner(body, i, k)) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@code parser.field = value} hands nothing on. */
  private static boolean isOwner(Body body, int i, int operand) {
    return operand == 0 && (body.op(i) == Op.SET_ATTR || body.op(i) == Op.SET_ITEM);
  }

  private boolean uses(Ref call, int object) {
    Body body = program.body(call.body());
    CallArguments arguments = new CallArguments(program, call);
    List<Integer> all = new ArrayList<>(arguments.all());
    boolean isOther =
        all.stream().anyMatch(v -> program.origin(body, v) == object)
            || arguments.receiver().filter(r -> program.origin(body, r) == object).isPresent();
    boolean isSetting = program.paths(call).stream().anyMatch(p -> p.endsWith(".setFeature"));
    return isOther && !isSetting && !all.isEmpty();
  }

  private boolean isHarmless(Ref call, int object) {
    Body body = program.body(call.body());
    Query query = new Query(SinkLanguage.OBJECT, weakness.id());
    return new CallArguments(program, call)
        .all().stream()
            .filter(v -> program.origin(body, v) != object)
            .flatMap(v ->
                Tracer.trace(program, query, new Ref(call.body(), v), List.of(), call)
                    .ends()
                    .stream())
            .allMatch(e -> e instanceof End.Fixed || e instanceof End.Harmless);
  }

  private Finding refuted(Finding setting, List<Ref> reads) {
    Finding.Builder finding = Finding.refuted(weakness, setting.place()).control(Control.CONSTANT);
    reads.forEach(read -> finding.step(program.place(read), "it reads what the program holds"));
    return finding.saying("What is set here reads fixed data only.");
  }
}
