package org.assize.taint.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.domain.Place;

/**
 * Entries that a body writes before it reads them: {@code params["url"] = BASE} on every way to a
 * read of {@code params["url"]}. What the container was given before is not what is read.
 */
record Overwrites(FlowProgram program) {
  /** Methods that leave a container as it is. */
  private static final Set<String> READING = Set.of("get", "items", "keys", "values", "copy");

  /**
   * Returns the writes of which a read has one on every way to it; empty where there may be none,
   * or where something else in the body may change the container.
   *
   * @param read the instruction that reads an entry
   * @param key of the entry
   */
  List<Ref> before(Ref read, String key) {
    Body body = program.body(read.body());
    int container = program.origin(body, body.operand(read.instruction(), 0));
    List<Ref> writes =
        program.index().elementsUnder(key).stream()
            .filter(w -> w.body() == read.body())
            .filter(w -> program.origin(body, body.operand(w.instruction(), 0)) == container)
            .filter(w ->
                body.blockOf(w.instruction()) != body.blockOf(read.instruction())
                    || w.instruction() < read.instruction())
            .toList();
    return writes.isEmpty() || !isOnEveryWay(read, writes) || mayChange(read.body(), container)
        ? List.of()
        : last(body, read.instruction(), writes);
  }

  /** Of writes in the block of the read the last one; else all. */
  private static List<Ref> last(Body body, int read, List<Ref> writes) {
    List<Ref> here =
        writes.stream().filter(w -> body.blockOf(w.instruction()) == body.blockOf(read)).toList();
    return here.isEmpty() ? writes : List.of(here.getLast());
  }

  private boolean isOnEveryWay(Ref read, List<Ref> writes) {
    Body body = program.body(read.body());
    BitSet writing = new BitSet();
    writes.forEach(w -> writing.set(body.blockOf(w.instruction())));
    int target = body.blockOf(read.instruction());
    if (writing.get(target)) {
      return true;
    }
    BitSet seen = new BitSet();
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(0));
    while (!open.isEmpty()) {
      int block = open.removeFirst();
      if (block == target) {
        return false;
      }
      if (!seen.get(block) && program.values().isReached(read.body(), block)) {
        seen.set(block);
        open.addAll(next(body, block, writing::get));
      }
    }
    return true;
  }

  /** What follows a block without a write in it; an exception may come before the write. */
  private static List<Integer> next(Body body, int block, IntPredicate writes) {
    List<Integer> next = new ArrayList<>();
    if (!writes.test(block)) {
      for (int successor : body.successors(block)) {
        next.add(successor);
      }
    }
    if (body.handler(block) >= 0) {
      next.add(body.handler(block));
    }
    return next;
  }

  /** Whether anything but an assignment under a known key may change a container. */
  private boolean mayChange(int number, int container) {
    Body body = program.body(number);
    if (body.op(container) == Op.LOAD || body.op(container) == Op.ATTR) {
      return true; // others hold it
    }
    for (int i = 0; i < body.size(); i++) {
      for (int k = 0; k < body.operandCount(i); k++) {
        boolean isUse = program.origin(body, body.operand(i, k)) == container;
        if (isUse
            && program.values().isReached(number, body.blockOf(i))
            && !isHarmless(number, i, k)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isHarmless(int number, int i, int operand) {
    Body body = program.body(number);
    return switch (body.op(i)) {
      case ITEM, SIGMA, COMPARE, BRANCH, RETURN -> true;
      case SET_ITEM ->
          operand == 0
              && ContainerSteps.selector(program.value(new Ref(number, body.operand(i, 1))))
                  instanceof Place.Key;
      case ATTR -> READING.contains(body.names().get(body.arg(i)));
      default -> false;
    };
  }
}
