package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/** Of which classes of the tree an object is that has fields. */
final class FieldOwners {
  /** Objects that are made in more places than this are values rather than parts of a program. */
  private static final int MANY = 6;

  private final FlowProgram program;

  FieldOwners(FlowProgram program) {
    this.program = program;
  }

  /** Returns the classes that a value of a body may be of. */
  Set<PythonClass> classes(Ref at, AbstractValue value) {
    Set<PythonClass> found = new LinkedHashSet<>();
    add(value, found);
    Body body = program.body(at.body());
    int origin = program.origin(body, at.instruction());
    if (found.isEmpty() && body.op(origin) == Op.PARAM) {
      int index = body.arg(origin);
      if (index == 0 && body.hasReceiver()) {
        body.function().flatMap(PythonFunction::owner).ifPresent(found::add);
      } else {
        add(program.values().parameter(at.body(), index), found);
      }
    }
    return found;
  }

  private static void add(AbstractValue value, Set<PythonClass> found) {
    for (Atom atom : value.atoms()) {
      if (atom instanceof Atom.Instance i) {
        found.add(i.type());
      } else if (atom instanceof Atom.ClassObject c) {
        found.add(c.type());
      }
    }
  }

  /**
   * A call that writes several attributes of an object.
   *
   * @param classes of the object
   */
  record AtOnce(Ref call, Ref object, Set<PythonClass> classes) {}

  /** Returns those of some calls that write several attributes of objects of the tree. */
  List<AtOnce> atOnce(List<Ref> calls) {
    List<AtOnce> found = new ArrayList<>();
    for (Ref call : calls) {
      FieldsAtOnce.of(program, call)
          .map(object -> new Ref(call.body(), object))
          .map(object -> new AtOnce(call, object, classes(object, program.value(object))))
          .filter(write -> !write.classes().isEmpty())
          .ifPresent(found::add);
    }
    return found;
  }

  /** Returns the classes of the object that such a call writes to, as far as some share it. */
  Set<PythonClass> ofWrite(AtOnce write, Ref owner, Set<PythonClass> classes) {
    return related(new LinkedHashSet<>(write.classes()), write.object(), owner, classes);
  }

  /** Returns the classes of the object whose field is written, as far as some share the field. */
  Set<PythonClass> ofWrite(Ref write, Ref owner, Set<PythonClass> classes) {
    int object = program.body(write.body()).operand(write.instruction(), 0);
    return related(new Ref(write.body(), object), owner, classes);
  }

  /** Returns the same for the object whose field holds a container that is written to. */
  Set<PythonClass> ofContainer(Ref write, Ref owner, Set<PythonClass> classes) {
    Body body = program.body(write.body());
    int written = body.operand(write.instruction(), 0);
    if (body.op(write.instruction()) == Op.CALL) {
      written = body.operand(program.origin(body, written), 0);
    }
    int container = program.origin(body, written);
    int object = body.op(container) == Op.ATTR ? body.operand(container, 0) : container;
    return related(new Ref(write.body(), object), owner, classes);
  }

  /**
   * Returns the classes of an object, as far as some share what is written to its fields; none
   * where it is surely another object than the owner of the field that is wanted.
   */
  Set<PythonClass> related(Ref object, Ref owner, Set<PythonClass> classes) {
    return related(classes(object, program.value(object)), object, owner, classes);
  }

  private Set<PythonClass> related(
      Set<PythonClass> written, Ref object, Ref owner, Set<PythonClass> classes) {
    written.removeIf(w -> classes.stream().noneMatch(c -> program.family(w).contains(c)));
    return written.isEmpty() || Makers.areOthers(program, owner, object) ? Set.of() : written;
  }

  /**
   * Whether the program makes objects of some classes in one place at most: only then does one of
   * them surely hold what another was given.
   */
  boolean isMadeOnce(Set<PythonClass> classes) {
    return classes.stream().mapToInt(program::constructions).sum() <= 1;
  }

  /**
   * Whether production makes objects of some classes in so many places that one of which nothing is
   * known is hardly the one that a stranger fills. What one record is given is read of another one:
   * it is stored in between.
   */
  boolean areMany(Set<PythonClass> classes) {
    return classes.stream().noneMatch(program::isRecord)
        && classes.stream().mapToInt(program::constructions).sum() > MANY;
  }

  /** Returns some classes, those above and those below them. */
  Set<PythonClass> family(Set<PythonClass> classes) {
    Set<PythonClass> all = new LinkedHashSet<>();
    classes.forEach(type -> all.addAll(program.family(type)));
    return all;
  }
}
