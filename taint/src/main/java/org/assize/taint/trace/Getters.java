package org.assize.taint.trace;

import java.util.List;
import java.util.stream.Stream;
import org.assize.value.domain.Atom;

/** The functions that compute what is read as an attribute of an object: its properties. */
final class Getters {
  private Getters() {}

  /** Returns the bodies of the properties that a class binds to a name by one statement. */
  static List<Integer> of(FlowProgram program, Ref stored) {
    return program.value(stored).atoms().stream().flatMap(Getters::getter).toList();
  }

  private static Stream<Integer> getter(Atom atom) {
    return atom instanceof Atom.Descriptor(Atom.Descriptor.Special kind, Atom.Function f)
            && kind == Atom.Descriptor.Special.PROPERTY
        ? Stream.of(f.body())
        : Stream.empty();
  }
}
