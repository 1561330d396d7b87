package org.assize.taint.attempt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.syntax.UnaryOperator;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;
import org.assize.value.pure.Concrete;
import org.assize.value.pure.Evaluator;
import org.assize.value.pure.Outcome;

/** One body that is run: on every way that is open, until a place in it is reached or it ends. */
final class Run {
  /** Methods by which a container is another one afterwards. */
  private static final Set<String> CHANGING =
      Set.of(
          "add",
          "appendleft",
          "clear",
          "discard",
          "extend",
          "insert",
          "pop",
          "popitem",
          "popleft",
          "push",
          "remove",
          "reverse",
          "setdefault",
          "sort",
          "update");

  private final Execution execution;
  private final FlowProgram program;
  private final int number;
  private final Body body;
  private final Goal goal;
  private final Map<List<Object>, Held> known = new HashMap<>();

  /**
   * What the run is for.
   *
   * @param use the place to reach; -1 to run to the end
   * @param wanted the value asked for there
   * @param chosen the instruction that holds a chosen value; -1 for none
   */
  record Goal(int use, int wanted, int chosen, Held value) {
    /** To know what a function returns. */
    static final Goal RESULT = new Goal(-1, -1, -1, Held.Open.ELSE);
  }

  Run(Execution execution, FlowProgram program, int number, Goal goal) {
    this.execution = execution;
    this.program = program;
    this.number = number;
    this.goal = goal;
    body = program.body(number);
  }

  /** Follows a way to its end, and those that part from it. */
  Held follow(Path path) {
    while (true) {
      Optional<Held> end = through(path);
      int last = body.last(path.block());
      if (end.isPresent()) {
        int handler = body.handler(path.block());
        if (handler < 0 || !(end.get() instanceof Held.Thrown thrown)) {
          return path.isDoubtful() ? Held.guessed(end.get(), new Held.Never(true)) : end.get();
        }
        path.caught(handler, thrown);
      } else if (body.op(last) == Op.JUMP) {
        path.go(body.successor(path.block(), 0));
      } else {
        Held condition = path.of(body.operand(last, 0));
        Optional<Boolean> side = truth(condition);
        if (side.isEmpty()) {
          return both(path, condition);
        }
        path.go(body.successor(path.block(), side.get() ? 0 : 1));
      }
    }
  }

  /** Takes both ways; a state that is met again adds nothing. */
  private Held both(Path path, Held condition) {
    List<Object> state = path.state();
    Held before = known.putIfAbsent(state, new Held.Never(false));
    if (before != null) {
      return before;
    }
    if (!execution.mayFork()) {
      return Held.Open.LOST;
    }
    Held one = follow(path.branch(body.successor(path.block(), 0)));
    Held other = follow(path.branch(body.successor(path.block(), 1)));
    Held result = condition.ofText() ? Held.guessed(one, other) : Held.either(one, other);
    known.put(state, result);
    return result;
  }

  /** Runs a block; returns what it ends with, empty where the way goes on behind it. */
  private Optional<Held> through(Path path) {
    int last = body.last(path.block());
    for (int i = body.first(path.block()); i <= last; i++) {
      if (!execution.mayStep()) {
        return Optional.of(Held.Open.LOST);
      }
      if (i == goal.use() && i != goal.wanted()) {
        return Optional.of(new Held.Arrived(path.of(goal.wanted())));
      }
      if (body.op(i).endsBlock()) {
        return left(i, path);
      }
      path.set(i, i == goal.chosen() ? goal.value() : step(i, path));
      if (path.of(i).isEnd()) {
        return Optional.of(path.of(i));
      }
      if (i == goal.use()) {
        return Optional.of(new Held.Arrived(path.of(i)));
      }
    }
    throw new IllegalStateException("a block of " + body.name() + " has no end");
  }

  private Optional<Held> left(int last, Path path) {
    return switch (body.op(last)) {
      case JUMP, BRANCH -> Optional.empty();
      case RAISE -> Optional.of(raised(last, path));
      case RETURN ->
          Optional.of(goal.use() < 0 ? path.of(body.operand(last, 0)) : new Held.Never(false));
      default -> Optional.of(new Held.Never(false));
    };
  }

  private Held raised(int last, Path path) {
    if (body.operandCount(last) == 0) {
      return new Held.Thrown("", false);
    }
    int exception = body.operand(last, 0);
    if (path.of(exception) instanceof Held.Caught again) {
      return new Held.Thrown(again.type(), again.ofText());
    }
    int type = body.op(exception) == Op.CALL ? body.operand(exception, 0) : exception;
    return new Held.Thrown(program.named(body, type), false);
  }

  private static Optional<Boolean> truth(Held condition) {
    return switch (condition) {
      case Held.Thing _, Held.Address _, Held.Pattern _ -> Optional.of(true);
      case Held.Known k ->
          Evaluator.unary(UnaryOperator.NOT, k.value())
                  instanceof Outcome.Value(Concrete.Scalar(Literal.Truth(boolean isFalse)))
              ? Optional.of(!isFalse)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  // --- what changes others than itself

  private Held step(int i, Path path) {
    return switch (body.op(i)) {
      case PHI, PARAM, CAUGHT -> path.of(i);
      case CALL -> called(i, path);
      case NEXT -> next(i, path);
      case COLLECT -> collected(i, path);
      case SET_ATTR, SET_ITEM -> changed(i, path);
      default -> execution.computation().of(new Ref(number, i), k -> path.of(body.operand(i, k)));
    };
  }

  private Held called(int i, Path path) {
    int callee = program.origin(body, body.operand(i, 0));
    String method = body.op(callee) == Op.ATTR ? body.names().get(body.arg(callee)) : "";
    if (method.equals("append") && body.operandCount(i) == 2) {
      int list = program.origin(body, body.operand(callee, 0));
      path.set(list, with(path.of(list), path.of(body.operand(i, 1))));
      return new Held.Known(Concrete.NONE, false);
    }
    if (CHANGING.contains(method)) {
      return changedBy(i, program.origin(body, body.operand(callee, 0)), path);
    }
    return execution.call(new Ref(number, i), path);
  }

  private Held changedBy(int call, int container, Path path) {
    boolean ofText = path.of(container).ofText();
    for (int k = 1; k < body.operandCount(call); k++) {
      ofText |= path.of(body.operand(call, k)).ofText();
    }
    path.set(container, new Held.Open(ofText));
    return new Held.Open(ofText);
  }

  private Held next(int i, Path path) {
    int iterator = body.operand(i, 0);
    if (path.of(iterator) instanceof Held.Rest rest && !rest.elements().isEmpty()) {
      path.set(
          iterator,
          new Held.Rest(rest.elements().subList(1, rest.elements().size()), rest.ofText()));
      return new Held.Known(rest.elements().getFirst(), rest.ofText());
    }
    return new Held.Open(path.of(iterator).ofText());
  }

  private Held collected(int i, Path path) {
    int result = body.operand(i, 0);
    Held element = path.of(body.operand(i, body.operandCount(i) - 1));
    Held collected =
        path.of(result) instanceof Held.Known(Concrete.Mapping entries, boolean _)
            ? with(entries, path.of(body.operand(i, 1)), element)
            : with(path.of(result), element);
    path.set(result, collected);
    return Held.Open.ELSE;
  }

  private static Held with(Concrete.Mapping entries, Held key, Held value) {
    boolean ofText = key.ofText() || value.ofText();
    if (key instanceof Held.Known(Concrete k, boolean _)
        && value instanceof Held.Known(Concrete v, boolean _)) {
      Map<Concrete, Concrete> all = new LinkedHashMap<>(entries.entries());
      all.put(k, v);
      return new Held.Known(new Concrete.Mapping(all), ofText);
    }
    return new Held.Open(ofText);
  }

  private static Held with(Held list, Held element) {
    boolean ofText = list.ofText() || element.ofText();
    if (list instanceof Held.Known(Concrete.Items items, boolean a)
        && element instanceof Held.Known(Concrete one, boolean b)) {
      List<Concrete> all = new ArrayList<>(items.elements());
      all.add(one);
      return new Held.Known(Concrete.list(all), ofText);
    }
    return new Held.Open(ofText);
  }

  /** An object into which the text is put is no longer known. */
  private Held changed(int i, Path path) {
    int object = program.origin(body, body.operand(i, 0));
    boolean ofText = path.of(body.operand(i, body.operandCount(i) - 1)).ofText();
    path.set(object, new Held.Open(ofText || path.of(object).ofText()));
    return Held.Open.ELSE;
  }
}
