package org.assize.taint.trace;

import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;

/**
 * Entries of queries that a database runs as JavaScript: {@code {"$where": "this.owner == …"}}
 * (MongoDB manual, "$where", "$function").
 */
final class StoredScripts {
  private static final Set<String> NAMES = Set.of("$where", "body", "accumulate", "merge");

  private StoredScripts() {}

  /** Whether a value is put into the text of such an entry. */
  static boolean isIn(FlowProgram program, Query query, Node node) {
    if (query.language() != SinkLanguage.OBJECT || !node.surround().isComposed()) {
      return false;
    }
    for (Node at = node; at.next() != null; at = at.next()) {
      if (at.move() == Move.ELEMENT && isNamed(program, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamed(FlowProgram program, Node element) {
    int number = element.by().body();
    Body body = program.body(number);
    int by = element.by().instruction();
    if (body.op(by) == Op.SET_ITEM) {
      return isName(program, new Ref(number, body.operand(by, 1)));
    }
    for (int k = 0; body.op(by) == Op.DICT && k + 1 < body.operandCount(by); k += 2) {
      if (body.operand(by, k + 1) == element.instruction()
          && isName(program, new Ref(number, body.operand(by, k)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isName(FlowProgram program, Ref key) {
    return program.value(key).constantText().filter(NAMES::contains).isPresent();
  }
}
