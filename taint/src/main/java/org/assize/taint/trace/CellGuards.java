package org.assize.taint.trace;

import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.syntax.Operator;
import org.assize.taint.language.SinkLanguage;

/**
 * Functions that put a sign before texts which a program for tables would run: {@code "'" + text if
 * text[0] in "=+-@" else text}. However they ask, what they leave as it is begins no formula.
 */
record CellGuards(FlowProgram program) {
  private static final Set<String> SIGNS = Set.of("'", "\t", " ", "\"", "'\t");

  /** Whether the function around a value puts a sign before that value on another way. */
  boolean isGuarded(Query query, Node node) {
    if (query.language() != SinkLanguage.FORMULA) {
      return false;
    }
    Body body = program.body(node.body());
    int value = program.origin(body, node.instruction());
    for (int i = 0; i < body.size(); i++) {
      boolean joins =
          body.operandCount(i) == 2
              && (body.op(i) == Op.JOIN
                  || (body.op(i) == Op.BINARY && body.operator(i) == Operator.ADD));
      if (joins
          && isSign(node.body(), body.operand(i, 0))
          && isOf(body, body.operand(i, 1), value)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSign(int number, int operand) {
    return program
        .value(new Ref(number, operand))
        .constantText()
        .filter(SIGNS::contains)
        .isPresent();
  }

  private boolean isOf(Body body, int operand, int value) {
    int at = program.origin(body, operand);
    return at == value
        || (body.op(at) == Op.FORMAT && program.origin(body, body.operand(at, 0)) == value);
  }
}
