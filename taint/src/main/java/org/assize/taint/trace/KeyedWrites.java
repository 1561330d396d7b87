package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;
import org.assize.value.interpret.Interpretation;

/**
 * Which calls of a function put something under the key that is wanted, where the function is given
 * key and value: {@code def set(self, key, value): self.data[key] = value}.
 *
 * @param program in which all of it stands
 */
record KeyedWrites(FlowProgram program) {
  /** Says that nothing tells the calls apart. */
  static final List<Calling> ANY = Collections.unmodifiableList(new ArrayList<>());

  /** So many calls are told apart. */
  private static final int MAX_CALLERS = 64;

  /** Through so many functions that pass both on. */
  private static final int MAX_DEPTH = 3;

  /**
   * Returns the calls by which a write may be under the key that a part begins with; {@link #ANY}
   * where the key is not known, or is no parameter.
   */
  List<Calling> callings(List<Selector> part, Ref write) {
    Body body = program.body(write.body());
    boolean isKnown = !part.isEmpty() && part.getFirst() instanceof Place.Key;
    boolean isHanded =
        isKnown
            && parameter(operand(write, body, 1)).isPresent()
            && isHanded(operand(write, body, 2), body);
    if (!isHanded) {
      return ANY;
    }
    return fitting(part.getFirst(), operand(write, body, 1), MAX_DEPTH);
  }

  /** A parameter, or what is made of it on some ways. */
  private boolean isHanded(Ref value, Body body) {
    return parameter(value).isPresent()
        || body.op(program.origin(body, value.instruction())) == Op.PHI;
  }

  private static Ref operand(Ref write, Body body, int index) {
    return new Ref(write.body(), body.operand(write.instruction(), index));
  }

  /** The calls of a body in which a parameter of it may be the key that is wanted. */
  private List<Calling> fitting(Selector wanted, Ref key, int depth) {
    Optional<Integer> parameter = parameter(key);
    List<ProgramIndex.Caller> callers = program.index().callers(key.body());
    if (parameter.isEmpty() || callers.isEmpty() || callers.size() > MAX_CALLERS || depth == 0) {
      return ANY;
    }
    List<Calling> found = new ArrayList<>();
    for (ProgramIndex.Caller caller : callers) {
      Optional<Ref> given = new Passing(program).single(caller.at(), key.body(), parameter.get());
      if (given.isEmpty() || mayBe(wanted, given.get())) {
        found.addAll(callings(wanted, caller.at(), key.body(), given, depth));
      }
    }
    return found;
  }

  /** A call, itself within those by which its own body is given the key. */
  private List<Calling> callings(
      Selector wanted, Ref call, int callee, Optional<Ref> given, int depth) {
    List<Calling> outer =
        given
            .filter(g -> g.body() == call.body())
            .map(g -> fitting(wanted, g, depth - 1))
            .orElse(ANY);
    Interpretation inside = program.values().interpretation(callee);
    return outer == ANY
        ? List.of(new Calling(null, call, callee, inside))
        : outer.stream().map(o -> new Calling(o, call, callee, inside)).toList();
  }

  private boolean mayBe(Selector wanted, Ref given) {
    Selector key = ContainerSteps.selector(program.value(given));
    return key == Place.Any.ANY || key.equals(wanted);
  }

  private Optional<Integer> parameter(Ref value) {
    Body body = program.body(value.body());
    int origin = program.origin(body, value.instruction());
    return body.op(origin) == Op.PARAM ? Optional.of(body.arg(origin)) : Optional.empty();
  }
}
