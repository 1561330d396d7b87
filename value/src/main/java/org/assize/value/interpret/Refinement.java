package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.syntax.CompareOperator;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/** What a value can be behind a branch: the σ-names. */
final class Refinement {
  private final Frame frame;
  private final Body body;
  private final TypeTests types;

  Refinement(Frame frame) {
    this.frame = frame;
    body = frame.body();
    types = new TypeTests(frame);
  }

  /** Evaluates a {@link Op#SIGMA}. */
  AbstractValue refined(int i) {
    return refined(body.operand(i, 0), body.operand(i, 1), body.arg(i) == 1);
  }

  /**
   * Returns what a value can be behind an edge: where the edge is one of a branch and leads to a
   * block that others lead to as well, no σ-name says it.
   */
  AbstractValue behind(int value, int from, int to) {
    int last = body.last(from);
    return body.op(last) == Op.BRANCH && body.successor(from, 0) != body.successor(from, 1)
        ? refined(value, body.operand(last, 0), body.successor(from, 0) == to)
        : frame.value(value);
  }

  private AbstractValue refined(int tested, int condition, boolean holds) {
    AbstractValue value = frame.value(tested);
    AbstractValue refined =
        isSame(condition, tested)
            ? truth(value, holds)
            : switch (body.op(condition)) {
              case COMPARE -> compared(value, tested, condition, holds);
              case CATCHES, IS_INSTANCE ->
                  isSame(body.operand(condition, 0), tested)
                      ? types.keep(value, frame.operand(condition, 1), holds)
                      : value;
              case CALL -> called(value, tested, condition, holds);
              default -> value;
            };
    return refined.isBottom() && !value.isBottom() ? contradiction(value) : refined;
  }

  /** Nothing passes the test: what is not reached has no value, but only if nothing is open. */
  private static AbstractValue contradiction(AbstractValue value) {
    return value.isOpen() ? AbstractValue.UNKNOWN : AbstractValue.BOTTOM;
  }

  private AbstractValue truth(AbstractValue value, boolean holds) {
    AbstractValue known = frame.known(value);
    return value.isSymbolic() ? value : holds ? known.whereTrue() : known.whereFalse();
  }

  private AbstractValue compared(AbstractValue value, int tested, int condition, boolean holds) {
    CompareOperator written = body.comparison(condition);
    CompareOperator operator = holds ? written : written.negated();
    boolean left = isSame(body.operand(condition, 0), tested);
    if (!left && !isSame(body.operand(condition, 1), tested)) {
      return value;
    }
    int other = body.operand(condition, left ? 1 : 0);
    AbstractValue against = frame.known(frame.value(other));
    return switch (operator) {
      case EQ, IS -> equal(value, against);
      case NOT_EQ, IS_NOT -> different(value, against);
      case IN -> left ? among(value, against) : value;
      case NOT_IN -> left ? notAmong(value, against) : value;
      case LT, LT_E, GT, GT_E -> value;
    };
  }

  /** Whether two values are one, each perhaps refined by earlier tests. */
  private boolean isSame(int operand, int tested) {
    return origin(operand) == origin(tested);
  }

  private int origin(int value) {
    int at = value;
    while (body.op(at) == Op.SIGMA) {
      at = body.operand(at, 0);
    }
    return at;
  }

  /** What equals a constant is that constant, whatever is known of it otherwise. */
  private AbstractValue equal(AbstractValue value, AbstractValue against) {
    Optional<List<Literal>> constants = against.constants();
    if (constants.isEmpty() || constants.get().isEmpty()) {
      return value;
    }
    return chosen(value, constants.get());
  }

  private AbstractValue chosen(AbstractValue value, List<Literal> constants) {
    AbstractValue known = frame.known(value);
    List<Atom> kept = new ArrayList<>();
    for (Literal constant : constants) {
      boolean possible =
          known.isOpen()
              || known.atoms().stream().anyMatch(atom -> operations().mayEqual(atom, constant));
      if (possible) {
        kept.add(new Atom.Constant(constant));
      }
    }
    return kept.isEmpty() ? AbstractValue.BOTTOM : AbstractValue.of(kept);
  }

  private AbstractValue different(AbstractValue value, AbstractValue against) {
    Optional<Literal> constant = against.constant();
    if (constant.isEmpty()) {
      return value;
    }
    Atom excluded = new Atom.Constant(constant.get());
    AbstractValue others = value.filter(atom -> !atom.equals(excluded));
    return text(against)
        .filter(t -> t.length() == 1)
        .map(t -> TextTests.notIn(others, t))
        .orElse(others);
  }

  private AbstractValue among(AbstractValue value, AbstractValue container) {
    Optional<List<Literal>> constants = operations().constantElements(container);
    return constants.isPresent()
        ? chosen(value, constants.get())
        : text(container).map(t -> TextTests.in(value, t)).orElse(value);
  }

  private static Optional<String> text(AbstractValue value) {
    return value.constant().flatMap(LibraryCalls::text);
  }

  private AbstractValue notAmong(AbstractValue value, AbstractValue container) {
    Optional<List<Literal>> constants = operations().constantElements(container);
    if (constants.isEmpty()) {
      return text(container).map(t -> TextTests.notIn(value, t)).orElse(value);
    }
    List<Literal> excluded = constants.get();
    return value.filter(a -> !(a instanceof Atom.Constant c && excluded.contains(c.value())));
  }

  private AbstractValue called(AbstractValue value, int tested, int condition, boolean holds) {
    boolean isInstance =
        body.operandCount(condition) == 3
            && isSame(body.operand(condition, 1), tested)
            && isBuiltin(frame.operand(condition, 0), "isinstance");
    return isInstance ? types.keep(value, frame.operand(condition, 2), holds) : value;
  }

  private static boolean isBuiltin(AbstractValue callee, String name) {
    return callee
        .only()
        .filter(a -> a instanceof Atom.External e && e.path().equals("builtins." + name))
        .isPresent();
  }

  private Operations operations() {
    return new Operations(frame);
  }

  /** Whether the test can come out so at all. */
  static boolean isPossible(Truth truth, boolean holds) {
    return truth == Truth.UNKNOWN || (truth == Truth.TRUE) == holds;
  }
}
