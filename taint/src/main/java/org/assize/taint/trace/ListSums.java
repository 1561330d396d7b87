package org.assize.taint.trace;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.syntax.Operator;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.Literals;
import org.assize.value.domain.Place;

/** Steps back through lists that are added to one another. */
final class ListSums {
  private final Walk walk;
  private final FlowProgram program;

  ListSums(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  /** Goes on from what an operator makes of two values: an element is one of the left or right. */
  void step(Node node, Operator operator, int left, int right) {
    Body body = program.body(node.body());
    int index = index(node);
    if (index < 0) {
      any(node, left, right);
      return;
    }
    Optional<Integer> length = operator == Operator.ADD ? length(body, left) : Optional.empty();
    if (length.isEmpty() || index < length.get()) {
      walk.visit(node.before(left, Move.PART));
    }
    if (length.isEmpty() || index >= length.get()) {
      Place.Selector behind =
          length
              .<Place.Selector>map(n -> new Place.Key(Literals.whole(index - n)))
              .orElse(Place.Any.ANY);
      walk.visit(
          node.before(right, Move.PART).part(Parts.within(behind, Parts.inner(node.part()))));
    }
  }

  private void any(Node node, int left, int right) {
    walk.visit(node.before(left, Move.PART));
    Node behind = node.before(right, Move.PART);
    if (endsOptions(node, left)) {
      walk.end(new End.Harmless(behind, node.at(), CommandWords.BEHIND_DASHES));
    } else {
      walk.visit(behind);
    }
  }

  /** Whether a value is a list that is written out, or one to which such a list is added. */
  boolean isList(Body body, int value) {
    int origin = program.origin(body, value);
    boolean isSum =
        (body.op(origin) == Op.BINARY || body.op(origin) == Op.IN_PLACE)
            && body.operator(origin) == Operator.ADD;
    return length(body, value).isPresent()
        || (isSum
            && (isList(body, body.operand(origin, 0)) || isList(body, body.operand(origin, 1))));
  }

  /** The number of elements that a list or tuple is written with; empty where it is none. */
  private Optional<Integer> length(Body body, int value) {
    int origin = program.origin(body, value);
    boolean isDisplay =
        (body.op(origin) == Op.TUPLE || body.op(origin) == Op.LIST) && body.arg(origin) < 0;
    return isDisplay ? Optional.of(body.operandCount(origin)) : Optional.empty();
  }

  /** Whether a list holds what ends the options of a program. */
  private boolean endsOptions(Node node, int list) {
    Body body = program.body(node.body());
    int origin = program.origin(body, list);
    return walk.query().language() == SinkLanguage.ARGUMENT
        && length(body, list).isPresent()
        && IntStream.range(0, body.operandCount(origin))
            .mapToObj(k -> walk.value(node, body.operand(origin, k)))
            .anyMatch(CommandWords::endsOptions);
  }

  private static int index(Node node) {
    return !node.part().isEmpty()
            && node.part().getFirst() instanceof Place.Key(Literal.Whole(BigInteger index))
            && index.bitLength() < 31
        ? index.intValue()
        : -1;
  }
}
