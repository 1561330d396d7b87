package org.assize.taint.trace;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;

/**
 * Calls that write several attributes of an object, or one whose name is computed: {@code
 * vars(x).update(d)}, {@code x.__dict__.update(d)}, {@code setattr(x, name, value)}.
 */
final class FieldsAtOnce {
  private static final int NAME = 2;
  private static final int VALUE = 3;

  private FieldsAtOnce() {}

  /** Returns the object whose attributes a call writes; empty for any other call. */
  static Optional<Integer> of(FlowProgram program, Ref call) {
    Body body = program.body(call.body());
    int callee = program.origin(body, body.operand(call.instruction(), 0));
    // the index is made with this: what paths say is not known yet
    return switch (body.op(callee)) {
      case ATTR ->
          body.names().get(body.arg(callee)).equals("update")
              ? ofMapping(program, call, body.operand(callee, 0))
              : Optional.empty();
      case LOAD_NAME ->
          isBuiltin(body, callee, "setattr") && body.operandCount(call.instruction()) == VALUE + 1
              ? Optional.of(body.operand(call.instruction(), 1))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isBuiltin(Body body, int instruction, String name) {
    return body.op(instruction) == Op.LOAD_NAME
        && body.names().get(body.arg(instruction)).equals(name);
  }

  /** The object of whose attributes a value is the mapping. */
  private static Optional<Integer> ofMapping(FlowProgram program, Ref call, int value) {
    Body body = program.body(call.body());
    int mapping = program.origin(body, value);
    boolean isAttribute =
        body.op(mapping) == Op.ATTR && body.names().get(body.arg(mapping)).equals("__dict__");
    boolean isCall =
        body.op(mapping) == Op.CALL
            && body.operandCount(mapping) == 2
            && isBuiltin(body, program.origin(body, body.operand(mapping, 0)), "vars");
    if (isAttribute) {
      return Optional.of(body.operand(mapping, 0));
    }
    return isCall ? Optional.of(body.operand(mapping, 1)) : Optional.empty();
  }

  /** Returns the instruction that names the one attribute that a call writes; empty for several. */
  static Optional<Integer> name(FlowProgram program, Ref call) {
    Body body = program.body(call.body());
    int callee = program.origin(body, body.operand(call.instruction(), 0));
    return body.op(callee) == Op.LOAD_NAME
        ? Optional.of(body.operand(call.instruction(), NAME))
        : Optional.empty();
  }

  /**
   * Returns the mapping of which a value is the entry under a name; empty where it may come from
   * elsewhere too. What is made of the entry on the way counts as the entry.
   */
  static Optional<Integer> mapping(Body body, int value, int name) {
    Set<Integer> found = new HashSet<>();
    return isOfEntry(body, value, SameReads.of(body), name, found, new HashSet<>())
            && found.size() == 1
        ? Optional.of(found.iterator().next())
        : Optional.empty();
  }

  private static boolean isOfEntry(
      Body body, int at, int[] same, int name, Set<Integer> found, Set<Integer> seen) {
    if (!seen.add(at)) {
      return true;
    }
    return switch (body.op(at)) {
      case PHI -> {
        boolean all = true;
        for (int k = 0; k < body.operandCount(at); k++) {
          all &= isOfEntry(body, body.operand(at, k), same, name, found, seen);
        }
        yield all;
      }
      case SIGMA -> isOfEntry(body, body.operand(at, 0), same, name, found, seen);
      case ITEM -> {
        boolean isEntry = same[body.operand(at, 1)] == same[name];
        if (isEntry) {
          found.add(body.operand(at, 0));
        }
        yield isEntry;
      }
      case CALL -> {
        boolean all = true;
        for (int k = 0; k < body.operandCount(at); k++) {
          int part = body.operand(at, k);
          all &= isOther(body, part) || isOfEntry(body, part, same, name, found, seen);
        }
        yield all;
      }
      case ATTR ->
          isOther(body, body.operand(at, 0))
              || isOfEntry(body, body.operand(at, 0), same, name, found, seen);
      case CONST, UNBOUND -> true;
      default -> false;
    };
  }

  /** Whether a value is what the function works with, beside the mapping. */
  private static boolean isOther(Body body, int value) {
    return switch (body.op(value)) {
      case PARAM, LOAD, LOAD_NAME, IMPORT, NEXT -> true;
      default -> false;
    };
  }

  /** Returns what such a call writes to that attribute. */
  static int value(Body body, Ref call) {
    return body.operand(call.instruction(), VALUE);
  }
}
