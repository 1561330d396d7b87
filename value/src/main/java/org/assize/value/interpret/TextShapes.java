package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.facts.Truth;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Literals;
import org.assize.value.domain.Place;
import org.assize.value.domain.Segment;
import org.assize.value.domain.StringShape;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.SequenceContent;

/** Texts whose parts are known in part: how composing changes their shape. */
final class TextShapes {
  private static final CharSet DIGITS = CharSet.of("-0123456789");
  private static final CharSet REAL = CharSet.of("-+.0123456789einfa");

  private TextShapes() {}

  /** Returns texts one after the other; what is no text counts as any. */
  static AbstractValue concatenated(List<AbstractValue> parts) {
    AbstractValue result = null;
    for (AbstractValue part : parts) {
      result = result == null ? text(part) : concat(result, text(part));
    }
    return result == null ? AbstractValue.string("") : result;
  }

  /** A part that is added to a text is one, or the code raises. */
  private static AbstractValue text(AbstractValue part) {
    if (part.isOpen() || part.isBottom()) {
      return part.isBottom() ? part : AbstractValue.shaped(StringShape.ANY);
    }
    return part.map(atom ->
        switch (atom) {
          case Atom.Parameter p -> AbstractValue.shaped(StringShape.of(p.place()));
          default ->
              atom.asText().isPresent()
                  ? AbstractValue.of(atom)
                  : AbstractValue.shaped(StringShape.ANY);
        });
  }

  private static AbstractValue concat(AbstractValue left, AbstractValue right) {
    AbstractValue result = AbstractValue.BOTTOM;
    for (Atom one : left.atoms()) {
      for (Atom two : right.atoms()) {
        result = result.join(concat(one, two));
      }
    }
    return result;
  }

  private static AbstractValue concat(Atom one, Atom two) {
    Optional<Atom.Text> left = one.asText();
    Optional<Atom.Text> right = two.asText();
    if (left.isEmpty() || right.isEmpty()) {
      return AbstractValue.shaped(StringShape.ANY);
    }
    return AbstractValue.of(
        Atom.text(left.get().shape().concat(right.get().shape()), left.get().kind()));
  }

  /** Returns what {@code str(value)} gives. */
  static AbstractValue str(AbstractValue value) {
    if (value.isOpen() && value.atoms().isEmpty()) {
      return AbstractValue.shaped(StringShape.ANY);
    }
    AbstractValue shown = value.isOpen() ? AbstractValue.shaped(StringShape.ANY) : AbstractValue.BOTTOM;
    for (Atom atom : value.atoms()) {
      shown = shown.join(str(atom));
    }
    return shown;
  }

  private static AbstractValue str(Atom atom) {
    return switch (atom) {
      case Atom.Parameter p -> AbstractValue.shaped(StringShape.of(p.place()));
      case Atom.Text t when t.kind() == Atom.Text.Kind.STR -> AbstractValue.of(t);
      case Atom.Constant(org.assize.ir.Literal.Text _) -> AbstractValue.of(atom);
      case Atom.Constant c -> AbstractValue.string(Literals.text(c.value()));
      case Atom.Typed t when t.type().equals("int") ->
          AbstractValue.shaped(StringShape.of(DIGITS));
      case Atom.Typed t when t.type().equals("float") ->
          AbstractValue.shaped(StringShape.of(REAL));
      case Atom.Typed t when t.type().equals("uuid.UUID") ->
          AbstractValue.shaped(StringShape.of(CharSet.of("-0123456789abcdef")));
      default -> AbstractValue.shaped(StringShape.ANY);
    };
  }

  /** Returns what {@code template % values} gives, where the template is one constant. */
  static AbstractValue percent(Frame frame, AbstractValue template, AbstractValue values) {
    Optional<String> text =
        template.only().flatMap(Atom::asText).flatMap(t -> t.shape().constant());
    if (text.isEmpty()) {
      return AbstractValue.shaped(StringShape.ANY);
    }
    Optional<Atom.Container> container = Operations.container(values);
    SequenceContent items =
        container.isPresent() && frame.content(container.get()) instanceof SequenceContent s
            ? s
            : SequenceContent.of(List.of(values));
    Optional<DictContent> named =
        container.isPresent() && frame.content(container.get()) instanceof DictContent d
            ? Optional.of(d)
            : Optional.empty();
    return new PercentTemplate(text.get(), items, named).filled();
  }

  /** Returns whether every text of a shape contains a part, or none does. */
  static Truth contains(StringShape shape, String part) {
    for (Segment segment : shape.segments()) {
      if (segment instanceof Segment.Fixed f && f.value().contains(part)) {
        return Truth.TRUE;
      }
    }
    boolean possible = part.isEmpty() || shape.characters().containsAll(part);
    return possible ? Truth.UNKNOWN : Truth.FALSE;
  }

  /** Returns some part of a text. */
  static AbstractValue part(StringShape shape) {
    Optional<Place> only = onlyPlace(shape);
    Segment.Hole hole =
        new Segment.Hole(
            only.orElse(null), shape.characters(), List.of(), 0, shape.maxLength());
    return AbstractValue.shaped(new StringShape(new ArrayList<>(List.of(hole))));
  }

  private static Optional<Place> onlyPlace(StringShape shape) {
    return shape.segments().size() == 1
            && shape.segments().get(0) instanceof Segment.Hole hole
        ? Optional.ofNullable(hole.place())
        : Optional.empty();
  }
}
