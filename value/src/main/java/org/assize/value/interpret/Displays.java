package org.assize.value.interpret;

import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.ContainerKind;
import org.assize.value.domain.StringShape;
import org.assize.value.heap.Bounds;
import org.assize.value.heap.Content;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.SequenceContent;
import org.assize.value.heap.SetContent;
import org.assize.value.text.Shapes;

/** Lists, tuples, sets, dictionaries and comprehensions as they are written. */
final class Displays {
  private final Frame frame;
  private final Body body;

  Displays(Frame frame) {
    this.frame = frame;
    body = frame.body();
  }

  /** Evaluates a display of elements. */
  AbstractValue sequence(int i, ContainerKind kind) {
    SequenceContent content = SequenceContent.EMPTY;
    for (int k = 0; k < body.operandCount(i); k++) {
      AbstractValue value = frame.operand(i, k);
      content = isStarred(i, k) ? content.concat(iterated(value)) : content.append(value);
    }
    boolean isSet = kind == ContainerKind.SET;
    return frame.makeContainer(kind, isSet ? SetContent.of(content) : content);
  }

  private boolean isStarred(int i, int k) {
    return switch (body.op(i)) {
      case TUPLE, LIST, SET ->
          body.arg(i) >= 0 && body.displays().get(body.arg(i)).starred().contains(k);
      default -> false;
    };
  }

  /** Returns what iterating over a value gives. */
  SequenceContent iterated(AbstractValue value) {
    AbstractValue known = frame.known(value);
    if (known.isOpen() || known.isBottom()) {
      return SequenceContent.UNKNOWN;
    }
    SequenceContent joined = null;
    for (Atom atom : known.atoms()) {
      SequenceContent one =
          atom instanceof Atom.Container c
              ? Contents.iterated(frame.content(c))
              : atom.asText().map(Displays::characters).orElse(SequenceContent.UNKNOWN);
      joined = joined == null ? one : joined.join(one);
    }
    return joined == null ? SequenceContent.UNKNOWN : joined;
  }

  private static SequenceContent characters(Atom.Text text) {
    if (text.kind() == Atom.Text.Kind.BYTES) {
      return SequenceContent.of(AbstractValue.typed("int"), Bounds.ANY);
    }
    StringShape shape = text.shape();
    Optional<String> constant = shape.constant().filter(t -> !CharSet.of(t).other());
    return constant.isPresent()
        ? SequenceContent.of(
            constant
                .get()
                .chars()
                .mapToObj(c -> AbstractValue.string(Character.toString(c)))
                .toList())
        : SequenceContent.of(
            AbstractValue.shaped(Shapes.character(shape)),
            new Bounds(shape.minLength(), shape.maxLength()));
  }

  /** Evaluates a dictionary display. */
  AbstractValue dictionary(int i) {
    DictContent content = DictContent.EMPTY;
    for (int k = 0; k + 1 < body.operandCount(i); k += 2) {
      boolean spread = body.op(body.operand(i, k)) == Op.UNBOUND;
      AbstractValue value = frame.operand(i, k + 1);
      content = spread ? content.update(entries(value)) : content.set(frame.known(i, k), value);
    }
    return frame.makeContainer(ContainerKind.DICT, content);
  }

  /** Returns the entries of what {@code **value} spreads. */
  DictContent entries(AbstractValue value) {
    DictContent joined = null;
    AbstractValue known = frame.known(value);
    for (Atom atom : known.atoms()) {
      DictContent one =
          atom instanceof Atom.Container c && frame.content(c) instanceof DictContent d
              ? d
              : DictContent.UNKNOWN;
      joined = joined == null ? one : joined.join(one);
    }
    return joined == null || known.isOpen() ? DictContent.UNKNOWN : joined;
  }

  /** Adds to what a comprehension makes. */
  void collect(int i) {
    for (Atom atom : frame.operand(i, 0).atoms()) {
      if (atom instanceof Atom.Container c) {
        Content before = frame.content(c);
        frame.update(c.site(), with(before, i));
      }
    }
  }

  private Content with(Content before, int i) {
    return switch (before) {
      case SequenceContent c -> c.append(frame.operand(i, 1));
      case SetContent c -> c.add(frame.operand(i, 1));
      case DictContent c -> c.set(frame.known(i, 1), frame.operand(i, 2));
      default -> before;
    };
  }

  /** Evaluates {@code lower:upper:step}: a tuple of its parts. */
  AbstractValue slice(int i) {
    return sequence(i, ContainerKind.TUPLE);
  }
}
