package org.assize.value.pure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assize.ir.Literal;
import org.assize.syntax.CompareOperator;
import org.assize.value.domain.Literals;

/** Equality, order, membership and identity. */
final class Comparisons {
  private Comparisons() {}

  static boolean compare(CompareOperator operator, Concrete left, Concrete right) {
    return switch (operator) {
      case EQ -> isEqual(left, right);
      case NOT_EQ -> !isEqual(left, right);
      case LT -> isOrdered(left, right) && order(left, right) < 0;
      case LT_E -> isOrdered(left, right) && order(left, right) <= 0;
      case GT -> isOrdered(left, right) && order(left, right) > 0;
      case GT_E -> isOrdered(left, right) && order(left, right) >= 0;
      case IS -> isSame(left, right);
      case IS_NOT -> !isSame(left, right);
      case IN -> contains(right, left);
      case NOT_IN -> !contains(right, left);
    };
  }

  /** Whether {@code ==} holds. */
  static boolean isEqual(Concrete left, Concrete right) {
    return key(left).equals(key(right));
  }

  /** Returns an object that is equal for all values that Python takes for equal. */
  static Object key(Concrete value) {
    return switch (value) {
      case Concrete.Scalar(Literal literal) ->
          Literals.key(literal).map(l -> (Object) l).orElseGet(Object::new);
      case Concrete.Items items ->
          List.of(items.kind(), items.elements().stream().map(Comparisons::key).toList());
      case Concrete.Members members -> keys(members.elements());
      case Concrete.Mapping mapping -> keys(mapping);
    };
  }

  private static Set<Object> keys(List<Concrete> elements) {
    Set<Object> keys = new HashSet<>();
    elements.forEach(e -> keys.add(key(e)));
    return keys;
  }

  private static Map<Object, Object> keys(Concrete.Mapping mapping) {
    Map<Object, Object> keys = new java.util.HashMap<>();
    mapping.entries().forEach((k, v) -> keys.put(key(k), key(v)));
    return keys;
  }

  private static boolean isOrdered(Concrete left, Concrete right) {
    return !Numbers.isNan(left) && !Numbers.isNan(right);
  }

  /** Compares by {@code <}, for values that have an order. */
  static int order(Concrete left, Concrete right) {
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      if (!isOrdered(left, right)) {
        throw new NotKnown(); // within a sequence
      }
      return Numbers.compare(left, right);
    }
    return switch (left) {
      case Concrete.Scalar(Literal.Text(String a))
          when right instanceof Concrete.Scalar(Literal.Text(String b)) ->
          orderTexts(a, b);
      case Concrete.Scalar(Literal.Bytes(String a))
          when right instanceof Concrete.Scalar(Literal.Bytes(String b)) ->
          a.compareTo(b);
      case Concrete.Items a when right instanceof Concrete.Items b && a.kind() == b.kind() ->
          orderItems(a.elements(), b.elements());
      case Concrete.Members _ -> throw new NotKnown();
      default -> throw Raised.typeError();
    };
  }

  private static int orderTexts(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    return java.util.Arrays.compare(left, right);
  }

  private static int orderItems(List<Concrete> a, List<Concrete> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      if (!isEqual(a.get(i), b.get(i))) {
        return order(a.get(i), b.get(i));
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static boolean isSame(Concrete left, Concrete right) {
    boolean sure = isSingle(left) || isSingle(right);
    if (!sure && left.getClass() == right.getClass() && typeName(left).equals(typeName(right))) {
      throw new NotKnown(); // whether equal constants are one object is up to the interpreter
    }
    return sure && left.equals(right);
  }

  private static boolean isSingle(Concrete value) {
    return value instanceof Concrete.Scalar(Literal literal)
        && (literal instanceof Literal.Single || literal instanceof Literal.Truth);
  }

  static String typeName(Concrete value) {
    return switch (value) {
      case Concrete.Scalar(Literal literal) -> Literals.typeName(literal);
      case Concrete.Items items -> items.kind() == Concrete.Items.Kind.LIST ? "list" : "tuple";
      case Concrete.Members members ->
          members.kind() == Concrete.Members.Kind.SET ? "set" : "frozenset";
      case Concrete.Mapping _ -> "dict";
    };
  }

  /** Whether {@code value in container}. */
  static boolean contains(Concrete container, Concrete value) {
    return switch (container) {
      case Concrete.Scalar(Literal.Text(String text)) -> text.contains(Texts.text(value));
      case Concrete.Scalar(Literal.Bytes(String bytes)) -> bytesContain(bytes, value);
      case Concrete.Scalar _ -> throw Raised.typeError();
      case Concrete.Items items -> items.elements().stream().anyMatch(e -> isEqual(e, value));
      case Concrete.Members members ->
          keys(members.elements()).contains(key(Displays.hashable(value)));
      case Concrete.Mapping mapping ->
          Objects.nonNull(Displays.find(mapping, Displays.hashable(value)));
    };
  }

  private static boolean bytesContain(String bytes, Concrete value) {
    if (!Numbers.isWhole(value)) {
      return bytes.contains(Texts.bytes(value));
    }
    int code = Numbers.index(value);
    if (code < 0 || code > 255) {
      throw Raised.valueError();
    }
    return bytes.indexOf(code) >= 0;
  }

  static boolean truth(Concrete value) {
    return switch (value) {
      case Concrete.Scalar(Literal literal) ->
          Literals.truth(literal) == org.assize.facts.Truth.TRUE;
      case Concrete.Items items -> !items.elements().isEmpty();
      case Concrete.Members members -> !members.elements().isEmpty();
      case Concrete.Mapping mapping -> !mapping.entries().isEmpty();
    };
  }

  static List<Concrete> sorted(List<Concrete> values, boolean reverse) {
    List<Concrete> out = new ArrayList<>(values);
    if (out.stream().anyMatch(Numbers::isNan)) {
      throw new NotKnown();
    }
    out.sort(reverse ? (a, b) -> order(b, a) : Comparisons::order);
    return out;
  }
}
