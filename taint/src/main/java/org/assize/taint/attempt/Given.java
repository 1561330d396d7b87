package org.assize.taint.attempt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.value.pure.Concrete;

/** The arguments of a call, as far as they are known. */
final class Given {
  private final List<Held> positional = new ArrayList<>();
  private final Map<String, Held> named = new LinkedHashMap<>();
  private final Held callee;
  private boolean isComplete = true;

  Given(Body body, int call, IntFunction<Held> operand) {
    callee = operand.apply(0);
    CallShape shape = body.calls().get(body.arg(call));
    for (int k = 0; k < shape.arguments().size(); k++) {
      Held value = operand.apply(k + 1);
      switch (shape.arguments().get(k)) {
        case CallShape.Named n -> named.put(n.name(), value);
        case CallShape.Unnamed u -> {
          positional.add(value);
          isComplete &= u == CallShape.Unnamed.POSITIONAL;
        }
      }
    }
  }

  /** Whether the text has a part in what is called or in an argument. */
  boolean ofText() {
    return callee.ofText()
        || positional.stream().anyMatch(Held::ofText)
        || named.values().stream().anyMatch(Held::ofText);
  }

  List<Held> positional() {
    return positional;
  }

  boolean isKnown() {
    return isComplete
        && positional.stream().allMatch(Held.Known.class::isInstance)
        && named.values().stream().allMatch(Held.Known.class::isInstance);
  }

  List<Concrete> values() {
    return positional.stream().map(h -> ((Held.Known) h).value()).toList();
  }

  Map<String, Concrete> keywords() {
    Map<String, Concrete> all = new LinkedHashMap<>();
    named.forEach((name, h) -> all.put(name, ((Held.Known) h).value()));
    return all;
  }
}
