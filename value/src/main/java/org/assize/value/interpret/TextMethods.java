package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.facts.Truth;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.ContainerKind;
import org.assize.value.domain.StringShape;
import org.assize.value.heap.Bounds;
import org.assize.value.heap.SequenceContent;

/** The methods of strings that are known in part (library reference, "String Methods"). */
final class TextMethods {
  private TextMethods() {}

  /** Calls a method; empty where it is none of those that are known. */
  static Optional<AbstractValue> call(
      Frame frame, Atom.Text receiver, Atom atom, String name, Call call) {
    return switch (name) {
      case "strip", "lstrip", "rstrip", "removeprefix", "removesuffix" ->
          Optional.of(TextShapes.part(receiver.shape()));
      case "split", "rsplit", "splitlines" ->
          Optional.of(
              frame.makeContainer(ContainerKind.LIST,
                  SequenceContent.of(
                      TextShapes.part(receiver.shape()), new Bounds(1, Bounds.ANY.max()))));
      case "join" -> Optional.of(joined(frame, receiver, call));
      case "format" -> Optional.of(new FormatTemplate(receiver.shape(), call).filled());
      case "startswith", "endswith" ->
          Optional.of(Operations.truthValue(ends(receiver.shape(), name, call)));
      case "isdigit", "isalpha", "isalnum", "isspace", "isidentifier", "isupper", "islower",
          "isdecimal", "isnumeric", "istitle", "isprintable", "isascii" ->
          Optional.of(AbstractValue.typed("bool"));
      case "find", "rfind", "index", "rindex", "count" ->
          Optional.of(AbstractValue.typed("int"));
      case "encode" -> Optional.of(AbstractValue.of(Atom.text(receiver.shape(), Atom.Text.Kind.BYTES)));
      case "decode" -> Optional.of(AbstractValue.shaped(receiver.shape()));
      case "lower", "upper", "title", "capitalize", "swapcase", "casefold", "replace", "translate",
          "center", "ljust", "rjust", "zfill", "expandtabs" ->
          Optional.of(AbstractValue.of(new Atom.Text(StringShape.ANY, receiver.kind())));
      default -> Optional.empty();
    };
  }

  private static AbstractValue joined(Frame frame, Atom.Text separator, Call call) {
    Optional<AbstractValue> parts = call.positional(0);
    SequenceContent elements =
        parts.map(p -> new Displays(frame).iterated(p)).orElse(SequenceContent.UNKNOWN);
    if (!elements.isExact() || !elements.bounds().isExact()) {
      return AbstractValue.of(new Atom.Text(StringShape.ANY, separator.kind()));
    }
    List<AbstractValue> all = new ArrayList<>();
    for (AbstractValue element : elements.exact()) {
      if (!all.isEmpty()) {
        all.add(AbstractValue.of(Atom.text(separator.shape(), separator.kind())));
      }
      all.add(element);
    }
    return TextShapes.concatenated(all);
  }

  private static Truth ends(StringShape shape, String name, Call call) {
    Optional<String> part =
        call.positional(0).flatMap(AbstractValue::constant).flatMap(LibraryCalls::text);
    if (part.isEmpty() || call.arguments().size() != 1) {
      return Truth.UNKNOWN;
    }
    boolean atStart = name.equals("startswith");
    String known = atStart ? shape.prefix() : shape.suffix();
    String wanted = part.get();
    if (atStart ? known.startsWith(wanted) : known.endsWith(wanted)) {
      return Truth.TRUE;
    }
    boolean possible = atStart ? wanted.startsWith(known) : wanted.endsWith(known);
    return possible ? Truth.UNKNOWN : Truth.FALSE;
  }
}
