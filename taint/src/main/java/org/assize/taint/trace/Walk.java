package org.assize.taint.trace;

import java.util.Optional;
import org.assize.value.calls.CallSite;
import org.assize.value.domain.AbstractValue;

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

  /** Ends a way. */
  void end(End end);

  /** Returns what a value of the body of a node may be, in the call that the way is in. */
  AbstractValue value(Node in, int instruction);
}
