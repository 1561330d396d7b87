package org.assize.taint.trace;

import org.assize.program.Hierarchy;
import org.assize.value.calls.CallSite;

/**
 * How many methods a call may mean, where overrides of one method of the tree are that method: who
 * calls it means whichever implementation there is.
 */
record Families(FlowProgram program) {
  /** Returns the number of methods, not of their implementations. */
  int of(CallSite call) {
    if (call.callees().size() < 2) {
      return call.callees().size();
    }
    return (int) call.callees().stream().map(this::method).distinct().count();
  }

  private Object method(int callee) {
    Hierarchy hierarchy = program.view().resolver().hierarchy();
    return program
        .body(callee)
        .function()
        .flatMap(f -> f.owner().<Object>map(c -> hierarchy.introducer(c, f.name())))
        .orElse(callee);
  }
}
