package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import org.assize.facts.CodeRole;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;

/**
 * Whether everything that the program stores in a column is clean: each value that is assigned to
 * an attribute of that name, or passed under it, ends at what does no harm. Where the name stands
 * in a text (of a form, a mapping, a statement), others may fill the column, and nothing is known.
 */
final class CleanedColumns {
  private final Walk walk;
  private final FlowProgram program;

  CleanedColumns(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  /** Whether what is read of a stored record under a name has been cleaned before it is stored. */
  boolean isClean(Node node, String name) {
    if (walk.query().language() != SinkLanguage.HTML
        || walk.isAside()
        || program.index().fields(name).isEmpty()) {
      return false;
    }
    List<Ref> written = new ArrayList<>();
    for (int number = 0; number < program.values().bodies().size(); number++) {
      if (counts(number) && !isWritten(number, name, written)) {
        return false;
      }
    }
    return !written.isEmpty() && written.stream().allMatch(value -> isClean(node, value));
  }

  private boolean isClean(Node node, Ref value) {
    return walk.isOfProgram(node.before(value, Move.STORED).by(value).part(List.of()).in(null));
  }

  private boolean counts(int number) {
    return program.isProduction(number)
        && program.view().roleOf(program.body(number).module()) != CodeRole.TOOLING;
  }

  /** Adds what a body writes under a name; false where a text has that name. */
  private boolean isWritten(int number, String name, List<Ref> written) {
    Body body = program.body(number);
    for (int i = 0; i < body.size(); i++) {
      if (body.op(i) == Op.CONST
          && body.constants().get(body.arg(i)) instanceof Literal.Text(String text)
          && text.equals(name)) {
        return false;
      }
      if (body.op(i) == Op.SET_ATTR && body.names().get(body.arg(i)).equals(name)) {
        written.add(new Ref(number, body.operand(i, 1)));
      }
      if (body.op(i) == Op.CALL) {
        passed(number, i, name, written);
      }
    }
    return true;
  }

  private void passed(int number, int call, String name, List<Ref> written) {
    Body body = program.body(number);
    List<CallShape.Argument> shape = body.calls().get(body.arg(call)).arguments();
    for (int k = 0; k < shape.size(); k++) {
      if (shape.get(k) instanceof CallShape.Named n && n.name().equals(name)) {
        written.add(new Ref(number, body.operand(call, k + 1)));
      }
    }
  }
}
