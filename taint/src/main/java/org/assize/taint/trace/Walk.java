package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.calls.CallSite;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Place;
import org.jspecify.annotations.Nullable;

/** What the rules for the steps back see of a search. */
interface Walk {
  FlowProgram program();

  Query query();

  /** Goes on with a value. */
  void visit(Node node);

  /** Goes on with what the bodies return that an instruction calls. */
  void enter(Node node, CallSite call);

  /** Enters what an instruction calls, if that is code of the tree; returns whether it is. */
  default boolean enters(Node node) {
    Optional<CallSite> call = program().call(node.at()).filter(c -> c.finding().hasBody());
    call.ifPresent(site -> enter(node, site));
    return call.isPresent();
  }

  /**
   * Goes on with what a body returns, whoever calls it; with what it yields, where it is one that
   * yields.
   *
   * @param part which part of it is wanted
   */
  default void returned(Node node, int number, List<Place.Selector> part) {
    returned(node, number, part, null);
  }

  /**
   * Goes on with what a body returns.
   *
   * @param part which part of it is wanted
   * @param calling the call; null for any
   */
  default void returned(
      Node node, int number, List<Place.Selector> part, @Nullable Calling calling) {
    Body body = program().body(number);
    Op giving = body.isGenerator() ? Op.YIELD : Op.RETURN;
    for (int i = 0; i < body.size(); i++) {
      if (body.op(i) == giving && program().values().isReached(number, body.blockOf(i))) {
        visit(
            node.before(new Ref(number, body.operand(i, 0)), Move.RETURNED)
                .by(new Ref(number, i))
                .part(part)
                .in(calling));
      }
    }
  }

  /**
   * Whether all ways to a value, as far as they are short, begin at what the program itself has.
   */
  boolean isOfProgram(Node node);

  /** Whether that is what is asked here. */
  boolean isAside();

  /** Ends a way. */
  void end(End end);

  /** Returns what a value of the body of a node may be, in the call that the way is in. */
  AbstractValue value(Node in, int instruction);
}
