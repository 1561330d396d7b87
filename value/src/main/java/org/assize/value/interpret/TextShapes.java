package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.StringShape;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.SequenceContent;
import org.assize.value.text.Renderings;
import org.assize.value.text.Shapes;
import org.assize.value.text.Templates;

/** Texts whose parts are known in part: what composing them gives. */
final class TextShapes {
  /** Alternatives are kept apart while there are few. */
  private static final int MAX_ALTERNATIVES = 4;

  private TextShapes() {}

  /** Returns texts one after the other; what is no text counts as any. */
  static AbstractValue concatenated(List<AbstractValue> parts) {
    List<StringShape> shapes = List.of(StringShape.EMPTY);
    Atom.Text.Kind kind = Atom.Text.Kind.STR;
    for (AbstractValue part : parts) {
      if (part.isBottom()) {
        return part;
      }
      kind = part.atoms().stream().anyMatch(TextShapes::isBytes) ? Atom.Text.Kind.BYTES : kind;
      shapes = concat(shapes, alternatives(part));
    }
    AbstractValue result = AbstractValue.BOTTOM;
    for (StringShape shape : shapes) {
      result = result.join(AbstractValue.of(Atom.text(shape, kind)));
    }
    return result;
  }

  /** Returns a text any number of times. */
  static AbstractValue repeated(AbstractValue text) {
    Atom.Text.Kind kind =
        text.atoms().stream().anyMatch(TextShapes::isBytes)
            ? Atom.Text.Kind.BYTES
            : Atom.Text.Kind.STR;
    return AbstractValue.of(Atom.text(Shapes.repeat(joined(alternatives(text))), kind));
  }

  private static boolean isBytes(Atom atom) {
    return atom.asText().filter(t -> t.kind() == Atom.Text.Kind.BYTES).isPresent();
  }

  private static List<StringShape> concat(List<StringShape> left, List<StringShape> right) {
    List<StringShape> all = new ArrayList<>();
    boolean apart = left.size() * right.size() <= MAX_ALTERNATIVES;
    for (StringShape one : apart ? left : List.of(joined(left))) {
      for (StringShape two : apart ? right : List.of(joined(right))) {
        all.add(one.concat(two));
      }
    }
    return all;
  }

  private static StringShape joined(List<StringShape> shapes) {
    return shapes.stream().reduce(StringShape::join).orElse(StringShape.EMPTY);
  }

  /** A part that is added to a text is one, or the code raises. */
  private static List<StringShape> alternatives(AbstractValue part) {
    if (part.isOpen()) {
      return List.of(StringShape.ANY);
    }
    return part.atoms().stream().map(TextShapes::shape).toList();
  }

  private static StringShape shape(Atom atom) {
    return switch (atom) {
      case Atom.Parameter p -> StringShape.of(p.place());
      default -> atom.asText().map(Atom.Text::shape).orElse(StringShape.ANY);
    };
  }

  /** Returns what {@code str(value)} gives. */
  static AbstractValue str(AbstractValue value) {
    if (value.isOpen() || value.atoms().size() > MAX_ALTERNATIVES) {
      return AbstractValue.shaped(Renderings.str(value));
    }
    return value.map(atom -> AbstractValue.shaped(Renderings.str(AbstractValue.of(atom))));
  }

  /** Returns what {@code template % values} gives, where the template is one constant. */
  static AbstractValue percent(Frame frame, AbstractValue template, AbstractValue values) {
    Optional<String> text =
        template.only().flatMap(Atom::asText).flatMap(t -> t.shape().constant());
    Optional<StringShape> filled = text.flatMap(t -> percent(frame, t, values));
    return AbstractValue.shaped(filled.orElse(StringShape.ANY));
  }

  private static Optional<StringShape> percent(Frame frame, String template, AbstractValue values) {
    Optional<Atom.Container> container = Operations.container(values);
    if (container.isEmpty()) {
      return Templates.percent(template, List.of(Renderings.str(values)));
    }
    return switch (frame.content(container.get())) {
      case SequenceContent s when s.isExact() && s.bounds().isExact() ->
          Templates.percent(template, shapes(s.exact()));
      case DictContent d -> Templates.percent(template, shapes(d));
      default -> Optional.empty();
    };
  }

  static List<StringShape> shapes(List<AbstractValue> values) {
    return values.stream().map(Renderings::str).toList();
  }

  private static Map<String, StringShape> shapes(DictContent d) {
    Map<String, StringShape> named = new LinkedHashMap<>();
    for (DictContent.Entry entry : d.entries()) {
      LibraryCalls.text(entry.key())
          .filter(key -> entry.certain())
          .ifPresent(key -> named.put(key, Renderings.str(entry.value())));
    }
    return named;
  }

  /** Returns what {@code template.format(…)} gives. */
  static AbstractValue format(StringShape template, Call call) {
    Map<String, StringShape> named = new LinkedHashMap<>();
    call.keywords(call.arguments()).forEach((name, v) -> named.put(name, Renderings.str(v)));
    Optional<StringShape> filled =
        template
            .constant()
            .filter(t -> call.isPlain())
            .flatMap(t -> Templates.format(t, shapes(call.positional(call.arguments())), named));
    return AbstractValue.shaped(filled.orElse(StringShape.ANY));
  }
}
