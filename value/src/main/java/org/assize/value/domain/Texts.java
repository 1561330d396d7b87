package org.assize.value.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assize.value.domain.Atom.Text;
import org.assize.value.domain.Atom.Typed;

/** Strings among other atoms. */
final class Texts {
  private Texts() {}

  /** Returns one atom for a constant or text and all those of its type. */
  static Atom together(Atom atom, List<Atom> all) {
    Optional<Text> text = atom.asText();
    if (text.isEmpty()) {
      return new Typed(Objects.requireNonNull(atom.typeName().orElse(null)));
    }
    Text.Kind kind = text.get().kind();
    StringShape joined = shapes(kind, all).stream().reduce(text.get().shape(), StringShape::join);
    return Atom.text(joined, kind);
  }

  /** Returns the shapes of all strings, or of all bytes. */
  static List<StringShape> shapes(Text.Kind kind, List<Atom> atoms) {
    return atoms.stream()
        .flatMap(atom -> atom.asText().stream())
        .filter(text -> text.kind() == kind)
        .map(Text::shape)
        .toList();
  }
}
