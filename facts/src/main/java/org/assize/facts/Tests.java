package org.assize.facts;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** The single tests of a {@link Condition}. */
final class Tests {
  private Tests() {}

  /** Returns a slot as conditions write it, where positions are {@code arg0}. */
  static String slot(Slot slot) {
    return switch (slot) {
      case Slot.Argument(int position, String keyword) when position < 0 -> keyword;
      case Slot.Argument argument -> "arg" + argument.text();
      case Slot.Fixed fixed -> fixed.text();
      case Slot.Rest rest -> rest.text();
      case Slot.Element(Slot of, int index) -> slot(of) + "[" + index + "]";
      case Slot.Item(Slot of, String key) -> slot(of) + "['" + key + "']";
      case Slot.Shell(Slot of) -> slot(of) + "[sh]";
    };
  }

  /**
   * Compares a given constant with a literal. A comparison that Python would refuse is false. Two
   * different dotted names, or a name and a value, may still be equal, since a name stands for a
   * value that is not known here.
   */
  static Truth compare(Constant given, Relation relation, Constant literal) {
    return switch (relation) {
      case EQUAL -> equal(given, literal);
      case NOT_EQUAL -> equal(given, literal).not();
      case LESS, AT_MOST, GREATER, AT_LEAST, HAS_BITS -> numeric(given, relation, literal);
      case STARTS_WITH, ENDS_WITH, CONTAINS, MATCHES -> textual(given, relation, literal);
    };
  }

  private static Truth equal(Constant given, Constant literal) {
    if (given.equals(literal)) {
      return Truth.TRUE;
    }
    boolean nameAndValue = given instanceof Constant.Name != literal instanceof Constant.Name;
    if (nameAndValue) {
      // ssl.CERT_NONE is an integer, a loader class is not: nothing here knows which.
      boolean plain = isPlain(given) || isPlain(literal);
      return plain ? Truth.FALSE : Truth.UNKNOWN;
    }
    Optional<BigDecimal> left = number(given);
    Optional<BigDecimal> right = number(literal);
    return Truth.of(
        left.isPresent() && right.isPresent() && left.get().compareTo(right.get()) == 0);
  }

  /** None, booleans are never what a name of a library stands for in a fact. */
  private static boolean isPlain(Constant constant) {
    return constant instanceof Constant.Bool || constant instanceof Constant.Nothing;
  }

  private static Truth numeric(Constant given, Relation relation, Constant literal) {
    if (given instanceof Constant.Name) {
      return Truth.UNKNOWN;
    }
    if (relation == Relation.HAS_BITS) {
      return Truth.of(
          given instanceof Constant.Int left
              && literal instanceof Constant.Int right
              && left.value().and(right.value()).signum() != 0);
    }
    Optional<BigDecimal> left = number(given);
    Optional<BigDecimal> right = number(literal);
    if (left.isEmpty() || right.isEmpty()) {
      return Truth.FALSE;
    }
    int order = left.get().compareTo(right.get());
    return Truth.of(
        relation == Relation.LESS
            ? order < 0
            : relation == Relation.AT_MOST
                ? order <= 0
                : relation == Relation.GREATER ? order > 0 : order >= 0);
  }

  private static Truth textual(Constant given, Relation relation, Constant literal) {
    if (given instanceof Constant.Name) {
      return Truth.UNKNOWN;
    }
    if (!(given instanceof Constant.Text(String text))
        || !(literal instanceof Constant.Text(String part))) {
      return Truth.FALSE;
    }
    return Truth.of(
        switch (relation) {
          case STARTS_WITH -> text.startsWith(part);
          case ENDS_WITH -> text.endsWith(part);
          case MATCHES -> Pattern.compile(part, Pattern.DOTALL).matcher(text).matches();
          default -> text.contains(part);
        });
  }

  private static Optional<BigDecimal> number(Constant constant) {
    return switch (constant) {
      case Constant.Int(var value) -> Optional.of(new BigDecimal(value));
      case Constant.Real(double value) when Double.isFinite(value) ->
          Optional.of(BigDecimal.valueOf(value));
      // As in Python, where verify=0 switches off what verify=False does.
      case Constant.Bool value ->
          Optional.of(value == Constant.Bool.TRUE ? BigDecimal.ONE : BigDecimal.ZERO);
      case Constant.Real _, Constant.Text _, Constant.Nothing _, Constant.Name _ ->
          Optional.empty();
    };
  }
}
