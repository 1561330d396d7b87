package org.assize.value.heap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.assize.facts.Truth;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Equality;
import org.assize.value.domain.Segment;

/**
 * The elements of a list, tuple, deque or iterator.
 *
 * @param exact the first elements, which are certainly there; at most {@link #MAX_EXACT}
 * @param rest what every element behind them can be; {@link AbstractValue#BOTTOM} if there is none
 * @param bounds the number of all elements
 */
public record SequenceContent(List<AbstractValue> exact, AbstractValue rest, Bounds bounds)
    implements Content {
  /** Elements beyond so many are taken together. */
  public static final int MAX_EXACT = 32;

  private static final int SHOWN = 4;

  /** No elements. */
  public static final SequenceContent EMPTY = of(List.of());

  /** Any elements. */
  public static final SequenceContent UNKNOWN = of(AbstractValue.UNKNOWN, Bounds.ANY);

  /** Brings into normal form: exact are the elements that are certain, up to the limit. */
  public SequenceContent {
    if (rest.isBottom()
        && bounds.isExact()
        && bounds.max() == exact.size()
        && bounds.max() <= MAX_EXACT) {
      exact = List.copyOf(exact);
    } else {
      int max = rest.isBottom() ? Math.min(bounds.max(), exact.size()) : bounds.max();
      int min = Math.min(bounds.min(), max);
      List<AbstractValue> elements = new ArrayList<>(exact);
      AbstractValue behind = rest;
      while (elements.size() < Math.min(min, MAX_EXACT)) {
        elements.add(rest);
      }
      while (elements.size() > Math.min(min, MAX_EXACT)) {
        behind = behind.join(elements.removeLast());
      }
      exact = List.copyOf(elements);
      rest = max == exact.size() ? AbstractValue.BOTTOM : behind;
      bounds = new Bounds(min, max);
    }
  }

  /** Returns the content of a display. */
  public static SequenceContent of(List<AbstractValue> elements) {
    return new SequenceContent(elements, AbstractValue.BOTTOM, Bounds.of(elements.size()));
  }

  /** Returns content of which every element can be the same. */
  public static SequenceContent of(AbstractValue element, Bounds bounds) {
    return new SequenceContent(List.of(), element, bounds);
  }

  /** Whether number and order of the elements are known. */
  public boolean isExact() {
    return rest.isBottom();
  }

  /** Returns what any element can be. */
  public AbstractValue element() {
    return restBehind(0);
  }

  /** Returns the element at an index, which may be negative. */
  public Found get(int index) {
    return index >= 0 ? fromFront(index) : fromBack(-index);
  }

  private Found fromFront(int index) {
    if (index < exact.size()) {
      return new Found(exact.get(index), Truth.TRUE);
    }
    return index < bounds.max()
        ? new Found(rest, index < bounds.min() ? Truth.TRUE : Truth.UNKNOWN)
        : Found.ABSENT;
  }

  private Found fromBack(int distance) {
    if (distance > bounds.max()) {
      return Found.ABSENT;
    }
    if (bounds.isExact()) {
      return fromFront(bounds.max() - distance);
    }
    int first = Math.max(0, bounds.min() - distance);
    long last = Math.min((long) bounds.max() - distance + 1, exact.size());
    AbstractValue value =
        (long) bounds.max() - distance >= exact.size() ? rest : AbstractValue.BOTTOM;
    for (int i = first; i < last; i++) {
      value = value.join(exact.get(i));
    }
    return new Found(value, distance <= bounds.min() ? Truth.TRUE : Truth.UNKNOWN);
  }

  /** Returns whether an element equals a value. */
  public Truth contains(AbstractValue value) {
    Truth found = Truth.FALSE;
    for (AbstractValue element : exact) {
      found = found.or(Equality.equal(element, value));
    }
    boolean can = !rest.isBottom() && Equality.equal(rest, value) != Truth.FALSE;
    return can ? found.or(Truth.UNKNOWN) : found;
  }

  /** Returns the elements and one more at the end. */
  public SequenceContent append(AbstractValue element) {
    return concat(of(List.of(element)));
  }

  /** Returns the elements of both. */
  public SequenceContent concat(SequenceContent second) {
    if (isExact()) {
      List<AbstractValue> both = new ArrayList<>(exact);
      both.addAll(second.exact);
      return new SequenceContent(both, second.rest, bounds.plus(second.bounds));
    }
    return new SequenceContent(exact, rest.join(second.element()), bounds.plus(second.bounds));
  }

  /** Returns the elements so many times. */
  public SequenceContent repeat(int count) {
    if (count <= 0) {
      return EMPTY;
    }
    if (!isExact() || (long) exact.size() * count > MAX_EXACT) {
      return new SequenceContent(exact, element(), bounds.times(count));
    }
    return of(Collections.nCopies(count, exact).stream().flatMap(List::stream).toList());
  }

  /** Returns the elements an unknown number of times. */
  public SequenceContent repeatUnknown() {
    return of(element(), bounds.max() == 0 ? Bounds.ZERO : Bounds.ANY);
  }

  /** Returns the elements with one more at an index; indices beyond the ends mean the ends. */
  public SequenceContent insert(int index, AbstractValue element) {
    if (index >= 0 && index <= exact.size()) {
      List<AbstractValue> longer = new ArrayList<>(exact);
      longer.add(index, element);
      return new SequenceContent(longer, rest, bounds.plus(Bounds.of(1)));
    }
    return isExact()
        ? insert(index > 0 ? exact.size() : Math.max(0, exact.size() + index), element)
        : insertUnknown(element);
  }

  /** Returns the elements with one more at an unknown place. */
  public SequenceContent insertUnknown(AbstractValue element) {
    List<AbstractValue> shifted = new ArrayList<>();
    for (int i = 0; i < exact.size(); i++) {
      AbstractValue before = i == 0 ? element : exact.get(i - 1);
      shifted.add(exact.get(i).join(before).join(element));
    }
    return new SequenceContent(
        shifted,
        exact.isEmpty() ? rest.join(element) : rest.join(element).join(exact.getLast()),
        bounds.plus(Bounds.of(1)));
  }

  /** Returns the elements without the one at an index; {@link #get} tells whether it is there. */
  public SequenceContent delete(int index) {
    if (index == -1) {
      return new SequenceContent(exact, rest, bounds.minus(1));
    }
    int at = index < 0 && bounds.isExact() ? bounds.max() + index : index;
    if (at >= 0 && at < exact.size()) {
      List<AbstractValue> shorter = new ArrayList<>(exact);
      shorter.remove(at);
      return new SequenceContent(shorter, rest, bounds.minus(1));
    }
    return at >= exact.size() ? new SequenceContent(exact, rest, bounds.minus(1)) : deleteUnknown();
  }

  /** Returns the elements without one of them. */
  public SequenceContent deleteUnknown() {
    List<AbstractValue> shifted = new ArrayList<>();
    for (int i = 0; i < exact.size(); i++) {
      AbstractValue next = i + 1 < exact.size() ? exact.get(i + 1) : rest;
      shifted.add(exact.get(i).join(next));
    }
    return new SequenceContent(shifted, rest, bounds.minus(1));
  }

  /** Returns the elements with another one at an index. */
  public SequenceContent set(int index, AbstractValue element) {
    int at = index < 0 && bounds.isExact() ? bounds.max() + index : index;
    if (at >= 0 && at < exact.size()) {
      List<AbstractValue> changed = new ArrayList<>(exact);
      changed.set(at, element);
      return new SequenceContent(changed, rest, bounds);
    }
    return at >= exact.size()
        ? new SequenceContent(exact, rest.isBottom() ? rest : rest.join(element), bounds)
        : setUnknown(element);
  }

  /** Returns the elements, any one of which may be another now. */
  public SequenceContent setUnknown(AbstractValue element) {
    return new SequenceContent(
        exact.stream().map(e -> e.join(element)).toList(),
        rest.isBottom() ? rest : rest.join(element),
        bounds);
  }

  /** Returns the elements in the opposite order. */
  public SequenceContent reversed() {
    return isExact() ? of(exact.reversed()) : of(element(), bounds);
  }

  /** Returns the elements in an unknown order. */
  public SequenceContent shuffled() {
    return bounds.max() <= 1 ? this : of(element(), bounds);
  }

  /** Returns some of the elements, in an unknown order: what a filter leaves, an unknown slice. */
  public SequenceContent some() {
    return of(element(), new Bounds(0, bounds.max()));
  }

  @Override
  public SequenceContent join(Content second) {
    SequenceContent other = (SequenceContent) second;
    return combine(other, AbstractValue::join, bounds.join(other.bounds));
  }

  @Override
  public SequenceContent widen(Content next) {
    SequenceContent other = (SequenceContent) next;
    return combine(other, AbstractValue::widen, bounds.widen(bounds.join(other.bounds)));
  }

  private SequenceContent combine(
      SequenceContent second, BinaryOperator<AbstractValue> merge, Bounds length) {
    if (second == this) {
      return this;
    }
    int common = Math.min(exact.size(), second.exact.size());
    List<AbstractValue> elements = new ArrayList<>();
    for (int i = 0; i < common; i++) {
      elements.add(merge.apply(exact.get(i), second.exact.get(i)));
    }
    AbstractValue behind = merge.apply(restBehind(common), second.restBehind(common));
    return new SequenceContent(elements, behind, length);
  }

  /** Returns what elements from an index on can be. */
  AbstractValue restBehind(int index) {
    AbstractValue all = rest;
    for (int i = index; i < exact.size(); i++) {
      all = all.join(exact.get(i));
    }
    return all;
  }

  @Override
  public boolean isIncludedIn(Content other) {
    SequenceContent wider = (SequenceContent) other;
    if (!bounds.isIncludedIn(wider.bounds)) {
      return false;
    }
    for (int i = 0; i < wider.exact.size(); i++) {
      if (!fromFront(i).value().isIncludedIn(wider.exact.get(i))) {
        return false;
      }
    }
    return restBehind(wider.exact.size()).isIncludedIn(wider.rest);
  }

  @Override
  public Truth truth() {
    return bounds.truth();
  }

  @Override
  public String text() {
    String first =
        exact.stream().limit(SHOWN).map(AbstractValue::text).collect(Collectors.joining(", "));
    String more = exact.size() > SHOWN ? ", ..." : "";
    if (isExact()) {
      return exact.size() + ": [" + first + more + "]";
    }
    String behind = "*" + rest.text();
    return lengthText() + ": [" + (first.isEmpty() ? behind : first + more + ", " + behind) + "]";
  }

  private String lengthText() {
    if (bounds.isExact()) {
      return Integer.toString(bounds.min());
    }
    return bounds.min() + ".." + (bounds.max() == Segment.UNBOUNDED ? "" : bounds.max());
  }
}
