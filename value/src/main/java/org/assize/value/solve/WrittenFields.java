package org.assize.value.solve;

import java.util.HashSet;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.calls.Bodies;

/** The names that any code of the program writes as an attribute. */
final class WrittenFields {
  private final Set<String> names = new HashSet<>();

  WrittenFields(Bodies bodies) {
    for (int number = 0; number < bodies.size(); number++) {
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
