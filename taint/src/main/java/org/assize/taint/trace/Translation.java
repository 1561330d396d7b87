package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.syntax.Operator;
import org.assize.value.domain.CharSet;

/**
 * What {@code text.translate(str.maketrans(old, new))} takes out of a text (library reference,
 * "str.maketrans"): the characters of {@code old} that {@code new} does not put in again.
 */
final class Translation {
  private static final int MAX_STEPS = 5;

  private final Walk walk;
  private final Node node;
  private final FlowProgram program;
  private final Body body;

  /** A translation in the body of a node. */
  Translation(Walk walk, Node node) {
    this.walk = walk;
    this.node = node;
    program = walk.program();
    body = program.body(node.body());
  }

  /** Returns the characters that a table certainly takes out; none where it is not known. */
  CharSet gone(int table) {
    int made = program.origin(body, table);
    Ref at = new Ref(node.body(), made);
    boolean isMade =
        body.op(made) == Op.CALL
            && program.paths(at).stream().anyMatch(p -> p.endsWith("str.maketrans"));
    List<Integer> arguments = isMade ? new CallArguments(program, at).all() : List.of();
    if (arguments.size() < 2) {
      return CharSet.NONE;
    }
    CharSet old = certain(arguments.get(0), MAX_STEPS);
    CharSet deleted = arguments.size() > 2 ? certain(arguments.get(2), MAX_STEPS) : CharSet.NONE;
    return possible(arguments.get(1)).map(put -> old.union(deleted).without(put)).orElse(deleted);
  }

  /** The characters that a text holds whatever way was taken to it. */
  private CharSet certain(int value, int steps) {
    int at = program.origin(body, value);
    Optional<String> constant = walk.value(node, at).constantText();
    if (constant.isPresent() || steps == 0) {
      return constant.map(CharSet::of).orElse(CharSet.NONE);
    }
    return switch (body.op(at)) {
      case BINARY, IN_PLACE ->
          body.operator(at) == Operator.ADD
              ? certain(body.operand(at, 0), steps - 1)
                  .union(certain(body.operand(at, 1), steps - 1))
              : CharSet.NONE;
      case PHI -> {
        CharSet all = certain(body.operand(at, 0), steps - 1);
        for (int k = 1; k < body.operandCount(at); k++) {
          all = all.intersect(certain(body.operand(at, k), steps - 1));
        }
        yield all;
      }
      default -> CharSet.NONE;
    };
  }

  /** The characters that may be in a text: {@code "_" * n}; empty where they are not known. */
  private Optional<CharSet> possible(int value) {
    int at = program.origin(body, value);
    Optional<String> constant = walk.value(node, at).constantText();
    if (constant.isPresent()) {
      return constant.map(CharSet::of);
    }
    boolean isRepeated = body.op(at) == Op.BINARY && body.operator(at) == Operator.MULT;
    return isRepeated
        ? walk.value(node, body.operand(at, 0)).constantText().map(CharSet::of)
        : Optional.empty();
  }
}
