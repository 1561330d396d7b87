package org.assize.value.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assize.ir.Literal;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Literals;

/** The elements of a set. */
public final class SetContent extends EntryContent implements Content {
  private static final int SHOWN = 4;
  private static final AbstractValue HERE = AbstractValue.of(Literal.Single.NONE);

  /** No elements. */
  public static final SetContent EMPTY = new SetContent(Entries.EMPTY);

  /** Any elements. */
  public static final SetContent UNKNOWN = EMPTY.add(AbstractValue.UNKNOWN);

  private SetContent(Entries entries) {
    super(entries);
  }

  /** Returns the content of a display. */
  public static SetContent of(List<AbstractValue> elements) {
    return elements.stream().reduce(EMPTY, SetContent::add, SetContent::union);
  }

  /** Returns the content of a set made of what an iteration gives. */
  public static SetContent of(SequenceContent elements) {
    SetContent all = of(elements.exact());
    return elements.rest().isBottom() ? all : all.with(all.entries.setAny(elements.rest(), HERE));
  }

  private SetContent with(Entries changed) {
    return changed.equals(entries) ? this : new SetContent(changed);
  }

  /** Returns the set with one more element. */
  public SetContent add(AbstractValue element) {
    return with(entries.set(element, HERE));
  }

  /** Returns the set without an element. */
  public SetContent remove(AbstractValue element) {
    return with(entries.delete(element));
  }

  /** Returns the set without one of its elements. */
  public SetContent removeUnknown() {
    return with(entries.uncertain());
  }

  /** Returns the elements of both. */
  public SetContent union(SetContent second) {
    Entries out = entries;
    if (second.entries.hasRest()) {
      out = out.setAny(second.entries.restKey(), HERE);
    }
    for (Entries.Entry entry : second.entries.known()) {
      Entries added = out.set(AbstractValue.of(entry.key()), HERE);
      out = entry.certain() ? added : out.combine(added, AbstractValue::join);
    }
    return with(out);
  }

  /** Returns the elements in an unknown order. */
  public SequenceContent elements() {
    return sequence(e -> AbstractValue.of(e.key()), entries.restKey()).shuffled();
  }

  /** Returns the constants that are certainly elements, in the order in which they were added. */
  public List<Literal> certain() {
    return entries.known().stream().filter(Entries.Entry::certain).map(Entries.Entry::key).toList();
  }

  @Override
  public SetContent join(Content second) {
    return with(entries.combine(((SetContent) second).entries, AbstractValue::join));
  }

  @Override
  public SetContent widen(Content next) {
    return with(entries.combine(((SetContent) next).entries, AbstractValue::widen));
  }

  @Override
  public boolean isIncludedIn(Content wider) {
    return entries.isIncludedIn(((SetContent) wider).entries);
  }

  @Override
  public String text() {
    List<String> shown = new ArrayList<>();
    for (Entries.Entry entry : entries.known()) {
      if (shown.size() < SHOWN) {
        shown.add(Literals.text(entry.key()) + (entry.certain() ? "" : "?"));
      }
    }
    if (entries.known().size() > SHOWN) {
      shown.add("...");
    }
    if (entries.hasRest()) {
      shown.add("*" + entries.restKey().text());
    }
    return lengthText() + ": " + shown.stream().collect(Collectors.joining(", ", "{", "}"));
  }
}
