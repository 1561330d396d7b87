package org.assize.value.interpret;

import org.assize.ir.Literal;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.jspecify.annotations.Nullable;

/** Puts what is known of the parameters of a body in their place. */
final class Grounding {
  private final Frame frame;
  private final Members members;
  private final @Nullable AbstractValue[] parameters;
  private final Substitution substitution = new Substitution(this::ground);

  Grounding(Frame frame) {
    this.frame = frame;
    members = new Members(frame);
    parameters = new AbstractValue[frame.body().parameters().size()];
  }

  AbstractValue of(AbstractValue value) {
    return substitution.apply(value);
  }

  private AbstractValue parameter(int index) {
    AbstractValue known = parameters[index];
    if (known == null) {
      known = frame.surroundings().parameter(frame.number(), index);
      parameters[index] = known;
    }
    return known;
  }

  private AbstractValue ground(Place place) {
    AbstractValue value = parameter(place.parameter());
    for (Place.Selector selector : place.selectors()) {
      value =
          value.isUnknown()
              ? value
              : switch (selector) {
                case Place.Field field -> members.attribute(value, field.name());
                case Place.Key key -> value.map(atom -> onEntry(atom, key.key()));
                case Place.Any _, Place.Each _ -> AbstractValue.UNKNOWN;
              };
    }
    return value;
  }

  /** Returns an element of what a parameter holds, before the body changes anything. */
  private AbstractValue onEntry(Atom object, Literal key) {
    AbstractValue found =
        object instanceof Atom.Container c
            ? frame
                .made(c.site())
                .map(content -> Contents.at(content, key))
                .orElse(AbstractValue.UNKNOWN)
            : AbstractValue.UNKNOWN;
    return found.isBottom() ? AbstractValue.UNKNOWN : found;
  }
}
