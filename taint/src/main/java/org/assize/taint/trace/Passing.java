package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assize.facts.Confidence;
import org.assize.ir.Body;
import org.assize.ir.BodyParameter;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.language.Surround;
import org.assize.value.calls.Arguments;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Literals;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;
import org.assize.value.domain.StringShape;
import org.jspecify.annotations.Nullable;

/** What a call passes to a parameter of a body that it reaches. */
final class Passing {
  private final FlowProgram program;

  Passing(FlowProgram program) {
    this.program = program;
  }

  /**
   * A value that is passed.
   *
   * @param value in the body of the call; in {@code body} for a default
   * @param part which part of it
   * @param isBehind whether others stand before it in what is collected
   */
  private record Source(Ref value, List<Selector> part, boolean isDefault, boolean isBehind) {
    Source behind() {
      return new Source(value, part, isDefault, true);
    }
  }

  /** Goes on from a parameter with what a call passes for it. */
  void visit(
      Walk walk, Node node, Ref call, @Nullable Calling calling, int index, Confidence sure) {
    for (Source passed : passed(call, node.body(), index, node.part())) {
      walk.visit(
          node.before(passed.value(), Move.PASSED)
              .by(call)
              .part(passed.part())
              .around(passed.isBehind() ? behind(walk, node) : node.surround())
              .in(passed.isDefault() ? null : calling)
              .atMost(sure));
    }
  }

  /** Pieces that a function joins: of an address, the first holds the host. */
  private static Surround behind(Walk walk, Node node) {
    boolean isAddress =
        walk.query().language() == SinkLanguage.URL
            || walk.query().language() == SinkLanguage.REDIRECT;
    boolean isJoined =
        node.next() != null && node.part().equals(List.of(Place.Any.ANY)) && isInText(node);
    return isAddress && isJoined
        ? node.surround().around(StringShape.ANY, StringShape.EMPTY)
        : node.surround();
  }

  private static boolean isInText(Node node) {
    for (Node at = node; at != null; at = at.next()) {
      if (at.move() == Move.COMPOSED) {
        return true;
      }
    }
    return false;
  }

  /** Returns the constant, function or class that a call passes; empty where it is none. */
  Optional<AbstractValue> constant(Walk walk, Node node, Ref call, int callee, int index) {
    List<Source> all = passed(call, callee, index, List.of());
    if (all.size() != 1 || !all.getFirst().part().isEmpty()) {
      return Optional.empty();
    }
    Source only = all.getFirst();
    AbstractValue value =
        only.isDefault()
            ? program.value(only.value())
            : walk.value(node, only.value().instruction());
    boolean isCode =
        !value.isOpen()
            && !value.atoms().isEmpty()
            && value.atoms().stream()
                .allMatch(a -> a instanceof Atom.Function || a instanceof Atom.ClassObject);
    return value.constants().isPresent() || isCode ? Optional.of(value) : Optional.empty();
  }

  /** Returns the one value that a parameter gets, a default included. */
  Optional<Ref> single(Ref call, int callee, int index) {
    List<Source> all = passed(call, callee, index, List.of());
    return all.size() == 1 && all.getFirst().part().isEmpty()
        ? Optional.of(all.getFirst().value())
        : Optional.empty();
  }

  /** Returns the argument that a call passes for a parameter as it stands. */
  Optional<Integer> argument(Ref call, int callee, int index) {
    List<Source> all = passed(call, callee, index, List.of());
    return all.size() == 1
            && all.getFirst().part().isEmpty()
            && all.getFirst().value().body() == call.body()
        ? Optional.of(all.getFirst().value().instruction())
        : Optional.empty();
  }

  private List<Source> passed(Ref call, int callee, int index, List<Selector> part) {
    Body caller = program.body(call.body());
    if (caller.op(call.instruction()) != Op.CALL) {
      return index < caller.operandCount(call.instruction())
          ? List.of(at(call, index, part))
          : List.of();
    }
    AbstractValue called =
        program.value(new Ref(call.body(), caller.operand(call.instruction(), 0)));
    if (isPartial(caller, call)) {
      return partial(call, callee, index, part);
    }
    OptionalInt handed = new HandedFunction(program, call).position(callee);
    if (handed.isPresent()) {
      return later(call, callee, handed.getAsInt(), index, part);
    }
    int bound = bound(called, callee);
    if (index < bound) {
      return receiver(call, called, part);
    }
    CallShape shape = caller.calls().get(caller.arg(call.instruction()));
    List<BodyParameter> parameters = program.body(callee).parameters();
    int source = Arguments.match(shape, parameters, bound).source(index);
    return switch (source) {
      case Arguments.DEFAULT -> defaultOf(callee, index, part);
      case Arguments.UNKNOWN -> spread(call, shape, parameters.get(index), part);
      case Arguments.COLLECTED -> collected(call, shape, parameters, index, bound, part);
      default -> List.of(at(call, source + 1, part));
    };
  }

  private Source at(Ref call, int operand, List<Selector> part) {
    int value = program.body(call.body()).operand(call.instruction(), operand);
    return new Source(new Ref(call.body(), value), part, false, false);
  }

  // --- receivers

  private int bound(AbstractValue called, int callee) {
    boolean isMethod = program.body(callee).hasReceiver();
    boolean isPlain =
        called.atoms().stream().anyMatch(a -> a instanceof Atom.Function f && f.body() == callee);
    return isMethod && !isPlain ? 1 : 0;
  }

  /** The object whose method is called; for a constructor the call itself makes it. */
  private List<Source> receiver(Ref call, AbstractValue called, List<Selector> part) {
    Body caller = program.body(call.body());
    if (called.atoms().stream().anyMatch(a -> a instanceof Atom.ClassObject)) {
      return List.of(new Source(call, part, false, false));
    }
    int callee = program.origin(caller, caller.operand(call.instruction(), 0));
    int object = caller.op(callee) == Op.ATTR ? caller.operand(callee, 0) : callee;
    return List.of(new Source(new Ref(call.body(), object), part, false, false));
  }

  // --- defaults, *args, **kwargs

  private List<Source> defaultOf(int callee, int index, List<Selector> part) {
    Optional<Ref> definition = program.index().definition(callee);
    List<BodyParameter> parameters = program.body(callee).parameters();
    if (definition.isEmpty() || !parameters.get(index).hasDefault()) {
      return List.of();
    }
    int operand = 0;
    for (int k = 0; k < index; k++) {
      operand += parameters.get(k).hasDefault() ? 1 : 0;
    }
    Body definer = program.body(definition.get().body());
    if (operand >= definer.operandCount(definition.get().instruction())) {
      return List.of();
    }
    int value = definer.operand(definition.get().instruction(), operand);
    return List.of(new Source(new Ref(definition.get().body(), value), part, true, false));
  }

  private List<Source> spread(
      Ref call, CallShape shape, BodyParameter parameter, List<Selector> part) {
    List<Source> found = new ArrayList<>();
    for (int k = 0; k < shape.arguments().size(); k++) {
      if (shape.arguments().get(k) == CallShape.Unnamed.STAR) {
        found.add(at(call, k + 1, Parts.within(Place.Any.ANY, part)));
      } else if (shape.arguments().get(k) == CallShape.Unnamed.DOUBLE_STAR) {
        Selector key = new Place.Key(new Literal.Text(parameter.name()));
        found.add(at(call, k + 1, Parts.within(key, part)));
      }
    }
    return found;
  }

  private List<Source> collected(
      Ref call,
      CallShape shape,
      List<BodyParameter> parameters,
      int index,
      int bound,
      List<Selector> part) {
    boolean byName = parameters.get(index).kind() == BodyParameter.Kind.VAR_KEYWORD;
    List<Selector> rest = Parts.inner(part);
    List<Source> found = new ArrayList<>();
    int position = bound;
    for (int k = 0; k < shape.arguments().size(); k++) {
      switch (shape.arguments().get(k)) {
        case CallShape.Named n -> {
          if (byName && isWanted(part, new Literal.Text(n.name()), n.name(), parameters)) {
            found.add(at(call, k + 1, rest));
          }
        }
        case CallShape.Unnamed u -> {
          if (u == CallShape.Unnamed.POSITIONAL) {
            boolean isLeft = position++ >= index;
            if (!byName && isLeft && isIndex(part, position - 1 - index)) {
              Source given = at(call, k + 1, rest);
              found.add(position - 1 > index ? given.behind() : given);
            }
          } else if (byName == (u == CallShape.Unnamed.DOUBLE_STAR)) {
            found.add(at(call, k + 1, part));
          }
        }
      }
    }
    return found;
  }

  private static boolean isIndex(List<Selector> part, int index) {
    return part.isEmpty()
        || !(part.getFirst() instanceof Place.Key(Literal.Whole w))
        || w.value().equals(java.math.BigInteger.valueOf(index));
  }

  private static boolean isWanted(
      List<Selector> part, Literal key, String name, List<BodyParameter> parameters) {
    boolean isOwn = parameters.stream().anyMatch(p -> p.name().equals(name));
    return !isOwn
        && (part.isEmpty() || !(part.getFirst() instanceof Place.Key(Literal k)) || k.equals(key));
  }

  // --- threads, executors, map, partial

  /** What arrives at a function that the callee outside the tree calls with what it was given. */
  private List<Source> later(Ref call, int callee, int handed, int index, List<Selector> part) {
    Body caller = program.body(call.body());
    CallShape shape = caller.calls().get(caller.arg(call.instruction()));
    List<BodyParameter> parameters = program.body(callee).parameters();
    AbstractValue function =
        program.value(new Ref(call.body(), caller.operand(call.instruction(), handed + 1)));
    int bound = function.atoms().stream().anyMatch(Atom.Bound.class::isInstance) ? 1 : 0;
    if (index < bound) {
      return List.of();
    }
    for (int k = 0; k < shape.arguments().size(); k++) {
      if (shape.arguments().get(k) instanceof CallShape.Named n) {
        if (n.name().equals("args")) {
          Selector key = new Place.Key(Literals.whole(index - bound));
          return List.of(at(call, k + 1, Parts.within(key, part)));
        }
        if (n.name().equals("kwargs")) {
          Selector key = new Place.Key(new Literal.Text(parameters.get(index).name()));
          return List.of(at(call, k + 1, Parts.within(key, part)));
        }
      }
    }
    int count = shape.arguments().size();
    if (HandedFunction.takesSequence(program.paths(call)) && handed + 1 < count) {
      Selector key = new Place.Key(Literals.whole(index - bound));
      return List.of(at(call, handed + 2, Parts.within(key, part)));
    }
    boolean iterates =
        program.paths(call).stream()
            .anyMatch(p -> p.equals("builtins.map") || p.equals("builtins.filter"));
    CallShape behind = new CallShape(shape.arguments().subList(handed + 1, count), false);
    return matched(
        call,
        Arguments.match(behind, parameters, bound).source(index),
        handed + 1,
        iterates ? Parts.within(Place.Any.ANY, part) : part);
  }

  private List<Source> matched(Ref call, int source, int from, List<Selector> part) {
    return source >= 0 ? List.of(at(call, from + source + 1, part)) : List.of();
  }

  /** Whether a call is one of what {@code functools.partial} has just made. */
  private boolean isPartial(Body caller, Ref call) {
    int callee = program.origin(caller, caller.operand(call.instruction(), 0));
    return caller.op(callee) == Op.CALL
        && program.paths(new Ref(call.body(), callee)).contains("functools.partial");
  }

  private List<Source> partial(Ref call, int callee, int index, List<Selector> part) {
    Body caller = program.body(call.body());
    Ref made = new Ref(call.body(), program.origin(caller, caller.operand(call.instruction(), 0)));
    return later(made, callee, 0, index, part);
  }
}
