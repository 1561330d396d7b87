package org.assize.taint.trace;

import org.assize.value.domain.AbstractValue;

/** What the rules for the steps back see of a search. */
interface Walk {
  FlowProgram program();

  Query query();

  /** Goes on with a value. */
  void visit(Node node);

  /** Ends a way. */
  void end(End end);

  /** Returns what a value of the body of a node may be, in the call that the way is in. */
  AbstractValue value(Node in, int instruction);
}
