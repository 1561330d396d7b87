package org.assize.value.domain;

import java.util.Optional;
import java.util.Set;
import org.assize.facts.Truth;
import org.assize.ir.Literal;
import org.assize.value.domain.Atom.ClassObject;
import org.assize.value.domain.Atom.Constant;
import org.assize.value.domain.Atom.Container;
import org.assize.value.domain.Atom.Function;
import org.assize.value.domain.Atom.ModuleObject;
import org.assize.value.domain.Atom.Text;

/** Equality and identity of values, as {@code ==} and {@code is} see them. */
public final class Equality {
  private static final Set<String> NUMBERS = Set.of("int", "float", "complex", "bool");

  /** Classes whose objects equal nothing of another class. */
  private static final Set<String> OWN_KIND =
      Set.of("str", "bytes", "NoneType", "list", "tuple", "dict", "ellipsis", "function", "module");

  private Equality() {}

  /** Returns whether {@code a == b}; unknown where a class of the tree or outside may decide. */
  public static Truth equal(AbstractValue a, AbstractValue b) {
    return eachPair(a, b, Equality::equal);
  }

  /** Returns whether {@code a is b}. */
  public static Truth same(AbstractValue a, AbstractValue b) {
    return eachPair(a, b, Equality::same);
  }

  /** How two atoms compare. */
  private interface Test {
    Truth of(Atom a, Atom b);
  }

  private static Truth eachPair(AbstractValue a, AbstractValue b, Test test) {
    Truth found = null;
    if (a.isOpen() || b.isOpen()) {
      return Truth.UNKNOWN;
    }
    for (Atom left : a.atoms()) {
      for (Atom right : b.atoms()) {
        Truth each = test.of(left, right);
        if (each == Truth.UNKNOWN || (found != null && each != found)) {
          return Truth.UNKNOWN;
        }
        found = each;
      }
    }
    return found == null ? Truth.UNKNOWN : found;
  }

  private static Truth equal(Atom a, Atom b) {
    if (a instanceof Constant(Literal left) && b instanceof Constant(Literal right)) {
      return Truth.of(Literals.isEqual(left, right));
    }
    Optional<Text> one = a.asText();
    Optional<Text> two = b.asText();
    if (one.isPresent() && two.isPresent()) {
      boolean can = one.get().kind() == two.get().kind() && overlap(one.get(), two.get());
      return can ? Truth.UNKNOWN : Truth.FALSE;
    }
    if (a.equals(b) && isOneObject(a)) {
      return Truth.TRUE;
    }
    return canEqualByType(a, b) ? Truth.UNKNOWN : Truth.FALSE;
  }

  private static boolean isOneObject(Atom atom) {
    return atom instanceof Function
        || atom instanceof ModuleObject
        || (atom instanceof ClassObject c && !c.orBelow())
        || isBuiltin(atom);
  }

  /** Built-in names mean one object each; some exceptions have several names. */
  private static boolean isBuiltin(Atom atom) {
    return atom instanceof Atom.External(String path)
        && path.startsWith("builtins.")
        && !path.endsWith("Error");
  }

  private static boolean canEqualByType(Atom a, Atom b) {
    String left = plainType(a);
    String right = plainType(b);
    if (left.isEmpty() || right.isEmpty()) {
      return true;
    }
    return left.equals(right) || (NUMBERS.contains(left) && NUMBERS.contains(right));
  }

  /** Returns a class of which it is known what its objects equal, or the empty string. */
  private static String plainType(Atom atom) {
    String name =
        atom instanceof Atom.Instance || atom instanceof Atom.Bound
            ? ""
            : atom.typeName().orElse("");
    return NUMBERS.contains(name) || OWN_KIND.contains(name) ? name : "";
  }

  /** Whether two shapes can stand for one string, judged by their ends, lengths and characters. */
  private static boolean overlap(Text a, Text b) {
    StringShape one = a.shape();
    StringShape two = b.shape();
    if (one.isConstant() || two.isConstant()) {
      return one.isConstant() ? two.mayMatch(one.prefix()) : one.mayMatch(two.prefix());
    }
    return one.minLength() <= two.maxLength()
        && two.minLength() <= one.maxLength()
        && isPrefixOfOther(one.prefix(), two.prefix())
        && isSuffixOfOther(one.suffix(), two.suffix());
  }

  private static boolean isPrefixOfOther(String a, String b) {
    return a.startsWith(b) || b.startsWith(a);
  }

  private static boolean isSuffixOfOther(String a, String b) {
    return a.endsWith(b) || b.endsWith(a);
  }

  private static Truth same(Atom a, Atom b) {
    if (a instanceof Constant(Literal left)
        && b instanceof Constant(Literal right)
        && (Atoms.isSingle(left) || Atoms.isSingle(right))) {
      return Truth.of(left.equals(right));
    }
    if (isOneObject(a) && isOneObject(b)) {
      return a instanceof Function && a.equals(b) ? Truth.UNKNOWN : Truth.of(a.equals(b));
    }
    boolean kept = a instanceof Container && b instanceof Container;
    String left = plainType(a);
    String right = plainType(b);
    boolean differ = !left.isEmpty() && !right.isEmpty() && !left.equals(right);
    return differ || (kept && !a.equals(b)) ? Truth.FALSE : Truth.UNKNOWN;
  }
}
