package org.assize.value.interpret;

import java.util.List;
import java.util.Optional;
import org.assize.facts.Truth;
import org.assize.ir.Literal;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.heap.Content;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.Found;
import org.assize.value.heap.SequenceContent;

/** What {@code object[key]} gives, sets and deletes. */
final class Subscripts {
  private final Frame frame;
  private final Displays displays;
  private final Pure pure;

  Subscripts(Frame frame) {
    this.frame = frame;
    displays = new Displays(frame);
    pure = new Pure(frame);
  }

  AbstractValue item(int i) {
    AbstractValue key = frame.known(i, 1);
    frame.decide(frame.operand(i, 1));
    return item(frame.operand(i, 0), key);
  }

  /** Returns {@code object[key]}. */
  AbstractValue item(AbstractValue object, AbstractValue key) {
    AbstractValue result = object.isOpen() ? AbstractValue.UNKNOWN : AbstractValue.BOTTOM;
    for (Atom atom : object.atoms()) {
      result = result.join(item(atom, key));
    }
    return result;
  }

  /** What a container of others holds is what the place says, until the body changes it. */
  private boolean isAsItCame(Atom atom) {
    return atom instanceof Atom.Container c && frame.isUnchanged(c.site());
  }

  private AbstractValue item(Atom object, AbstractValue key) {
    if (object instanceof Atom.Parameter p) {
      AbstractValue bound =
          frame.known(AbstractValue.of(p)).filter(a -> !(a instanceof Atom.Parameter));
      AbstractValue place = pure.place(p, key);
      boolean asItCame = bound.atoms().stream().allMatch(this::isAsItCame);
      return asItCame ? place : item(bound, key).join(place);
    }
    if (!(object instanceof Atom.Container c)) {
      return pure.subscript(object, key);
    }
    Content content = frame.content(c);
    return switch (content) {
      case SequenceContent s -> fromSequence(c, s, key);
      case DictContent d -> found(d.get(key));
      default -> AbstractValue.UNKNOWN;
    };
  }

  private AbstractValue fromSequence(Atom.Container c, SequenceContent content, AbstractValue key) {
    Optional<Integer> index = Operations.wholeNumber(key);
    if (index.isPresent()) {
      return found(content.get(index.get()));
    }
    Optional<Atom.Container> slice = Operations.container(key);
    return slice.isPresent()
        ? frame.makeContainer(c.kind(), sliced(content, displays.iterated(key)))
        : content.element();
  }

  /** A look-up that finds nothing raises; so does the code behind it not run. */
  private AbstractValue found(Found found) {
    if (frame.isRecording() && found.present() == Truth.TRUE) {
      frame.effects().found(frame.current());
    }
    return found.value();
  }

  private static SequenceContent sliced(SequenceContent content, SequenceContent parts) {
    if (isReversal(parts)) {
      return content.reversed();
    }
    Optional<Integer> lower = bound(parts.get(0).value(), 0);
    Optional<Integer> upper = bound(parts.get(1).value(), Integer.MAX_VALUE);
    boolean plain =
        content.isExact()
            && content.bounds().isExact()
            && lower.isPresent()
            && upper.isPresent()
            && parts.get(2).value().equals(AbstractValue.of(Literal.Single.NONE));
    if (!plain) {
      return content.some();
    }
    int size = content.exact().size();
    int from = clamp(lower.get(), size);
    int to = Math.max(from, clamp(upper.get(), size));
    return SequenceContent.of(content.exact().subList(from, to));
  }

  /** {@code [::-1]}. */
  private static boolean isReversal(SequenceContent parts) {
    AbstractValue none = AbstractValue.of(Literal.Single.NONE);
    return parts.exact().equals(List.of(none, none, AbstractValue.whole(-1)));
  }

  private static int clamp(int index, int size) {
    return Math.clamp(index < 0 ? (long) index + size : index, 0, size);
  }

  private static Optional<Integer> bound(AbstractValue value, int absent) {
    return value.equals(AbstractValue.of(Literal.Single.NONE))
        ? Optional.of(absent)
        : Operations.wholeNumber(value);
  }

  void setItem(int i) {
    AbstractValue object = frame.operand(i, 0);
    AbstractValue key = frame.known(i, 1);
    AbstractValue value = frame.operand(i, 2);
    for (Atom atom : frame.known(object).atoms()) {
      if (atom instanceof Atom.Container c) {
        Content before = frame.content(c);
        Content after = with(before, key, value);
        frame.put(c.site(), Operations.certain(object) ? after : after.join(before));
      }
    }
    frame.changed(object);
  }

  private Content with(Content before, AbstractValue key, AbstractValue value) {
    return switch (before) {
      case SequenceContent s -> {
        Optional<Integer> index = Operations.wholeNumber(key);
        boolean isSlice = Operations.container(key).isPresent();
        yield isSlice
            ? s.some().concat(displays.iterated(value).some())
            : index.map(at -> s.set(at, value)).orElseGet(() -> s.setUnknown(value));
      }
      case DictContent d -> d.set(key, value);
      default -> before;
    };
  }

  void deleteItem(int i) {
    AbstractValue object = frame.operand(i, 0);
    AbstractValue key = frame.known(i, 1);
    for (Atom atom : frame.known(object).atoms()) {
      if (atom instanceof Atom.Container c) {
        Content before = frame.content(c);
        Content after = without(before, key);
        frame.put(c.site(), Operations.certain(object) ? after : after.join(before));
      }
    }
    frame.changed(object);
  }

  private static Content without(Content before, AbstractValue key) {
    return switch (before) {
      case SequenceContent s -> {
        Optional<Integer> index = Operations.wholeNumber(key);
        yield Operations.container(key).isPresent()
            ? s.some()
            : index.map(s::delete).orElseGet(s::deleteUnknown);
      }
      case DictContent d -> d.delete(key);
      default -> before;
    };
  }
}
