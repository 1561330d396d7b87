package org.assize.value.domain;

import java.util.ArrayList;
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

  /** So many functions and classes may stand in a variable by themselves. */
  public static final int MAX_FUNCTIONS = 32;

  /** No value: the code is not reached. */
  public static final AbstractValue BOTTOM = new AbstractValue(new Atom[0], false);

  /** Any value, without a candidate. */
  public static final AbstractValue UNKNOWN = new AbstractValue(new Atom[0], true);

  /** Any value, because there were too many candidates. */
  public static final AbstractValue ANYTHING =
      new AbstractValue(new Atom[] {Atom.Typed.OBJECT}, true);

  /** Nearly all parameters are among the first ones. */
  private static final AbstractValue[] PARAMETERS = parameters(16);

  private final Atom[] atoms;
  private final boolean open;
  private final boolean symbolic;

  // made when it is first asked for: most values are joined and compared, and then forgotten
  private @Nullable List<Atom> list;
  private int hash;

  private AbstractValue(Atom[] atoms, boolean open) {
    this.atoms = atoms;
    this.open = open;
    this.symbolic = isAnySymbolic(atoms);
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
    return isObject(atom) ? ANYTHING : new AbstractValue(new Atom[] {atom}, false);
  }

  /** Returns what a parameter of the body under analysis holds on entry. */
  public static AbstractValue parameter(int index) {
    return index < PARAMETERS.length ? PARAMETERS[index] : of(new Atom.Parameter(Place.of(index)));
  }

  private static AbstractValue[] parameters(int count) {
    AbstractValue[] all = new AbstractValue[count];
    for (int i = 0; i < count; i++) {
      all[i] = of(new Atom.Parameter(Place.of(i)));
    }
    return all;
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
    return limited(Atoms.maximal(atoms.toArray(Atom[]::new)), open);
  }

  /** Returns a value of atoms none of which another one includes, in their order. */
  private static AbstractValue limited(Atom[] maximal, boolean open) {
    Atom[] few = Atoms.limited(maximal);
    for (Atom atom : few) {
      if (isObject(atom)) {
        return ANYTHING;
      }
    }
    return ordered(few, open);
  }

  private static AbstractValue ordered(Atom[] atoms, boolean open) {
    return atoms.length > 0 ? new AbstractValue(atoms, open) : open ? UNKNOWN : BOTTOM;
  }

  private static boolean isObject(Atom atom) {
    return atom instanceof Atom.Typed typed && typed.equals(Atom.Typed.OBJECT);
  }

  /** Returns the atoms in a stable order. */
  public List<Atom> atoms() {
    List<Atom> known = list;
    if (known == null) {
      known = Collections.unmodifiableList(Arrays.asList(atoms));
      list = known;
    }
    return known;
  }

  /** Returns the number of atoms. */
  public int size() {
    return atoms.length;
  }

  /** Returns an atom, counted from 0 in the stable order. */
  public Atom atom(int index) {
    return atoms[index];
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
    return isOne() && atoms[0] instanceof Atom.Constant;
  }

  /** Returns the one constant that it is. */
  public Optional<Literal> constant() {
    return isOne() && atoms[0] instanceof Atom.Constant c
        ? Optional.of(c.value())
        : Optional.empty();
  }

  /** Returns the text where it is one constant string. */
  public Optional<String> constantText() {
    return isOne() && atoms[0] instanceof Atom.Constant(Literal.Text(String text))
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Whether it is one atom. */
  public boolean isOne() {
    return atoms.length == 1 && !open;
  }

  /** Returns the one atom that it is. */
  public Optional<Atom> only() {
    return isOne() ? Optional.of(atoms[0]) : Optional.empty();
  }

  /** Returns all constants that it can be, or empty where it can be anything else. */
  public Optional<List<Literal>> constants() {
    if (open) {
      return Optional.empty();
    }
    List<Literal> all = new ArrayList<>(atoms.length);
    for (Atom atom : atoms) {
      if (!(atom instanceof Atom.Constant constant)) {
        return Optional.empty();
      }
      all.add(constant.value());
    }
    return Optional.of(all);
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
    if (open || atoms.length == 0) {
      return Truth.UNKNOWN;
    }
    Truth found = each.apply(atoms[0]);
    for (int i = 1; i < atoms.length && found != Truth.UNKNOWN; i++) {
      found = each.apply(atoms[i]) == found ? found : Truth.UNKNOWN;
    }
    return found;
  }

  /** Returns what holds where either value does. */
  public AbstractValue join(AbstractValue second) {
    if (this == second || second.isBottom() || this == ANYTHING) {
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
    AbstractValue joined = limited(Atoms.union(atoms, second.atoms), open || second.open);
    return joined.equals(this) ? this : joined;
  }

  /** Whether every atom of another value is one of these. */
  private boolean covers(AbstractValue second) {
    if (second.open && !open) {
      return false;
    }
    if (second.atoms.length > atoms.length) {
      return false;
    }
    for (Atom atom : second.atoms) {
      if (!has(atom)) {
        return false;
      }
    }
    return true;
  }

  private boolean has(Atom wanted) {
    for (Atom atom : atoms) {
      if (atom == wanted || atom.equals(wanted)) {
        return true;
      }
    }
    return false;
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
    if (open && !wider.open) {
      return false;
    }
    for (Atom atom : atoms) {
      if (!isIncludedInOne(atom, wider.atoms)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIncludedInOne(Atom atom, Atom[] wider) {
    for (Atom wide : wider) {
      if (atom.isIncludedIn(wide)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the same candidates, or anything else. */
  public AbstractValue opened() {
    return open ? this : ordered(atoms, true);
  }

  /** Returns the candidates alone. */
  public AbstractValue closed() {
    return open && this != ANYTHING ? ordered(atoms, false) : this;
  }

  /** Keeps the atoms that satisfy a condition; it stays open if it was. */
  public AbstractValue filter(Predicate<Atom> condition) {
    if (this == ANYTHING) {
      return this;
    }
    Atom[] kept = new Atom[atoms.length];
    int count = 0;
    for (Atom atom : atoms) {
      if (condition.test(atom)) {
        kept[count++] = atom;
      }
    }
    return count == atoms.length ? this : ordered(Arrays.copyOf(kept, count), open);
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
    return this == other || (other instanceof AbstractValue value && isLike(value));
  }

  private boolean isLike(AbstractValue value) {
    if (open != value.open || atoms.length != value.atoms.length) {
      return false;
    }
    for (int i = 0; i < atoms.length; i++) {
      if (atoms[i] != value.atoms[i] && !atoms[i].equals(value.atoms[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int known = hash;
    if (known == 0) {
      known = 31 * Arrays.hashCode(atoms) + Boolean.hashCode(open);
      hash = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return text();
  }
}
