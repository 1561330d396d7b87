package org.assize.value.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.assize.facts.Truth;
import org.assize.ir.Literal;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Equality;
import org.assize.value.domain.Literals;

/**
 * The entries of a dictionary with constant keys, in the order of insertion, up to a bound, and a
 * rest of which only the values of keys and of entries are known. Equal keys are one key, as {@code
 * 1} and {@code True} are.
 */
record Entries(List<Entry> known, AbstractValue restKey, AbstractValue restValue) {
  static final int MAX = 64;
  static final Entries EMPTY = new Entries(List.of(), AbstractValue.BOTTOM, AbstractValue.BOTTOM);

  /**
   * An entry with a constant key.
   *
   * @param certain whether it is there for sure
   */
  record Entry(Literal key, AbstractValue value, boolean certain) {
    Entry uncertain() {
      return new Entry(key, value, false);
    }

    Truth presence() {
      return certain ? Truth.TRUE : Truth.UNKNOWN;
    }
  }

  Entries {
    known = List.copyOf(known);
  }

  boolean hasRest() {
    return !restKey.isBottom();
  }

  private int indexOf(Literal key) {
    Optional<Literal> wanted = Literals.key(key);
    for (int i = 0; wanted.isPresent() && i < known.size(); i++) {
      if (isKey(known.get(i).key(), wanted.get())) {
        return i;
      }
    }
    return -1;
  }

  /** Most keys are texts, which are keys as they are. */
  private static boolean isKey(Literal own, Literal wanted) {
    return own instanceof Literal.Text
        ? own.equals(wanted)
        : Literals.key(own).filter(wanted::equals).isPresent();
  }

  private boolean restMayHave(AbstractValue key) {
    return hasRest() && Equality.equal(restKey, key) != Truth.FALSE;
  }

  Found get(AbstractValue key) {
    return key.constant().map(this::get).orElseGet(() -> any(key));
  }

  private Found get(Literal key) {
    int index = indexOf(key);
    if (index >= 0) {
      Entry entry = known.get(index);
      return new Found(entry.value(), entry.presence());
    }
    return restMayHave(AbstractValue.of(key)) ? new Found(restValue, Truth.UNKNOWN) : Found.ABSENT;
  }

  /** Looks up a key of which several values are possible. */
  private Found any(AbstractValue key) {
    Optional<List<Literal>> constants = key.constants();
    if (constants.isPresent() && !key.isBottom()) {
      return constants.get().stream().map(this::get).reduce(Entries::either).orElseThrow();
    }
    AbstractValue value = restMayHave(key) ? restValue : AbstractValue.BOTTOM;
    boolean can = restMayHave(key);
    for (Entry entry : known) {
      if (Equality.equal(AbstractValue.of(entry.key()), key) != Truth.FALSE) {
        value = value.join(entry.value());
        can = true;
      }
    }
    return can ? new Found(value, Truth.UNKNOWN) : Found.ABSENT;
  }

  private static Found either(Found a, Found b) {
    return new Found(
        a.value().join(b.value()), a.present() == b.present() ? a.present() : Truth.UNKNOWN);
  }

  Entries set(AbstractValue key, AbstractValue value) {
    return key.constant().map(k -> set(k, value)).orElseGet(() -> setAny(key, value));
  }

  private Entries set(Literal key, AbstractValue value) {
    int index = indexOf(key);
    if (index >= 0) {
      return with(index, new Entry(known.get(index).key(), value, true));
    }
    if (known.size() >= MAX || Literals.key(key).isEmpty()) {
      return withRest(AbstractValue.of(key), value);
    }
    List<Entry> longer = new ArrayList<>(known);
    longer.add(new Entry(key, value, true));
    return new Entries(longer, restKey, restValue);
  }

  private Entries with(int index, Entry entry) {
    List<Entry> changed = new ArrayList<>(known);
    changed.set(index, entry);
    return new Entries(changed, restKey, restValue);
  }

  private Entries withRest(AbstractValue key, AbstractValue value) {
    return new Entries(known, restKey.join(key), restValue.join(value));
  }

  /** Writes to every entry whose key it can be, and to the rest. */
  Entries setAny(AbstractValue key, AbstractValue value) {
    Predicate<Entry> meant = e -> Equality.equal(AbstractValue.of(e.key()), key) != Truth.FALSE;
    return mapWhere(meant, e -> new Entry(e.key(), e.value().join(value), e.certain()))
        .withRest(key, value);
  }

  private Entries mapWhere(Predicate<Entry> meant, UnaryOperator<Entry> change) {
    List<Entry> changed = known.stream().map(e -> meant.test(e) ? change.apply(e) : e).toList();
    return new Entries(changed, restKey, restValue);
  }

  Entries delete(AbstractValue key) {
    Optional<Literal> constant = key.constant();
    if (constant.isEmpty()) {
      return mapWhere(
          e -> Equality.equal(AbstractValue.of(e.key()), key) != Truth.FALSE, Entry::uncertain);
    }
    int index = indexOf(constant.get());
    if (index < 0) {
      return this;
    }
    List<Entry> shorter = new ArrayList<>(known);
    shorter.remove(index);
    return new Entries(shorter, restKey, restValue);
  }

  Entries uncertain() {
    return mapWhere(_ -> true, Entry::uncertain);
  }

  Entries combine(Entries second, BinaryOperator<AbstractValue> merge) {
    List<Entry> both = new ArrayList<>();
    for (Entry entry : known) {
      Found other = second.get(entry.key());
      AbstractValue value =
          other.present() == Truth.FALSE
              ? entry.value()
              : merge.apply(entry.value(), other.value());
      boolean certain = entry.certain() && other.present() == Truth.TRUE;
      both.add(new Entry(entry.key(), value, certain));
    }
    Entries out =
        new Entries(
            both, merge.apply(restKey, second.restKey), merge.apply(restValue, second.restValue));
    for (Entry entry : second.known) {
      if (indexOf(entry.key()) < 0) {
        out = out.addUncertain(entry, merge, get(entry.key()).value());
      }
    }
    return out;
  }

  private Entries addUncertain(
      Entry entry, BinaryOperator<AbstractValue> merge, AbstractValue others) {
    AbstractValue value = others.isBottom() ? entry.value() : merge.apply(others, entry.value());
    if (known.size() >= MAX) {
      return new Entries(
          known,
          merge.apply(restKey, AbstractValue.of(entry.key())),
          merge.apply(restValue, value));
    }
    List<Entry> longer = new ArrayList<>(known);
    longer.add(new Entry(entry.key(), value, false));
    return new Entries(longer, restKey, restValue);
  }

  boolean isIncludedIn(Entries wider) {
    for (Entry entry : known) {
      if (!wider.covers(entry)) {
        return false;
      }
    }
    for (Entry entry : wider.known) {
      Found own = get(entry.key());
      if ((entry.certain() && own.present() != Truth.TRUE)
          || !own.value().isIncludedIn(entry.value())) {
        return false;
      }
    }
    return restKey.isIncludedIn(wider.restKey) && restValue.isIncludedIn(wider.restValue);
  }

  private boolean covers(Entry entry) {
    int index = indexOf(entry.key());
    return index >= 0
        ? entry.value().isIncludedIn(known.get(index).value())
        : AbstractValue.of(entry.key()).isIncludedIn(restKey)
            && entry.value().isIncludedIn(restValue);
  }

  AbstractValue keys() {
    return known.stream().map(e -> AbstractValue.of(e.key())).reduce(restKey, AbstractValue::join);
  }

  AbstractValue values() {
    return known.stream().map(Entry::value).reduce(restValue, AbstractValue::join);
  }

  Bounds bounds() {
    int certain = (int) known.stream().filter(Entry::certain).count();
    return hasRest() ? new Bounds(certain, Bounds.ANY.max()) : new Bounds(certain, known.size());
  }
}
