package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.assize.ir.Body;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.assize.value.interpret.Interpretation;

/**
 * The branches of a body that a caller decides: {@code flash(text, allow_html=False)} shows its
 * text as markup only for who asks for that. A way through such a branch belongs to those callers.
 */
record CallerBranches(FlowProgram program) {
  /**
   * Whether the constants that a call passes let a way go on that has come to a parameter.
   *
   * @param node a parameter of a body
   * @param caller a call of the body
   */
  boolean mayPass(Node node, Ref caller) {
    Optional<BitSet> reached = reached(caller, node.body());
    return reached.isEmpty() || isTaken(node, reached.get());
  }

  private boolean isTaken(Node node, BitSet reached) {
    Body body = program.body(node.body());
    for (Node at = node; at != null && at.body() == node.body(); at = at.next()) {
      boolean isHere = at.by().body() == node.body();
      if (isHere && !reached.get(body.blockOf(at.by().instruction()))) {
        return false;
      }
    }
    return true;
  }

  /** The blocks that a call reaches; empty where it decides no branch. */
  private Optional<BitSet> reached(Ref caller, int callee) {
    return special(program, callee, k -> constant(caller, callee, k)).map(Interpretation::reached);
  }

  /**
   * Returns what a body computes for the constants that a call passes; empty where none of them
   * decides anything in it.
   *
   * @param constant what is passed for a parameter, if it is a constant
   */
  static Optional<Interpretation> special(
      FlowProgram program, int callee, IntFunction<Optional<AbstractValue>> constant) {
    Interpretation general = program.values().interpretation(callee);
    List<AbstractValue> arguments = new ArrayList<>();
    boolean isSpecial = false;
    for (int k = 0; k < program.body(callee).parameters().size(); k++) {
      AbstractValue any = AbstractValue.of(new Atom.Parameter(Place.of(k)));
      AbstractValue passed = general.summary().decides(k) ? constant.apply(k).orElse(any) : any;
      isSpecial |= passed != any;
      arguments.add(passed);
    }
    return isSpecial
        ? Optional.of(program.values().interpretation(callee, arguments))
        : Optional.empty();
  }

  private Optional<AbstractValue> constant(Ref caller, int callee, int parameter) {
    return new Passing(program)
        .single(caller, callee, parameter)
        .map(program::value)
        .filter(value -> value.constants().isPresent());
  }
}
