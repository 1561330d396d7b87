package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.calls.CallSite;

/**
 * Whether an address is used only where the host in it has been looked up and is none of an inner
 * network (library reference, "ipaddress"). That lets a name through that stands for another host
 * the next time it is looked up, so it is no proof; it leaves no request that an attacker could
 * write down.
 */
final class InnerAddresses {
  /** What is known of the text of a value that has been asked for so. */
  static final String REFUSED = "an address of an inner network";

  /** What is true of all inner addresses, and what of none. */
  private static final String PRIVATE = "is_private";

  private static final String GLOBAL = "is_global";

  /** What asks for a few of them: alone it lets the others through. */
  private static final Set<String> ASKING = Set.of(PRIVATE, GLOBAL);

  /** An address is made of a value in so many steps. */
  private static final int MAX_MADE = 8;

  private static final int MAX_DEPTH = 2;

  private final FlowProgram program;

  InnerAddresses(FlowProgram program) {
    this.program = program;
  }

  /**
   * Whether an instruction is reached only with an address that is no inner one.
   *
   * @param number the body
   * @param use the instruction
   * @param tested the value, σ-names looked through
   */
  boolean areRefused(int number, int use, int tested) {
    Body body = program.body(number);
    return IntStream.range(0, body.size())
        .filter(i -> body.op(i) == Op.BRANCH || body.op(i) == Op.CALL)
        .anyMatch(i ->
            body.op(i) == Op.BRANCH
                ? turnsAway(number, i, use, tested)
                : raises(number, i, use, tested));
  }

  private boolean turnsAway(int number, int branch, int use, int tested) {
    Body body = program.body(number);
    int from = body.blockOf(branch);
    int[] successors = body.successors(from);
    if (successors.length < 2 || successors[0] == successors[1]) {
      return false;
    }
    Branches branches = program.branches(number);
    int target = body.blockOf(use);
    boolean isLeftIfTrue = !branches.returns(from, 0, target);
    boolean isLeftIfFalse = !branches.returns(from, 1, target);
    if (isLeftIfTrue == isLeftIfFalse) {
      return false;
    }
    Optional<Truth> inner = inner(number, body.operand(branch, 0), tested, 2);
    return inner.isPresent() && inner.get() != Truth.of(isLeftIfFalse);
  }

  /** Returns which outcome of a condition means an inner address: unknown is either. */
  private Optional<Truth> inner(int number, int condition, int tested, int steps) {
    Body body = program.body(number);
    int at = program.origin(body, condition);
    if (Guards.isNot(body, at)) {
      return inner(number, body.operand(at, 0), tested, steps).map(InnerAddresses::opposite);
    }
    return switch (body.op(at)) {
      case ATTR ->
          Optional.of(body.names().get(body.arg(at)))
              .filter(name -> ASKING.contains(name) && isMadeOf(body, at, tested, MAX_MADE))
              .map(name -> Truth.of(name.equals(PRIVATE)));
      case CALL ->
          asks(new Ref(number, at), MAX_DEPTH) && isMadeOf(body, at, tested, MAX_MADE)
              ? Optional.of(Truth.UNKNOWN)
              : Optional.empty();
      case PHI ->
          steps == 0
              ? Optional.empty()
              : IntStream.range(0, body.operandCount(at))
                  .mapToObj(k -> inner(number, body.operand(at, k), tested, steps - 1))
                  .flatMap(Optional::stream)
                  .findFirst();
      default -> Optional.empty();
    };
  }

  private static Truth opposite(Truth truth) {
    return switch (truth) {
      case TRUE -> Truth.FALSE;
      case FALSE -> Truth.TRUE;
      case UNKNOWN -> truth;
    };
  }

  /**
   * {@code refuse_inner(url)}: a function that asks and raises, whose end stands before the use.
   */
  private boolean raises(int number, int call, int use, int tested) {
    Body body = program.body(number);
    int from = body.blockOf(call);
    int to = body.blockOf(use);
    boolean isBefore = from == to ? call < use : program.dominators(number).dominates(from, to);
    return isBefore
        && isMadeOf(body, call, tested, MAX_MADE)
        && asks(new Ref(number, call), MAX_DEPTH)
        && callees(new Ref(number, call)).stream()
            .anyMatch(callee -> mayRaise(program.body(callee)));
  }

  private static boolean mayRaise(Body body) {
    return IntStream.range(0, body.size()).anyMatch(i -> body.op(i) == Op.RAISE);
  }

  private List<Integer> callees(Ref call) {
    return program.call(call).map(CallSite::callees).map(List::copyOf).orElse(List.of());
  }

  private boolean asks(Ref call, int depth) {
    return callees(call).stream().anyMatch(callee -> asks(callee, depth));
  }

  private boolean asks(int number, int depth) {
    Body body = program.body(number);
    return names(body)
        || (depth > 0
            && IntStream.range(0, body.size())
                .anyMatch(i -> body.op(i) == Op.CALL && asks(new Ref(number, i), depth - 1)));
  }

  private static boolean names(Body body) {
    return body.names().stream().anyMatch(ASKING::contains)
        || body.children().stream().anyMatch(InnerAddresses::names);
  }

  /** Whether a value is among what another one is computed of. */
  private boolean isMadeOf(Body body, int value, int tested, int steps) {
    int at = program.origin(body, value);
    return at == tested
        || (steps > 0
            && IntStream.range(0, body.operandCount(at))
                .anyMatch(k -> isMadeOf(body, body.operand(at, k), tested, steps - 1)));
  }
}
