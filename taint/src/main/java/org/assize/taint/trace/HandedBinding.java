package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.BodyParameter;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.value.calls.Arguments;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Literals;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;

/**
 * What arrives at a function that a call hands to something outside the tree, which calls it with
 * the rest of what it was given: threads, executors, {@code map}, {@code functools.partial}.
 */
final class HandedBinding {
  private final FlowProgram program;
  private final Ref call;
  private final CallShape shape;
  private final List<BodyParameter> parameters;
  private final int handed;
  private final int bound;

  /**
   * Looks at a call that hands over a function.
   *
   * @param callee the body of the function
   * @param handed which argument of the call it is
   */
  HandedBinding(FlowProgram program, Ref call, int callee, int handed) {
    this.program = program;
    this.call = call;
    this.handed = handed;
    Body caller = program.body(call.body());
    shape = caller.calls().get(caller.arg(call.instruction()));
    parameters = program.body(callee).parameters();
    AbstractValue function =
        program.value(new Ref(call.body(), caller.operand(call.instruction(), handed + 1)));
    bound = function.atoms().stream().anyMatch(Atom.Bound.class::isInstance) ? 1 : 0;
  }

  /** Returns what may arrive as a part of a parameter. */
  List<PassedValue> passed(int index, List<Selector> part) {
    if (index < bound) {
      return List.of();
    }
    return keyword(index, part)
        .or(() -> sequence(index, part))
        .or(() -> behind(index, part))
        .stream()
        .toList();
  }

  /** {@code Thread(target=function, args=(…), kwargs={…})}. */
  private Optional<PassedValue> keyword(int index, List<Selector> part) {
    for (int k = 0; k < shape.arguments().size(); k++) {
      if (shape.arguments().get(k) instanceof CallShape.Named n) {
        if (n.name().equals("args")) {
          return Optional.of(operand(k + 1, Parts.within(position(index), part)));
        }
        if (n.name().equals("kwargs")) {
          Selector key = new Place.Key(new Literal.Text(parameters.get(index).name()));
          return Optional.of(operand(k + 1, Parts.within(key, part)));
        }
      }
    }
    return Optional.empty();
  }

  /** {@code Timer(10, function, (…))}. */
  private Optional<PassedValue> sequence(int index, List<Selector> part) {
    return HandedFunction.takesSequence(program.paths(call))
            && handed + 1 < shape.arguments().size()
        ? Optional.of(operand(handed + 2, Parts.within(position(index), part)))
        : Optional.empty();
  }

  /** {@code submit(function, …)}, {@code map(function, …)}. */
  private Optional<PassedValue> behind(int index, List<Selector> part) {
    List<CallShape.Argument> arguments = shape.arguments();
    CallShape behind = new CallShape(arguments.subList(handed + 1, arguments.size()), false);
    int source = Arguments.match(behind, parameters, bound).source(index);
    boolean iterates =
        program.paths(call).stream()
            .anyMatch(p -> p.equals("builtins.map") || p.equals("builtins.filter"));
    return source >= 0
        ? Optional.of(
            operand(handed + 1 + source + 1, iterates ? Parts.within(Place.Any.ANY, part) : part))
        : Optional.empty();
  }

  private Selector position(int index) {
    return new Place.Key(Literals.whole(index - bound));
  }

  private PassedValue operand(int operand, List<Selector> part) {
    return PassedValue.operand(program, call, operand, part);
  }
}
