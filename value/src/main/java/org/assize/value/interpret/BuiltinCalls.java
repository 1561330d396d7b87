package org.assize.value.interpret;

import java.util.Optional;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.ContainerKind;
import org.assize.value.domain.StringShape;
import org.assize.value.heap.Bounds;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.SequenceContent;
import org.assize.value.heap.SetContent;
import org.jspecify.annotations.Nullable;

/** What built-in functions give for values that are known in part. */
final class BuiltinCalls {
  private final Frame frame;
  private final Displays displays;

  BuiltinCalls(Frame frame) {
    this.frame = frame;
    displays = new Displays(frame);
  }

  /** Returns what a function gives; empty where nothing is known of it. */
  Optional<AbstractValue> call(String name, Call call) {
    return Optional.ofNullable(result(name, call));
  }

  private @Nullable AbstractValue result(String name, Call call) {
    AbstractValue first = call.positional(0).orElse(AbstractValue.BOTTOM);
    return switch (name) {
      case "str" -> first.isBottom() ? AbstractValue.string("") : TextShapes.str(first);
      case "repr", "ascii", "format", "chr", "hex", "oct", "bin", "input" ->
          AbstractValue.shaped(StringShape.ANY);
      case "len" -> length(first);
      case "int", "hash", "id", "ord" -> AbstractValue.typed("int");
      case "float" -> AbstractValue.typed("float");
      case "bool" -> Operations.truthValue(frame.truth(frame.known(first)));
      case "callable", "hasattr", "issubclass", "any", "all" -> AbstractValue.typed("bool");
      case "list", "sorted", "reversed" -> listOf(name, first);
      case "tuple" -> frame.makeContainer(ContainerKind.TUPLE, sequence(first));
      case "set" -> frame.makeContainer(ContainerKind.SET, SetContent.of(sequence(first)));
      case "frozenset" ->
          frame.makeContainer(ContainerKind.FROZENSET, SetContent.of(sequence(first)));
      case "dict" -> frame.makeContainer(ContainerKind.DICT, dictionary(call));
      case "iter", "aiter" -> first;
      case "next", "anext" -> new Operations(frame).element(first);
      case "bytes", "bytearray" -> AbstractValue.typed("bytes");
      case "object" -> AbstractValue.of(new Atom.Typed("object_"));
      case "print", "delattr" -> AbstractValue.of(Literal.Single.NONE);
      case "min", "max" -> smallest(call);
      default -> null;
    };
  }

  private AbstractValue length(AbstractValue value) {
    Bounds size = displays.iterated(value).bounds();
    return size.isExact() ? AbstractValue.whole(size.min()) : AbstractValue.typed("int");
  }

  private AbstractValue smallest(Call call) {
    return call.arguments().size() == 1
        ? new Operations(frame).element(call.arguments().get(0))
        : call.isPositional()
            ? call.arguments().stream().reduce(AbstractValue.BOTTOM, AbstractValue::join)
            : AbstractValue.UNKNOWN;
  }

  private SequenceContent sequence(AbstractValue iterable) {
    return iterable.isBottom() ? SequenceContent.EMPTY : displays.iterated(iterable);
  }

  private AbstractValue listOf(String name, AbstractValue iterable) {
    SequenceContent elements = sequence(iterable);
    SequenceContent content =
        switch (name) {
          case "sorted" -> elements.shuffled();
          case "reversed" -> elements.reversed();
          default -> elements;
        };
    return frame.makeContainer(ContainerKind.LIST, content);
  }

  private DictContent dictionary(Call call) {
    DictContent content = call.positional(0).map(displays::entries).orElse(DictContent.EMPTY);
    for (int k = 0; k < call.arguments().size(); k++) {
      AbstractValue value = call.arguments().get(k);
      content =
          switch (call.shape().arguments().get(k)) {
            case CallShape.Named named -> content.set(AbstractValue.string(named.name()), value);
            case CallShape.Unnamed.DOUBLE_STAR -> content.update(displays.entries(value));
            default -> content;
          };
    }
    return content;
  }
}
