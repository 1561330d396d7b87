package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Place;
import org.assize.value.domain.Segment;
import org.assize.value.domain.StringShape;

/**
 * Puts values in the place of a body's parameters: what a summary says in terms of the callee's
 * parameters becomes what holds at a call.
 */
final class Substitution {
  private final Function<Place, AbstractValue> values;
  private final Function<Atom, AbstractValue> each = this::atom;

  /**
   * A substitution.
   *
   * @param values what each part of a parameter stands for
   */
  Substitution(Function<Place, AbstractValue> values) {
    this.values = values;
  }

  AbstractValue apply(AbstractValue value) {
    return value.isSymbolic() ? value.map(each) : value;
  }

  private AbstractValue atom(Atom atom) {
    if (atom instanceof Atom.Parameter parameter) {
      return values.apply(parameter.place());
    }
    return switch (atom) {
      case Atom.Parameter parameter -> values.apply(parameter.place());
      case Atom.Bound bound when bound.receiver().isSymbolic() ->
          atom(bound.receiver())
              .map(receiver ->
                  receiver instanceof Atom.Bound
                      ? AbstractValue.UNKNOWN
                      : AbstractValue.of(new Atom.Bound(bound.function(), receiver)));
      case Atom.Text text ->
          text(text.shape())
              .map(shape -> AbstractValue.of(Atom.text(shape, text.kind())))
              .orElse(AbstractValue.BOTTOM);
      default -> AbstractValue.of(atom);
    };
  }

  /** Returns the shape with values in its holes; empty where no string can stand in one. */
  private Optional<StringShape> text(StringShape shape) {
    List<Segment> segments = new ArrayList<>();
    for (Segment segment : shape.segments()) {
      if (segment instanceof Segment.Hole hole && hole.place() != null) {
        Optional<StringShape> filled = hole(hole, values.apply(hole.place()));
        if (filled.isEmpty()) {
          return Optional.empty();
        }
        segments.addAll(filled.get().segments());
      } else {
        segments.add(segment);
      }
    }
    return Optional.of(new StringShape(segments));
  }

  private static Optional<StringShape> hole(Segment.Hole hole, AbstractValue value) {
    if (value.isOpen() || value.atoms().isEmpty()) {
      return Optional.of(anonymous(hole));
    }
    StringShape joined = null;
    for (Atom atom : value.atoms()) {
      StringShape one = hole(hole, atom);
      joined = joined == null ? one : joined.join(one);
    }
    return Optional.ofNullable(joined);
  }

  private static StringShape hole(Segment.Hole hole, Atom atom) {
    if (atom instanceof Atom.Parameter parameter) {
      return new StringShape(
          List.of(
              new Segment.Hole(
                  parameter.place(),
                  hole.characters(),
                  hole.escapings(),
                  hole.minLength(),
                  hole.maxLength())));
    }
    boolean plain = hole.characters().equals(CharSet.ALL) && hole.escapings().isEmpty();
    return plain
        ? atom.asText().map(Atom.Text::shape).orElseGet(() -> anonymous(hole))
        : anonymous(hole);
  }

  private static StringShape anonymous(Segment.Hole hole) {
    return new StringShape(
        List.of(
            new Segment.Hole(
                null, hole.characters(), hole.escapings(), hole.minLength(), hole.maxLength())));
  }
}
