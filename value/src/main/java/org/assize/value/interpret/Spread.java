package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.BodyParameter;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.value.calls.Arguments;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.ContainerKind;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.SequenceContent;

/** What {@code *} and {@code **} mean, in calls and in parameters. */
final class Spread {
  private final Frame frame;
  private final Displays displays;

  Spread(Frame frame) {
    this.frame = frame;
    displays = new Displays(frame);
  }

  /** Returns a call whose spread arguments are plain ones, where they are known one by one. */
  Call expanded(Call call) {
    if (call.isPlain()) {
      return call;
    }
    List<CallShape.Argument> shape = new ArrayList<>();
    List<AbstractValue> arguments = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      CallShape.Argument how = call.shape().arguments().get(i);
      AbstractValue value = call.arguments().get(i);
      if (!expand(how, value, shape, arguments)) {
        shape.add(how);
        arguments.add(value);
      }
    }
    return new Call(call.instruction(), new CallShape(shape, call.shape().decorator()), arguments);
  }

  private boolean expand(
      CallShape.Argument how,
      AbstractValue value,
      List<CallShape.Argument> shape,
      List<AbstractValue> arguments) {
    if (how == CallShape.Unnamed.STAR) {
      SequenceContent elements = displays.iterated(value);
      boolean known = elements.isExact() && elements.bounds().isExact();
      if (known) {
        elements.exact().forEach(_ -> shape.add(CallShape.Unnamed.POSITIONAL));
        arguments.addAll(elements.exact());
      }
      return known;
    }
    Optional<Map<Literal, AbstractValue>> entries =
        how == CallShape.Unnamed.DOUBLE_STAR ? displays.entries(value).exact() : Optional.empty();
    boolean known =
        entries.isPresent()
            && entries.get().keySet().stream().allMatch(key -> key instanceof Literal.Text);
    if (known) {
      entries
          .get()
          .forEach((key, v) -> {
            shape.add(new CallShape.Named(((Literal.Text) key).value()));
            arguments.add(v);
          });
    }
    return known;
  }

  /** Returns the tuple or dictionary that a variadic parameter gets. */
  AbstractValue collected(Call call, Arguments match, List<BodyParameter> parameters, int index) {
    Set<Integer> taken = new HashSet<>();
    for (int i = 0; i < parameters.size(); i++) {
      taken.add(match.source(i));
    }
    return parameters.get(index).kind() == BodyParameter.Kind.VAR_POSITIONAL
        ? frame.makeContainer(ContainerKind.TUPLE, positional(call, taken))
        : frame.makeContainer(ContainerKind.DICT, named(call, taken));
  }

  private static SequenceContent positional(Call call, Set<Integer> taken) {
    List<AbstractValue> left = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      CallShape.Argument how = call.shape().arguments().get(i);
      if (how == CallShape.Unnamed.STAR) {
        return SequenceContent.UNKNOWN;
      }
      if (how == CallShape.Unnamed.POSITIONAL && !taken.contains(i)) {
        left.add(call.arguments().get(i));
      }
    }
    return SequenceContent.of(left);
  }

  private DictContent named(Call call, Set<Integer> taken) {
    DictContent left = DictContent.EMPTY;
    for (int i = 0; i < call.arguments().size(); i++) {
      CallShape.Argument how = call.shape().arguments().get(i);
      AbstractValue value = call.arguments().get(i);
      if (how == CallShape.Unnamed.DOUBLE_STAR) {
        left = left.update(displays.entries(value)).deleteUnknown();
      } else if (how instanceof CallShape.Named(String name) && !taken.contains(i)) {
        left = left.set(AbstractValue.string(name), value);
      }
    }
    return left;
  }
}
