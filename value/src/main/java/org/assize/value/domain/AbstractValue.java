package org.assize.value.domain;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assize.facts.Truth;
import org.assize.ir.Literal;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in a variable: one of a few atoms, and, where it is open, anything else.
 *
 * <p>Values are ordered by what they say: {@code a} is below {@code b} if each atom of {@code a} is
 * included in one of {@code b}, and {@code b} is open where {@code a} is. So {@link #BOTTOM} is
 * least, {@link #UNKNOWN} is below {@code 1?}, which says that 1 is a candidate, and {@link
 * #ANYTHING} is greatest. No atom of a value is included in another one of it.
 */
public final class AbstractValue {
  /** With more atoms, kinds of them are taken together. */
  public static final int MAX_ATOMS = 8;

  /** No value: the code is not reached. */
  public static final AbstractValue BOTTOM = new AbstractValue(new Atom[0], false);

  /** Any value, without a candidate. */
  public static final AbstractValue UNKNOWN = new AbstractValue(new Atom[0], true);

  /** Any value, because there were too many candidates. */
  public static final AbstractValue ANYTHING =
      new AbstractValue(new Atom[] {Atom.Typed.OBJECT}, true);

  private final Atom[] atoms;
  private final List<Atom> list;
  private final boolean open;
  private final boolean symbolic;
  private final int hash;

  private AbstractValue(Atom[] atoms, boolean open) {
    this.atoms = atoms;
    this.list = Collections.unmodifiableList(Arrays.asList(atoms));
    this.open = open;
    this.symbolic = isAnySymbolic(atoms);
    this.hash = 31 * Arrays.hashCode(atoms) + Boolean.hashCode(open);
  }

  private static boolean isAnySymbolic(Atom[] atoms) {
    for (Atom atom : atoms) {
      if (atom.isSymbolic()) {
        return true;
      }
    }
    return false;
  }

  /** Whether anything in it is said in terms of the parameters of a body. */
  public boolean isSymbolic() {
    return symbolic;
  }

  /** Returns the value of one atom. */
  public static AbstractValue of(Atom atom) {
    return atom.equals(Atom.Typed.OBJECT) ? ANYTHING : new AbstractValue(new Atom[] {atom}, false);
  }

  /** Returns the value of one constant. */
  public static AbstractValue of(Literal constant) {
    return of(new Atom.Constant(constant));
  }

  /** Returns the value of a string constant. */
  public static AbstractValue string(String constant) {
    return of(Atom.string(constant));
  }

  /** Returns the value of an integer constant. */
  public static AbstractValue whole(long constant) {
    return of(Atom.whole(constant));
  }

  /** Returns the value of a string of a shape. */
  public static AbstractValue shaped(StringShape shape) {
    return of(Atom.text(shape, Atom.Text.Kind.STR));
  }

  /** Returns some value of a class that is built in or absent. */
  public static AbstractValue typed(String type) {
    return switch (type) {
      case "str" -> shaped(StringShape.ANY);
      case "bytes" -> of(Atom.text(StringShape.ANY, Atom.Text.Kind.BYTES));
      case "NoneType" -> of(Literal.Single.NONE);
      case "bool" -> of(new Literal.Truth(true)).join(of(new Literal.Truth(false)));
      default -> of(new Atom.Typed(type));
    };
  }

  /** Returns the value of any of some atoms. */
  public static AbstractValue of(Collection<? extends Atom> atoms) {
    return of(atoms, false);
  }

  private static AbstractValue of(Collection<? extends Atom> atoms, boolean open) {
    if (atoms.isEmpty()) {
      return open ? UNKNOWN : BOTTOM;
    }
    List<Atom> limited = Atoms.limited(Atoms.maximal(atoms));
    return limited.contains(Atom.Typed.OBJECT)
        ? ANYTHING
        : new AbstractValue(limited.toArray(Atom[]::new), open);
  }

  /** Returns the atoms in a stable order. */
  public List<Atom> atoms() {
    return list;
  }

  /** Whether it may be anything beside its atoms. */
  public boolean isOpen() {
    return open;
  }

  /** Whether there is no value: the code is not reached. */
  public boolean isBottom() {
    return atoms.length == 0 && !open;
  }

  /** Whether nothing is known, and there is no candidate. */
  public boolean isUnknown() {
    return this == ANYTHING || (atoms.length == 0 && open);
  }

  /** Whether it is one constant. */
  public boolean isConstant() {
    return constant().isPresent();
  }

  /** Returns the one constant that it is. */
  public Optional<Literal> constant() {
    return only()
        .flatMap(
            atom -> atom instanceof Atom.Constant c ? Optional.of(c.value()) : Optional.empty());
  }

  /** Returns the one atom that it is. */
  public Optional<Atom> only() {
    return atoms.length == 1 && !open ? Optional.of(atoms[0]) : Optional.empty();
  }

  /** Returns all constants that it can be, or empty where it can be anything else. */
  public Optional<List<Literal>> constants() {
    boolean all = !open && Arrays.stream(atoms).allMatch(Atom.Constant.class::isInstance);
    return all
        ? Optional.of(Arrays.stream(atoms).map(a -> ((Atom.Constant) a).value()).toList())
        : Optional.empty();
  }

  /** Returns the names of all classes that it can be of, or empty where one is not known. */
  public Optional<Set<String>> types() {
    Set<String> names = new TreeSet<>();
    for (Atom atom : atoms) {
      atom.typeName().ifPresent(names::add);
    }
    boolean all = !open && Arrays.stream(atoms).allMatch(a -> a.typeName().isPresent());
    return all ? Optional.of(names) : Optional.empty();
  }

  /** Returns what {@code bool} gives; unknown for {@link #BOTTOM}, and for objects. */
  public Truth truth() {
    return truth(Atom::truth);
  }

  /**
   * Returns what {@code bool} gives.
   *
   * @param each what it gives for an atom
   */
  public Truth truth(Function<Atom, Truth> each) {
    Set<Truth> found = Arrays.stream(atoms).map(each).collect(Collectors.toSet());
    return open || found.size() != 1 ? Truth.UNKNOWN : found.iterator().next();
  }

  /** Returns what holds where either value does. */
  public AbstractValue join(AbstractValue second) {
    if (equals(second) || second.isBottom() || this == ANYTHING) {
      return this;
    }
    if (isBottom() || second == ANYTHING) {
      return second;
    }
    if (covers(second)) {
      return this;
    }
    if (second.covers(this)) {
      return second;
    }
    List<Atom> both = Atoms.concat(atoms, second.atoms);
    AbstractValue joined = of(both, open || second.open);
    return joined.equals(this) ? this : joined;
  }

  /** Whether every atom of another value is one of these. */
  private boolean covers(AbstractValue second) {
    if (second.open && !open) {
      return false;
    }
    for (Atom atom : second.atoms) {
      if (!list.contains(atom)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns a value above both such that every growing chain of widenings is short: growing sets of
   * constants become a shape or a type.
   */
  public AbstractValue widen(AbstractValue next) {
    AbstractValue joined = join(next);
    return joined.equals(this) || isBottom()
        ? joined
        : of(Widening.of(atoms(), joined.atoms()), joined.open);
  }

  /** Whether the other value says no more than this one. */
  public boolean isIncludedIn(AbstractValue wider) {
    if (wider == ANYTHING) {
      return true;
    }
    return (!open || wider.open)
        && Arrays.stream(atoms).allMatch(a -> Arrays.stream(wider.atoms).anyMatch(a::isIncludedIn));
  }

  /** Returns the same candidates, or anything else. */
  public AbstractValue opened() {
    return open ? this : of(atoms(), true);
  }

  /** Returns the candidates alone. */
  public AbstractValue closed() {
    return open && this != ANYTHING ? of(atoms(), false) : this;
  }

  /** Keeps the atoms that satisfy a condition; it stays open if it was. */
  public AbstractValue filter(Predicate<Atom> condition) {
    return this == ANYTHING ? this : of(Arrays.stream(atoms).filter(condition).toList(), open);
  }

  /** Keeps what can be true. */
  public AbstractValue whereTrue() {
    return filter(atom -> atom.truth() != Truth.FALSE);
  }

  /** Keeps what can be false. */
  public AbstractValue whereFalse() {
    return filter(atom -> atom.truth() != Truth.TRUE);
  }

  /** Returns the join of what a function gives for each atom; it stays open if it was. */
  public AbstractValue map(Function<Atom, AbstractValue> each) {
    if (atoms.length == 1 && !open) {
      return each.apply(atoms[0]);
    }
    AbstractValue result = open ? UNKNOWN : BOTTOM;
    for (Atom atom : atoms) {
      result = result.join(each.apply(atom));
    }
    return result;
  }

  /** Returns the value as tests and reviews show it, for example {@code 1 | 2?}. */
  public String text() {
    return text(Atom::text);
  }

  /**
   * Returns the value as tests and reviews show it.
   *
   * @param each how an atom is shown
   */
  public String text(Function<Atom, String> each) {
    if (isUnknown()) {
      return "unknown";
    }
    String shown = Arrays.stream(atoms).map(each).distinct().collect(Collectors.joining(" | "));
    return isBottom() ? "unreachable" : open ? shown + "?" : shown;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof AbstractValue value
            && hash == value.hash
            && open == value.open
            && Arrays.equals(atoms, value.atoms));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return text();
  }
}
