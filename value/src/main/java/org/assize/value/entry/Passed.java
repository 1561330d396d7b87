package org.assize.value.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assize.value.ProgramValues;
import org.assize.value.domain.AbstractValue;
import org.assize.value.interpret.Flow;

/** What the calls of a program pass to the parameters of its bodies. */
final class Passed {
  private final Map<Integer, List<List<AbstractValue>>> flows = new HashMap<>();

  Passed(ProgramValues values) {
    for (int body = 0; body < values.bodies().size(); body++) {
      for (Flow flow : values.interpretation(body).effects().flows()) {
        flows.computeIfAbsent(flow.callee(), b -> new ArrayList<>()).add(flow.arguments());
      }
    }
  }

  /** Returns all that is passed to a parameter, joined. */
  AbstractValue to(int body, int parameter) {
    return flows.getOrDefault(body, List.of()).stream()
        .map(arguments -> arguments.get(parameter))
        .reduce(AbstractValue.BOTTOM, AbstractValue::join);
  }
}
