package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.value.calls.Finding;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/** Calls of libraries that write templates of the tree: they call the templates' functions. */
final class Rendering {
  private final Frame frame;
  private final Calls calls;
  private final Spread spread;

  Rendering(Frame frame, Calls calls) {
    this.frame = frame;
    this.calls = calls;
    spread = new Spread(frame);
  }

  /** Adds what a call of something outside the tree writes. */
  void follow(String path, Call call, Callees callees) {
    for (Fact.Rendering fact : frame.surroundings().renderings(path)) {
      Optional<AbstractValue> name =
          fact.slot() == Slot.Fixed.SELF ? asked(call) : argument(fact.slot(), call);
      if (name.isPresent()) {
        Call given = spread.expanded(given(fact, call));
        for (int template : templates(frame.known(name.get()))) {
          String called = frame.surroundings().body(template).name();
          AbstractValue function = AbstractValue.of(new Atom.Function(template, called));
          calls.call(function, given, Finding.TYPED, callees);
        }
      }
    }
  }

  /** Calls a filter of templates, where the program itself has it. */
  Optional<AbstractValue> filter(String path, Call call, Callees callees) {
    AbstractValue result = AbstractValue.BOTTOM;
    for (int filter : frame.surroundings().filters(path)) {
      String called = frame.surroundings().body(filter).name();
      AbstractValue function = AbstractValue.of(new Atom.Function(filter, called));
      result = result.join(calls.call(function, call, Finding.TYPED, callees));
    }
    return result.isBottom() ? Optional.empty() : Optional.of(result);
  }

  private List<Integer> templates(AbstractValue name) {
    List<Integer> found = new ArrayList<>();
    name.constants()
        .ifPresent(all ->
            all.forEach(literal ->
                LibraryCalls.text(literal)
                    .ifPresent(t -> found.addAll(frame.surroundings().templates(t)))));
    return found;
  }

  /** The name that the call was given which made the receiver: {@code get_template(name)}. */
  private Optional<AbstractValue> asked(Call call) {
    Body body = frame.body();
    int method = origin(body, body.operand(call.instruction(), 0));
    int receiver = body.op(method) == Op.ATTR ? origin(body, body.operand(method, 0)) : -1;
    return receiver >= 0 && body.op(receiver) == Op.CALL && body.operandCount(receiver) > 1
        ? Optional.of(frame.operand(receiver, 1))
        : Optional.empty();
  }

  /** Looks through what tests say of a value. */
  private static int origin(Body body, int value) {
    int at = value;
    while (body.op(at) == Op.SIGMA) {
      at = body.operand(at, 0);
    }
    return at;
  }

  private static Optional<AbstractValue> argument(Slot slot, Call call) {
    return slot instanceof Slot.Argument a
        ? call.named(a.keyword()).or(() -> call.positional(a.position()))
        : Optional.empty();
  }

  /** The call of a template's function: all that it is given, by name. */
  private static Call given(Fact.Rendering fact, Call call) {
    List<CallShape.Argument> shape = new ArrayList<>();
    List<AbstractValue> arguments = new ArrayList<>();
    if (fact.context().isPresent()) {
      argument(fact.context().get(), call)
          .ifPresent(context -> {
            shape.add(CallShape.Unnamed.DOUBLE_STAR);
            arguments.add(context);
          });
    } else {
      for (int k = 0; k < call.arguments().size(); k++) {
        CallShape.Argument how = call.shape().arguments().get(k);
        if (how instanceof CallShape.Named || how == CallShape.Unnamed.DOUBLE_STAR) {
          shape.add(how);
          arguments.add(call.arguments().get(k));
        }
      }
    }
    return new Call(call.instruction(), new CallShape(shape, false), arguments);
  }
}
