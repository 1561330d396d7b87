package org.assize.taint.trace;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.assize.ir.Body;
import org.assize.ir.BodyParameter;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.value.calls.Arguments;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Literals;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;
import org.assize.value.interpret.QueuedTasks;

/** How a call binds values to the parameters of a body that it reaches. */
final class Binding {
  private static final int ANYWHERE = -1;

  private final FlowProgram program;
  private final Ref call;
  private final Body caller;
  private final int callee;
  private final List<BodyParameter> parameters;

  Binding(FlowProgram program, Ref call, int callee) {
    this.program = program;
    this.call = call;
    this.callee = callee;
    caller = program.body(call.body());
    parameters = program.body(callee).parameters();
  }

  /** Returns what may arrive as a part of a parameter. */
  List<PassedValue> passed(int index, List<Selector> part) {
    if (caller.op(call.instruction()) != Op.CALL) {
      return index < caller.operandCount(call.instruction())
          ? List.of(operand(index, part))
          : List.of();
    }
    Optional<Ref> partial = partial();
    if (partial.isPresent()) {
      return bound(partial.get(), index, part);
    }
    if (QueuedCall.is(program, call)) {
      return queued(index, part);
    }
    if (program.body(callee).module().isTemplate()) {
      Optional<List<PassedValue>> given =
          new RenderedContext(program, call).given(callee, part, () -> collectedKeywords(part));
      if (given.isPresent()) {
        return given.get();
      }
    }
    OptionalInt handed = new HandedFunction(program, call).position(callee);
    return handed.isPresent()
        ? new HandedBinding(program, call, callee, handed.getAsInt()).passed(index, part)
        : matched(index, part);
  }

  /** The call of {@code functools.partial} that made what is called, on one way to here. */
  private Optional<Ref> partial() {
    int made = program.origin(caller, caller.operand(call.instruction(), 0));
    IntStream ways =
        caller.op(made) == Op.PHI
            ? IntStream.range(0, caller.operandCount(made))
                .map(k -> program.origin(caller, caller.operand(made, k)))
            : IntStream.of(made);
    return ways.filter(i -> caller.op(i) == Op.CALL)
        .mapToObj(i -> new Ref(call.body(), i))
        .filter(at -> program.paths(at).contains("functools.partial"))
        .filter(at -> caller.op(made) == Op.CALL || isOfCallee(at))
        .findFirst();
  }

  /** What was bound when the function was made, else what it is called with behind that. */
  private List<PassedValue> bound(Ref partial, int index, List<Selector> part) {
    List<CallShape.Argument> given =
        caller.calls().get(caller.arg(partial.instruction())).arguments();
    int bound = (int) given.stream().filter(CallShape.Unnamed.POSITIONAL::equals).count() - 1;
    boolean isGiven =
        index < bound
            || !given.stream()
                .allMatch(a ->
                    a == CallShape.Unnamed.POSITIONAL
                        || (a instanceof CallShape.Named n
                            && !n.name().equals(parameters.get(index).name())));
    return isGiven
        ? new HandedBinding(program, partial, callee, 0).passed(index, part)
        : matched(index, part, bound);
  }

  private boolean isOfCallee(Ref partial) {
    return caller.operandCount(partial.instruction()) > 1
        && program
            .value(new Ref(call.body(), caller.operand(partial.instruction(), 1)))
            .atoms()
            .stream()
            .anyMatch(a -> a instanceof Atom.Function f && f.body() == callee);
  }

  /** {@code task.delay(…)}, {@code task.apply_async(args=[…])}. */
  private List<PassedValue> queued(int index, List<Selector> part) {
    int bound = QueuedTasks.isBound(program.body(callee)) ? 1 : 0;
    if (index < bound) {
      return List.of();
    }
    return QueuedCall.takesSequence(program, call)
        ? HandedBinding.queued(program, call, callee, bound).passed(index, part)
        : matched(index, part, bound);
  }

  private List<PassedValue> matched(int index, List<Selector> part) {
    AbstractValue called =
        program.value(new Ref(call.body(), caller.operand(call.instruction(), 0)));
    int bound = bound(called);
    return index < bound ? List.of(receiver(called, part)) : matched(index, part, bound);
  }

  private List<PassedValue> matched(int index, List<Selector> part, int bound) {
    int source = Arguments.match(shape(), parameters, bound).source(index);
    return switch (source) {
      case Arguments.DEFAULT -> defaultOf(index, part);
      case Arguments.UNKNOWN -> spread(index, bound, part);
      case Arguments.COLLECTED ->
          parameters.get(index).kind() == BodyParameter.Kind.VAR_KEYWORD
              ? collectedKeywords(part)
              : collectedPositions(index, bound, part);
      default -> List.of(operand(source + 1, part));
    };
  }

  private CallShape shape() {
    return caller.calls().get(caller.arg(call.instruction()));
  }

  private PassedValue operand(int operand, List<Selector> part) {
    return PassedValue.operand(program, call, operand, part);
  }

  // --- receivers

  private int bound(AbstractValue called) {
    boolean isPlain =
        called.atoms().stream().anyMatch(a -> a instanceof Atom.Function f && f.body() == callee);
    return program.body(callee).hasReceiver() && !isPlain ? 1 : 0;
  }

  /** The object whose method is called; for a constructor the call itself makes it. */
  private PassedValue receiver(AbstractValue called, List<Selector> part) {
    if (called.atoms().stream().anyMatch(a -> a instanceof Atom.ClassObject)) {
      return PassedValue.of(call, part);
    }
    int method = program.origin(caller, caller.operand(call.instruction(), 0));
    int object = caller.op(method) == Op.ATTR ? caller.operand(method, 0) : method;
    return PassedValue.of(new Ref(call.body(), object), part);
  }

  // --- defaults, *args, **kwargs

  private List<PassedValue> defaultOf(int index, List<Selector> part) {
    Optional<Ref> definition = program.index().definition(callee);
    if (definition.isEmpty() || !parameters.get(index).hasDefault()) {
      return List.of();
    }
    int operand = (int) parameters.stream().limit(index).filter(BodyParameter::hasDefault).count();
    Body definer = program.body(definition.get().body());
    if (operand >= definer.operandCount(definition.get().instruction())) {
      return List.of();
    }
    int value = definer.operand(definition.get().instruction(), operand);
    return List.of(new PassedValue(new Ref(definition.get().body(), value), part, true, false));
  }

  /** What the call spreads may hold the parameter. */
  private List<PassedValue> spread(int index, int bound, List<Selector> part) {
    List<CallShape.Argument> arguments = shape().arguments();
    List<PassedValue> found = new ArrayList<>();
    int wanted = index - bound; // of the positions that are left
    for (int k = 0; k < arguments.size(); k++) {
      CallShape.Argument argument = arguments.get(k);
      if (argument == CallShape.Unnamed.STAR) {
        found.add(operand(k + 1, Parts.within(element(wanted), part)));
        wanted = ANYWHERE; // how many it holds is not known
      } else if (argument == CallShape.Unnamed.DOUBLE_STAR) {
        Selector key = new Place.Key(new Literal.Text(parameters.get(index).name()));
        found.add(operand(k + 1, Parts.within(key, part)));
      } else if (argument == CallShape.Unnamed.POSITIONAL && wanted != ANYWHERE) {
        wanted--;
      }
    }
    return found;
  }

  private static Selector element(int index) {
    return index < 0 ? Place.Any.ANY : new Place.Key(Literals.whole(index));
  }

  private List<PassedValue> collectedKeywords(List<Selector> part) {
    List<CallShape.Argument> arguments = shape().arguments();
    List<PassedValue> found = new ArrayList<>();
    for (int k = 0; k < arguments.size(); k++) {
      if (arguments.get(k) instanceof CallShape.Named n && isCollected(n.name(), part)) {
        found.add(operand(k + 1, Parts.inner(part)));
      } else if (arguments.get(k) == CallShape.Unnamed.DOUBLE_STAR) {
        found.add(operand(k + 1, part));
      }
    }
    return found;
  }

  /** Whether no parameter takes a keyword, and it may be the one that is wanted. */
  private boolean isCollected(String name, List<Selector> part) {
    boolean isNameWanted = !part.isEmpty() && part.getFirst() == Place.Each.EACH;
    return !isNameWanted
        && parameters.stream().noneMatch(p -> p.name().equals(name))
        && (part.isEmpty()
            || !(part.getFirst() instanceof Place.Key(Literal key))
            || key.equals(new Literal.Text(name)));
  }

  private List<PassedValue> collectedPositions(int index, int bound, List<Selector> part) {
    List<CallShape.Argument> arguments = shape().arguments();
    List<PassedValue> found = new ArrayList<>();
    int collected = bound - index; // below 0 for those that parameters take
    for (int k = 0; k < arguments.size(); k++) {
      if (arguments.get(k) == CallShape.Unnamed.STAR) {
        found.add(operand(k + 1, behind(part, collected)));
      } else if (arguments.get(k) == CallShape.Unnamed.POSITIONAL) {
        if (collected >= 0 && isIndex(part, collected)) {
          PassedValue given = operand(k + 1, Parts.inner(part));
          found.add(collected > 0 ? given.behind() : given);
        }
        collected++;
      }
    }
    return found;
  }

  /** The place in what is spread of what has a place behind others. */
  private static List<Selector> behind(List<Selector> part, int others) {
    boolean isCounted =
        !part.isEmpty() && part.getFirst() instanceof Place.Key(Literal.Whole _) && others != 0;
    if (!isCounted || !(part.getFirst() instanceof Place.Key(Literal.Whole(BigInteger wanted)))) {
      return part;
    }
    return Parts.within(element(wanted.intValue() - others), Parts.inner(part));
  }

  private static boolean isIndex(List<Selector> part, int index) {
    return part.isEmpty()
        || !(part.getFirst() instanceof Place.Key(Literal.Whole(BigInteger wanted)))
        || wanted.equals(BigInteger.valueOf(index));
  }
}
