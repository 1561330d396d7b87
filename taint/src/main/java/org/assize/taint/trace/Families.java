package org.assize.taint.trace;

import java.util.List;
import java.util.Locale;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.Hierarchy;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.value.calls.CallSite;

/**
 * How many methods a call may mean, where overrides of one method of the tree are that method: who
 * calls it means whichever implementation there is. An object that is named like one of the classes
 * is one of that class: {@code self.board.title()} with a class {@code Board}.
 */
record Families(FlowProgram program) {
  /** Shorter names of objects are parts of too many names of classes. */
  private static final int SHORTEST = 4;

  /**
   * Returns how many methods may be meant instead of the one that a body implements, with it.
   *
   * @param at the call
   * @param callee the body, one that the call may reach
   */
  int of(Ref at, CallSite call, int callee) {
    if (call.callees().size() < 2) {
      return call.callees().size();
    }
    int all = count(call.callees());
    if (all == 1) {
      return all;
    }
    String object = receiver(at);
    List<Integer> named = call.callees().stream().filter(c -> isNamed(c, object)).toList();
    return named.contains(callee) && count(named) == 1 ? 1 : all;
  }

  private int count(List<Integer> callees) {
    return (int) callees.stream().map(this::method).distinct().count();
  }

  private Object method(int callee) {
    Hierarchy hierarchy = program.view().resolver().hierarchy();
    return program
        .body(callee)
        .function()
        .flatMap(f -> f.owner().<Object>map(c -> hierarchy.introducer(c, f.name())))
        .orElse(callee);
  }

  /** The name of the object whose method is called; empty where it has none. */
  private String receiver(Ref at) {
    Body body = program.body(at.body());
    int callee =
        body.op(at.instruction()) == Op.CALL
            ? program.origin(body, body.operand(at.instruction(), 0))
            : at.instruction();
    return body.op(callee) == Op.ATTR
        ? plain(program.named(body, program.origin(body, body.operand(callee, 0))))
        : "";
  }

  private boolean isNamed(int callee, String object) {
    return object.length() >= SHORTEST
        && program
            .body(callee)
            .function()
            .flatMap(PythonFunction::owner)
            .map(PythonClass::name)
            .filter(name -> plain(name).endsWith(object))
            .isPresent();
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
