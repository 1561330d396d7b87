package org.assize.value.interpret;

import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;
import org.assize.value.text.Shapes;

/** What tests of a text for characters say of it. */
final class TextTests {
  private TextTests() {}

  /** The value is no part of a text; that says something of single characters. */
  static AbstractValue notIn(AbstractValue value, String text) {
    return restricted(value, CharSet.ALL.without(CharSet.of(text)), 1);
  }

  /** The value is a part of a text. */
  static AbstractValue in(AbstractValue value, String text) {
    return restricted(value, CharSet.of(text), text.length());
  }

  private static AbstractValue restricted(AbstractValue value, CharSet allowed, int length) {
    return value.map(atom ->
        atom instanceof Atom.Text t && t.shape().maxLength() <= length
            ? Shapes.restrict(t.shape(), allowed)
                .map(shape -> AbstractValue.of(Atom.text(shape, t.kind())))
                .orElse(AbstractValue.BOTTOM)
            : AbstractValue.of(atom));
  }
}
