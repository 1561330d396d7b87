package org.assize.value.text;

import org.assize.ir.Literal;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Literals;
import org.assize.value.domain.StringShape;

/** {@code str(value)} as a shape. */
public final class Renderings {
  private static final CharSet WHOLE = CharSet.of("-0123456789");
  private static final CharSet REAL = CharSet.of("-+.0123456789einfa");

  private Renderings() {}

  /** Returns the shape of {@code str(value)}, which is what an f-string without a format makes. */
  public static StringShape str(AbstractValue value) {
    if (value.isOpen()) {
      return StringShape.ANY;
    }
    return value.atoms().stream()
        .map(Renderings::str)
        .reduce(StringShape::join)
        .orElse(StringShape.EMPTY);
  }

  private static StringShape str(Atom atom) {
    return switch (atom) {
      case Atom.Constant(Literal.Text(String text)) -> StringShape.fixed(text);
      case Atom.Constant(Literal literal) -> StringShape.fixed(Literals.text(literal));
      case Atom.Text text when text.kind() == Atom.Text.Kind.STR -> text.shape();
      case Atom.Typed(String type) when type.equals("int") -> StringShape.of(WHOLE);
      case Atom.Typed(String type) when type.equals("float") -> StringShape.of(REAL);
      case Atom.Parameter(var place) -> StringShape.of(place);
      default -> StringShape.ANY;
    };
  }
}
