package org.assize.value.heap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assize.facts.Truth;
import org.assize.ir.Literal;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Literals;

/** The entries of a dictionary. */
public final class DictContent extends EntryContent implements Content {
  private static final int SHOWN = 4;

  /** No entries. */
  public static final DictContent EMPTY = new DictContent(Entries.EMPTY);

  /** Any entries. */
  public static final DictContent UNKNOWN = EMPTY.set(AbstractValue.UNKNOWN, AbstractValue.UNKNOWN);

  /**
   * An entry with a constant key.
   *
   * @param certain whether it is there for sure
   */
  public record Entry(Literal key, AbstractValue value, boolean certain) {}

  private DictContent(Entries entries) {
    super(entries);
  }

  /** Returns the content of a display whose keys are constants. */
  public static DictContent of(Map<Literal, AbstractValue> display) {
    DictContent content = EMPTY;
    for (Map.Entry<Literal, AbstractValue> entry : display.entrySet()) {
      content = content.set(AbstractValue.of(entry.getKey()), entry.getValue());
    }
    return content;
  }

  private DictContent with(Entries changed) {
    return changed.equals(entries) ? this : new DictContent(changed);
  }

  /** Returns the entries with constant keys in the order of insertion. */
  public List<Entry> entries() {
    return entries.known().stream().map(e -> new Entry(e.key(), e.value(), e.certain())).toList();
  }

  /** Returns what the other keys can be; {@link AbstractValue#BOTTOM} if there are none. */
  public AbstractValue restKey() {
    return entries.restKey();
  }

  /** Returns what the entries of the other keys hold. */
  public AbstractValue restValue() {
    return entries.restValue();
  }

  /** Returns what a key leads to. */
  public Found get(AbstractValue key) {
    return entries.get(key);
  }

  /** Returns the dictionary after {@code d[key] = value}. */
  public DictContent set(AbstractValue key, AbstractValue value) {
    return with(entries.set(key, value));
  }

  /** Returns the dictionary after {@code d.setdefault(key, value)}. */
  public DictContent setDefault(AbstractValue key, AbstractValue value) {
    return switch (get(key).present()) {
      case TRUE -> this;
      case FALSE -> set(key, value);
      case UNKNOWN -> set(key, get(key).value().join(value));
    };
  }

  /** Returns the dictionary without a key. */
  public DictContent delete(AbstractValue key) {
    return with(entries.delete(key));
  }

  /** Returns the dictionary without one of its entries. */
  public DictContent deleteUnknown() {
    return with(entries.uncertain());
  }

  /**
   * Returns the dictionary after {@code d.update(second)}, which is {@code {**d, **second}} too.
   */
  public DictContent update(DictContent second) {
    Entries out = entries;
    if (second.entries.hasRest()) {
      out = out.setAny(second.restKey(), second.restValue());
    }
    for (Entries.Entry entry : second.entries.known()) {
      AbstractValue key = AbstractValue.of(entry.key());
      Found before = out.get(key);
      out =
          entry.certain() || before.present() == Truth.TRUE
              ? out.set(key, entry.certain() ? entry.value() : before.value().join(entry.value()))
              : out.combine(out.set(key, entry.value()), AbstractValue::join);
    }
    return with(out);
  }

  /** Returns the keys in the order of iteration. */
  public SequenceContent keys() {
    return sequence(e -> AbstractValue.of(e.key()), entries.restKey());
  }

  /** Returns the values in the order of iteration. */
  public SequenceContent values() {
    return sequence(Entries.Entry::value, entries.restValue());
  }

  /** Returns the value of all entries if every key is a constant that is there for sure. */
  public Optional<Map<Literal, AbstractValue>> exact() {
    if (!isExact()) {
      return Optional.empty();
    }
    Map<Literal, AbstractValue> all = new LinkedHashMap<>();
    entries.known().forEach(e -> all.put(e.key(), e.value()));
    return Optional.of(Collections.unmodifiableMap(all));
  }

  @Override
  public DictContent join(Content second) {
    return with(entries.combine(((DictContent) second).entries, AbstractValue::join));
  }

  @Override
  public DictContent widen(Content next) {
    return with(entries.combine(((DictContent) next).entries, AbstractValue::widen));
  }

  @Override
  public boolean isIncludedIn(Content wider) {
    return entries.isIncludedIn(((DictContent) wider).entries);
  }

  @Override
  public String text() {
    List<String> shown = new ArrayList<>();
    for (Entries.Entry entry : entries.known()) {
      if (shown.size() < SHOWN) {
        String mark = entry.certain() ? ": " : "?: ";
        shown.add(Literals.text(entry.key()) + mark + entry.value().text());
      }
    }
    if (entries.known().size() > SHOWN) {
      shown.add("...");
    }
    if (entries.hasRest()) {
      shown.add("*" + entries.restKey().text() + ": " + entries.restValue().text());
    }
    return lengthText() + ": " + shown.stream().collect(Collectors.joining(", ", "{", "}"));
  }
}
