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

  /** Of these, all of the text is one; the others are names of fields as well. */
  private static final Set<String> ALWAYS = Set.of("$where");

  private StoredScripts() {}

  /** Whether a value is put into the text of such an entry. */
  static boolean isIn(FlowProgram program, Query query, Node node) {
    if (query.language() != SinkLanguage.OBJECT) {
      return false;
    }
    Set<String> names = node.surround().isComposed() ? NAMES : ALWAYS;
    for (Node at = node; at.next() != null; at = at.next()) {
      if (at.move() == Move.ELEMENT && isNamed(program, at, names)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamed(FlowProgram program, Node element, Set<String> names) {
    int number = element.by().body();
    Body body = program.body(number);
    int by = element.by().instruction();
    if (body.op(by) == Op.SET_ITEM) {
      return isName(program, new Ref(number, body.operand(by, 1)), names);
    }
    for (int k = 0; body.op(by) == Op.DICT && k + 1 < body.operandCount(by); k += 2) {
      if (body.operand(by, k + 1) == element.instruction()
          && isName(program, new Ref(number, body.operand(by, k)), names)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isName(FlowProgram program, Ref key, Set<String> names) {
    return program.value(key).constantText().filter(names::contains).isPresent();
  }
}
