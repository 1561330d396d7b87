package org.assize.value.interpret;

import java.util.Optional;
import org.assize.facts.Truth;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.ContainerKind;
import org.assize.value.domain.StringShape;
import org.assize.value.heap.Bounds;
import org.assize.value.heap.SequenceContent;
import org.assize.value.text.Case;
import org.assize.value.text.Holes;
import org.assize.value.text.ShapeTests;
import org.assize.value.text.Shapes;
import org.assize.value.text.Shapes.Ends;

/** The methods of strings that are known in part (library reference, "String Methods"). */
final class TextMethods {
  private final Frame frame;
  private final Displays displays;

  TextMethods(Frame frame) {
    this.frame = frame;
    displays = new Displays(frame);
  }

  /** Calls a method; empty where it is none of those that are known. */
  Optional<AbstractValue> call(Atom.Text text, String name, Call call) {
    return switch (name) {
      case "startswith", "endswith" -> Optional.of(Operations.truthValue(ends(text, name, call)));
      case "split", "rsplit", "splitlines", "partition", "rpartition" ->
          Optional.of(parts(text, name, call));
      case "isdigit",
          "isalpha",
          "isalnum",
          "isspace",
          "isidentifier",
          "isupper",
          "islower",
          "isdecimal",
          "isnumeric",
          "istitle",
          "isprintable",
          "isascii" ->
          Optional.of(AbstractValue.typed("bool"));
      case "find", "rfind", "index", "rindex", "count" -> Optional.of(AbstractValue.typed("int"));
      case "join" -> Optional.of(joined(text, call));
      case "format" -> Optional.of(TextShapes.format(text.shape(), call));
      case "encode" -> Optional.of(AbstractValue.of(Atom.text(text.shape(), Atom.Text.Kind.BYTES)));
      case "decode" -> Optional.of(AbstractValue.shaped(text.shape()));
      default ->
          changed(text.shape(), name, call)
              .map(shape -> AbstractValue.of(Atom.text(shape, text.kind())));
    };
  }

  private static Optional<StringShape> changed(StringShape shape, String name, Call call) {
    return switch (name) {
      case "strip" -> Optional.of(Shapes.strip(shape, removed(call), Ends.BOTH));
      case "lstrip" -> Optional.of(Shapes.strip(shape, removed(call), Ends.LEFT));
      case "rstrip" -> Optional.of(Shapes.strip(shape, removed(call), Ends.RIGHT));
      case "lower" -> Optional.of(Shapes.changeCase(shape, Case.LOWER));
      case "upper" -> Optional.of(Shapes.changeCase(shape, Case.UPPER));
      case "title", "capitalize", "swapcase", "casefold" ->
          Optional.of(Shapes.changeCase(shape, Case.MIXED));
      case "replace" -> Optional.of(replaced(shape, call));
      case "removeprefix", "removesuffix" -> Optional.of(Shapes.part(shape, CharSet.NONE));
      case "translate", "center", "ljust", "rjust", "zfill", "expandtabs" ->
          Optional.of(StringShape.ANY);
      default -> Optional.empty();
    };
  }

  /** Without an argument, spaces; with one that is not known, whatever. */
  private static CharSet removed(Call call) {
    return call.arguments().isEmpty()
        ? Holes.SPACE
        : constant(call, 0).map(CharSet::of).orElse(CharSet.ALL);
  }

  private static Optional<String> constant(Call call, int position) {
    return call.positional(position).flatMap(AbstractValue::constant).flatMap(LibraryCalls::text);
  }

  private static StringShape replaced(StringShape shape, Call call) {
    Optional<String> old = constant(call, 0);
    Optional<StringShape> fresh =
        call.positional(1).flatMap(AbstractValue::only).flatMap(Atom::asText).map(Atom.Text::shape);
    return old.isPresent() && fresh.isPresent() && call.arguments().size() == 2
        ? Shapes.replace(shape, old.get(), fresh.get())
        : StringShape.ANY;
  }

  private AbstractValue parts(Atom.Text text, String name, Call call) {
    CharSet separators =
        name.equals("splitlines")
            ? CharSet.of("\n\r")
            : call.arguments().isEmpty()
                ? Holes.SPACE
                : constant(call, 0)
                    .filter(s -> s.length() == 1 && call.arguments().size() == 1)
                    .map(CharSet::of)
                    .orElse(CharSet.NONE);
    AbstractValue part =
        AbstractValue.of(Atom.text(Shapes.part(text.shape(), separators), text.kind()));
    boolean isTriple = name.endsWith("partition");
    int least = call.arguments().isEmpty() || name.equals("splitlines") ? 0 : 1;
    return isTriple
        ? frame.makeContainer(
            ContainerKind.TUPLE, SequenceContent.of(java.util.List.of(part, part, part)))
        : frame.makeContainer(
            ContainerKind.LIST, SequenceContent.of(part, new Bounds(least, Bounds.ANY.max())));
  }

  private AbstractValue joined(Atom.Text separator, Call call) {
    SequenceContent elements =
        call.positional(0).map(displays::iterated).orElse(SequenceContent.UNKNOWN);
    StringShape shape =
        elements.isExact() && elements.bounds().isExact()
            ? Shapes.join(separator.shape(), TextShapes.shapes(elements.exact()))
            : Shapes.joinMany(
                separator.shape(), TextShapes.shapes(java.util.List.of(elements.element())).get(0));
    return AbstractValue.of(Atom.text(shape, separator.kind()));
  }

  private static Truth ends(Atom.Text text, String name, Call call) {
    Optional<String> part = constant(call, 0);
    if (part.isEmpty() || call.arguments().size() != 1) {
      return Truth.UNKNOWN;
    }
    return name.equals("startswith")
        ? ShapeTests.startsWith(text.shape(), part.get())
        : ShapeTests.endsWith(text.shape(), part.get());
  }
}
