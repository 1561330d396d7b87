package org.assize.value.solve;

import java.util.HashSet;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.calls.Bodies;

/** The names that the bodies which are solved write as an attribute. */
final class WrittenFields {
  private final Set<String> names = new HashSet<>();

  WrittenFields(Bodies bodies, int from) {
    for (int number = from; number < bodies.size(); number++) {
      Body body = bodies.get(number);
      for (int i = 0; i < body.size(); i++) {
        if (body.op(i) == Op.SET_ATTR) {
          names.add(body.names().get(body.arg(i)));
        }
      }
    }
  }

  boolean contains(String name) {
    return names.contains(name);
  }
}
