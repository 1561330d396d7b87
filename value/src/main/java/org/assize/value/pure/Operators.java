package org.assize.value.pure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assize.ir.Literal;
import org.assize.syntax.Operator;

/** Binary operators. */
final class Operators {
  private Operators() {}

  static Concrete binary(Operator operator, Concrete left, Concrete right) {
    if (isComplex(left) || isComplex(right)) {
      throw new NotKnown();
    }
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return Numbers.binary(operator, left, right);
    }
    return switch (operator) {
      case ADD -> add(left, right);
      case MULT -> Numbers.isWhole(left) ? repeat(right, left) : repeat(left, right);
      case MOD -> percent(left, right);
      case BIT_OR, BIT_AND, BIT_XOR, SUB -> combine(operator, left, right);
      default -> throw Raised.typeError();
    };
  }

  private static boolean isComplex(Concrete value) {
    return value instanceof Concrete.Scalar(Literal.Imaginary _);
  }

  private static Concrete add(Concrete left, Concrete right) {
    if (Texts.isText(left)) {
      return Concrete.text(Limits.text(Texts.text(left) + Texts.text(right)));
    }
    if (Texts.isBytes(left)) {
      return Concrete.bytes(Limits.text(Texts.bytes(left) + Texts.bytes(right)));
    }
    if (left instanceof Concrete.Items a
        && right instanceof Concrete.Items b
        && a.kind() == b.kind()) {
      List<Concrete> both = new ArrayList<>(a.elements());
      both.addAll(b.elements());
      return new Concrete.Items(a.kind(), Limits.elements(both));
    }
    throw Raised.typeError();
  }

  private static Concrete repeat(Concrete value, Concrete count) {
    if (!Numbers.isWhole(count)) {
      throw Raised.typeError();
    }
    boolean none = Numbers.whole(count).signum() <= 0;
    return switch (value) {
      case Concrete.Scalar(Literal.Text(String text)) ->
          Concrete.text(none ? "" : Texts.repeat(text, Numbers.index(count)));
      case Concrete.Scalar(Literal.Bytes(String bytes)) ->
          Concrete.bytes(none ? "" : Texts.repeat(bytes, Numbers.index(count)));
      case Concrete.Items items -> Displays.repeat(items, none ? 0 : Numbers.index(count));
      default -> throw Raised.typeError();
    };
  }

  private static Concrete percent(Concrete left, Concrete right) {
    if (Texts.isText(left)) {
      return Concrete.text(Percent.format(Texts.text(left), right));
    }
    throw Texts.isBytes(left) ? new NotKnown() : Raised.typeError();
  }

  private static Concrete combine(Operator operator, Concrete left, Concrete right) {
    if (left instanceof Concrete.Mapping a
        && right instanceof Concrete.Mapping b
        && operator == Operator.BIT_OR) {
      List<Map.Entry<Concrete, Concrete>> both = new ArrayList<>(a.entries().entrySet());
      both.addAll(b.entries().entrySet());
      return Displays.mapping(both);
    }
    if (left instanceof Concrete.Members a && right instanceof Concrete.Members b) {
      return new Concrete.Members(a.kind(), combine(operator, a, b));
    }
    throw Raised.typeError();
  }

  private static List<Concrete> combine(Operator operator, Concrete.Members a, Concrete.Members b) {
    List<Concrete> out = new ArrayList<>();
    for (Concrete each : a.elements()) {
      boolean inBoth = Comparisons.contains(b, each);
      if (operator == Operator.BIT_OR || inBoth == (operator == Operator.BIT_AND)) {
        out.add(each);
      }
    }
    if (operator == Operator.BIT_OR || operator == Operator.BIT_XOR) {
      b.elements().stream().filter(e -> !Comparisons.contains(a, e)).forEach(out::add);
    }
    return Limits.elements(out);
  }
}
