package org.assize.taint.trace;

import java.util.Optional;
import org.assize.facts.Branch;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.trace.Guards.Verdict;
import org.assize.value.calls.CallSite;
import org.assize.value.domain.AbstractValue;

/** What the outcome of a function of the tree says of a parameter, for all its ways out. */
final class HelperTests {
  private static final int MAX_DEPTH = 3;

  private final FlowProgram program;
  private final Tests tests;
  private int depth;

  /** A value is signed in so many steps. */
  private static final int MAX_MADE = 3;

  HelperTests(FlowProgram program, Tests tests) {
    this.program = program;
    this.tests = tests;
  }

  /** Returns what the outcome of a call says of a value that is passed. */
  Verdict of(Node node, Ref call, int tested, Branch branch) {
    Optional<CallSite> site = program.call(call).filter(c -> c.finding().hasBody());
    if (site.isEmpty() || site.get().callees().isEmpty() || depth >= MAX_DEPTH) {
      return Verdict.Nothing.NOTHING;
    }
    Body body = program.body(node.body());
    depth++;
    Verdict all = Verdict.Nothing.NOTHING;
    for (int callee : site.get().callees()) {
      Optional<Integer> parameter = parameter(call, body, callee, tested);
      Verdict one =
          parameter.map(p -> outcome(node, callee, p, branch)).orElse(Verdict.Nothing.NOTHING);
      if (one == Verdict.Nothing.NOTHING) {
        all = one;
        break;
      }
      all = one;
    }
    depth--;
    return all;
  }

  private Optional<Integer> parameter(Ref call, Body body, int callee, int tested) {
    int[] passed = program.arguments(call, callee);
    for (int p = 0; p < passed.length; p++) {
      if (passed[p] >= 0 && program.origin(body, passed[p]) == tested) {
        return Optional.of(p);
      }
    }
    Optional<Integer> path = parameterMadeOf(passed, body, tested);
    return path.isPresent() || !isGuard(callee) ? path : signed(passed, body, tested);
  }

  /** {@code equal(signature, sign(value))}: what is compared in a helper covers the value. */
  private Optional<Integer> signed(int[] passed, Body body, int tested) {
    for (int p = 0; p < passed.length; p++) {
      if (passed[p] >= 0 && Tests.isMadeOf(program, body, passed[p], tested, MAX_MADE)) {
        return Optional.of(p);
      }
    }
    return Optional.empty();
  }

  /** Whether all that a body returns is the outcome of a check that facts know. */
  private boolean isGuard(int callee) {
    Body body = program.body(callee);
    boolean any = false;
    for (int i = 0; i < body.size(); i++) {
      if (body.op(i) == Op.RETURN && isReached(callee, body, i)) {
        any = true;
        int result = program.origin(body, body.operand(i, 0));
        if (body.op(result) != Op.CALL || !tests.isGuard(new Ref(callee, result))) {
          return false;
        }
      }
    }
    return any;
  }

  /** {@code check(os.path.join(root, name))}: what is said of a path is said of its last part. */
  private Optional<Integer> parameterMadeOf(int[] passed, Body body, int tested) {
    for (int p = 0; p < passed.length; p++) {
      if (passed[p] >= 0 && tests.isPathOf(body, passed[p], tested)) {
        return Optional.of(p);
      }
    }
    return Optional.empty();
  }

  private Verdict outcome(Node node, int callee, int parameter, Branch branch) {
    Body body = program.body(callee);
    int tested = -1;
    for (int i = 0; i < body.size() && tested < 0; i++) {
      tested = body.op(i) == Op.PARAM && body.arg(i) == parameter ? i : -1;
    }
    if (tested < 0 || body.isGenerator()) {
      return Verdict.Nothing.NOTHING;
    }
    Verdict all = Impossible.VERDICT;
    for (int i = 0; i < body.size() && all != Verdict.Nothing.NOTHING; i++) {
      if (body.op(i) == Op.RETURN && isReached(callee, body, i)) {
        all = weaker(all, exit(node, callee, body, i, tested, branch));
      }
    }
    return all == Impossible.VERDICT ? Verdict.Nothing.NOTHING : outside(all);
  }

  /** Any of the ways out may be the one that is taken. */
  private static Verdict weaker(Verdict one, Verdict other) {
    if (one == Impossible.VERDICT || one.equals(other)) {
      return other;
    }
    if (other == Impossible.VERDICT || other instanceof Verdict.Safe) {
      return one;
    }
    return one instanceof Verdict.Safe ? other : Verdict.Nothing.NOTHING;
  }

  /** What a callee compares with is not at hand outside of it. */
  private static Verdict outside(Verdict inside) {
    return switch (inside) {
      case Verdict.Equal _, Verdict.Among _ ->
          new Verdict.Safe("it is checked against what is allowed");
      default -> inside;
    };
  }

  private boolean isReached(int callee, Body body, int i) {
    return program.values().isReached(callee, body.blockOf(i));
  }

  /** Marks a way out that is not taken with the outcome in question. */
  private static final class Impossible {
    static final Verdict VERDICT = new Verdict.Safe("");
  }

  private Verdict exit(Node node, int callee, Body body, int exit, int tested, Branch branch) {
    int result = body.operand(exit, 0);
    AbstractValue value = program.value(new Ref(callee, result));
    Node inside =
        Node.start(new Ref(callee, result), new Ref(callee, exit)).around(node.surround());
    if (branch != Branch.IF_RETURNS) {
      Truth truth = value.truth();
      if (truth != Truth.UNKNOWN && (truth == Truth.TRUE) != (branch == Branch.IF_TRUE)) {
        return Impossible.VERDICT;
      }
      Verdict said = tests.of(inside, result, tested, branch == Branch.IF_TRUE);
      if (said != Verdict.Nothing.NOTHING) {
        return said;
      }
    }
    return tests.passed(inside, body, exit, tested);
  }
}
