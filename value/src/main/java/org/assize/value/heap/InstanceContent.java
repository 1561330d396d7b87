package org.assize.value.heap;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.assize.facts.Truth;
import org.assize.value.domain.AbstractValue;

/**
 * The fields of an object.
 *
 * @param fields by name
 * @param rest what any other field can hold: {@link AbstractValue#BOTTOM} if there is none
 */
public record InstanceContent(SortedMap<String, Found> fields, AbstractValue rest)
    implements Content {
  /** No fields. */
  public static final InstanceContent EMPTY =
      new InstanceContent(Collections.emptySortedMap(), AbstractValue.BOTTOM);

  /** Any fields. */
  public static final InstanceContent UNKNOWN = EMPTY.setUnknown(AbstractValue.UNKNOWN);

  /** Copies the fields. */
  public InstanceContent {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /** Returns the field of a name. */
  public Found get(String name) {
    Found found = fields.get(name);
    if (found != null) {
      return found;
    }
    return rest.isBottom() ? Found.ABSENT : new Found(rest, Truth.UNKNOWN);
  }

  /** Returns what any field can hold. */
  public AbstractValue any() {
    return fields.values().stream().map(Found::value).reduce(rest, AbstractValue::join);
  }

  /** Returns the object after {@code o.name = value}. */
  public InstanceContent set(String name, AbstractValue value) {
    return with(name, new Found(value, Truth.TRUE));
  }

  private InstanceContent with(String name, Found found) {
    SortedMap<String, Found> changed = new TreeMap<>(fields);
    changed.put(name, found);
    return new InstanceContent(changed, rest);
  }

  /** Returns the object after {@code setattr} with an unknown name. */
  public InstanceContent setUnknown(AbstractValue value) {
    SortedMap<String, Found> changed = new TreeMap<>();
    fields.forEach((name, f) -> changed.put(name, new Found(f.value().join(value), f.present())));
    return new InstanceContent(changed, rest.join(value));
  }

  /** Returns the object after all of the fields of another content were written to it. */
  public InstanceContent plus(InstanceContent written) {
    SortedMap<String, Found> all = new TreeMap<>(fields);
    written
        .fields()
        .forEach((name, found) ->
            all.merge(
                name,
                found,
                (before, after) ->
                    after.present() == Truth.TRUE
                        ? after
                        : new Found(before.value().join(after.value()), before.present())));
    return new InstanceContent(all, rest.join(written.rest()));
  }

  /** Returns the object after {@code del o.name}. */
  public InstanceContent delete(String name) {
    return rest.isBottom() && !fields.containsKey(name) ? this : with(name, Found.ABSENT);
  }

  @Override
  public InstanceContent join(Content second) {
    return combine((InstanceContent) second, AbstractValue::join);
  }

  @Override
  public InstanceContent widen(Content next) {
    return combine((InstanceContent) next, AbstractValue::widen);
  }

  private InstanceContent combine(InstanceContent second, BinaryOperator<AbstractValue> merge) {
    if (second == this) {
      return this;
    }
    TreeSet<String> names = new TreeSet<>(fields.keySet());
    names.addAll(second.fields.keySet());
    SortedMap<String, Found> out = new TreeMap<>();
    AbstractValue others = merge.apply(rest, second.rest);
    boolean isSame = others == rest && names.size() == fields.size();
    for (String name : names) {
      Found a = get(name);
      Found both = combined(a, second.get(name), merge);
      isSame &= both == a;
      out.put(name, both);
    }
    return isSame ? this : new InstanceContent(out, others);
  }

  private static Found combined(Found a, Found b, BinaryOperator<AbstractValue> merge) {
    Truth present = a.present() == b.present() ? a.present() : Truth.UNKNOWN;
    AbstractValue value = merge.apply(a.value(), b.value());
    return value == a.value() && present == a.present() ? a : new Found(value, present);
  }

  @Override
  public boolean isIncludedIn(Content other) {
    InstanceContent wider = (InstanceContent) other;
    TreeSet<String> names = new TreeSet<>(fields.keySet());
    names.addAll(wider.fields.keySet());
    for (String name : names) {
      Found own = get(name);
      Found others = wider.get(name);
      if (!own.value().isIncludedIn(others.value())
          || (others.present() != Truth.UNKNOWN && others.present() != own.present())) {
        return false;
      }
    }
    return rest.isIncludedIn(wider.rest);
  }

  /** Returns unknown: the class decides. */
  @Override
  public Truth truth() {
    return Truth.UNKNOWN;
  }

  @Override
  public String text() {
    String shown =
        fields.entrySet().stream()
            .filter(e -> e.getValue().present() != Truth.FALSE)
            .map(e -> e.getKey() + mark(e.getValue()) + e.getValue().value().text())
            .collect(Collectors.joining(", "));
    return "{" + shown + (rest.isBottom() ? "" : ", *: " + rest.text()) + "}";
  }

  private static String mark(Found found) {
    return found.present() == Truth.TRUE ? ": " : "?: ";
  }
}
