package org.assize.taint.attempt;

import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;
import org.assize.value.calls.CallSite;
import org.assize.value.pure.Concrete;
import org.jspecify.annotations.Nullable;

/**
 * Runs functions of the tree on a chosen text, as far as they are pure. A branch that something
 * else decides is taken both ways; of a branch that the text decides by a step which is not
 * computed, both ways are tried, and only what they have in common is known.
 */
final class Execution {
  private static final int MAX_STEPS = 40_000;
  private static final int MAX_FORKS = 300;
  private static final int MAX_CALLS = 5;

  private final FlowProgram program;
  private final OutsideCalls outside;
  private final Computation computation;
  private int steps;
  private int forks;
  private int depth;
  private @Nullable Ref decision;
  private @Nullable Ref doubt;

  Execution(FlowProgram program) {
    this.program = program;
    outside = new OutsideCalls(program);
    computation = new Computation(program, outside);
  }

  /**
   * Returns the last call of a function of the tree that computed something of the text; empty
   * where a pattern had a part in it, which may take other texts that do as much harm.
   */
  Optional<Ref> decision() {
    return decides() ? Optional.ofNullable(decision) : Optional.empty();
  }

  /** Whether what was computed of one text says what becomes of others that do as much harm. */
  boolean decides() {
    return !outside.usedPattern();
  }

  /** Returns the last call of a function of the tree whose answer for the text is not known. */
  Optional<Ref> doubt() {
    return Optional.ofNullable(doubt);
  }

  Computation computation() {
    return computation;
  }

  boolean mayStep() {
    return ++steps <= MAX_STEPS;
  }

  boolean mayFork() {
    return ++forks <= MAX_FORKS;
  }

  /**
   * Runs a body until it comes to a place.
   *
   * @param chosen the instruction that holds a value
   * @param use the place
   * @param wanted what is returned from there
   * @return {@link Held.Arrived} where the place is reached, an end where it is not
   */
  Held reach(Ref chosen, Held value, int use, int wanted) {
    Run.Goal goal = new Run.Goal(use, wanted, chosen.instruction(), value);
    return new Run(this, program, chosen.body(), goal)
        .follow(new Path(program.body(chosen.body())));
  }

  /** Returns what a call gives. */
  Held call(Ref at, Path path) {
    if (program.value(at).isBottom()) {
      return new Held.Never(false);
    }
    Body body = program.body(at.body());
    Given given =
        new Given(body, at.instruction(), k -> path.of(body.operand(at.instruction(), k)));
    Optional<CallSite> own =
        program
            .call(at)
            .filter(c -> c.finding().hasBody() && !c.callees().isEmpty() && c.outside().isEmpty());
    return own.isPresent() ? ofTree(at, own.get(), given, path) : outside(at, body, given, path);
  }

  private Held outside(Ref at, Body body, Given given, Path path) {
    int callee = program.origin(body, body.operand(at.instruction(), 0));
    if (body.op(callee) == Op.ATTR) {
      Optional<Held> host = OwnHost.of(program, body, callee);
      if (host.isPresent()) {
        return host.get();
      }
      Held receiver = path.of(body.operand(callee, 0));
      if (receiver instanceof Held.Known || receiver instanceof Held.Pattern) {
        return outside.method(receiver, body.names().get(body.arg(callee)), given);
      }
    }
    return outside.function(at, given);
  }

  private Held ofTree(Ref at, CallSite site, Given given, Path path) {
    if (!given.ofText()) {
      return Held.Open.ELSE;
    }
    Held answer =
        site.callees().size() == 1 ? answer(at, site.callees().getFirst(), path) : Held.Open.LOST;
    boolean isLost = answer.equals(Held.Open.LOST) || answer instanceof Held.Doubtful;
    if (depth == 0 && isLost) {
      doubt = at;
    } else if (depth == 0 && !answer.equals(Held.Open.ELSE)) {
      decision = at;
    }
    return answer;
  }

  private Held answer(Ref at, int callee, Path path) {
    Body code = program.body(callee);
    boolean isPlain =
        depth < MAX_CALLS
            && !code.isGenerator()
            && !code.name().endsWith("__init__")
            && code.function().isPresent();
    if (!isPlain) {
      return Held.Open.LOST;
    }
    Path inside = new Path(code);
    for (int i = 0; i < code.size(); i++) {
      if (code.op(i) == Op.PARAM) {
        inside.set(i, argument(at, callee, code.arg(i), path));
      }
    }
    depth++;
    Held answer = new Run(this, program, callee, Run.Goal.RESULT).follow(inside);
    depth--;
    return answer instanceof Held.Never ? Held.Open.LOST : answer; // its end was not understood
  }

  private Held argument(Ref at, int callee, int parameter, Path path) {
    Optional<Ref> passed = program.handed(at, callee, parameter);
    if (passed.isEmpty()) {
      return Held.Open.ELSE;
    }
    if (passed.get().body() == at.body()) {
      return path.of(passed.get().instruction());
    }
    return program
        .value(passed.get())
        .constant()
        .<Held>map(c -> new Held.Known(new Concrete.Scalar(c), false))
        .orElse(Held.Open.ELSE);
  }
}
