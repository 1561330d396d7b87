package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.BodyParameter;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.value.calls.Arguments;
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
    this(program, call, callee, handed, bound(program, call, handed));
  }

  private HandedBinding(FlowProgram program, Ref call, int callee, int handed, int bound) {
    this.program = program;
    this.call = call;
    this.handed = handed;
    this.bound = bound;
    Body caller = program.body(call.body());
    shape = caller.calls().get(caller.arg(call.instruction()));
    parameters = program.body(callee).parameters();
  }

  /** Looks at a call of a method that a queue gives the function. */
  static HandedBinding queued(FlowProgram program, Ref call, int callee, int bound) {
    return new HandedBinding(program, call, callee, -1, bound);
  }

  private static int bound(FlowProgram program, Ref call, int handed) {
    int function = program.body(call.body()).operand(call.instruction(), handed + 1);
    return program.value(new Ref(call.body(), function)).atoms().stream()
            .anyMatch(Atom.Bound.class::isInstance)
        ? 1
        : 0;
  }

  /** Returns what may arrive as a part of a parameter. */
  List<PassedValue> passed(int index, List<Selector> part) {
    if (index < bound) {
      return List.of();
    }
    List<PassedValue> named = keywords(index, part);
    return named.isEmpty()
        ? sequence(index, part).or(() -> behind(index, part)).stream().toList()
        : named;
  }

  /** {@code Thread(target=function, args=(…), kwargs={…})}. */
  private List<PassedValue> keywords(int index, List<Selector> part) {
    List<PassedValue> found = new ArrayList<>();
    for (int k = 0; k < shape.arguments().size(); k++) {
      if (shape.arguments().get(k) instanceof CallShape.Named n) {
        if (n.name().equals("args")) {
          found.add(operand(k + 1, Parts.within(position(index), part)));
        }
        if (n.name().equals("kwargs")) {
          Selector key = new Place.Key(new Literal.Text(parameters.get(index).name()));
          found.add(operand(k + 1, Parts.within(key, part)));
        }
      }
    }
    return found;
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
            operand(handed + 1 + source + 1, iterates ? Parts.within(Place.Each.EACH, part) : part))
        : Optional.empty();
  }

  private Selector position(int index) {
    return new Place.Key(Literals.whole(index - bound));
  }

  private PassedValue operand(int operand, List<Selector> part) {
    return PassedValue.operand(program, call, operand, part);
  }
}
