package org.assize.value.solve;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/**
 * Which bodies a body calls, as far as names tell before anything is interpreted: it decides the
 * order of the first round, nothing else.
 */
final class CallSketch {
  private final World world;
  private final Body body;

  private CallSketch(World world, Body body) {
    this.world = world;
    this.body = body;
  }

  /** Returns the bodies that a body calls, in the order of their numbers. */
  static int[] callees(World world, Body body) {
    CallSketch sketch = new CallSketch(world, body);
    TreeSet<Integer> found = new TreeSet<>();
    for (int i = 0; i < body.size(); i++) {
      if (body.op(i) == Op.CALL) {
        sketch.add(sketch.value(body.operand(i, 0)), found);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private void add(AbstractValue callee, Set<Integer> found) {
    for (Atom atom : callee.atoms()) {
      switch (atom) {
        case Atom.Function f -> found.add(f.body());
        case Atom.Descriptor d -> add(AbstractValue.of(d.function()), found);
        case Atom.ClassObject c ->
            world.classAttribute(c.type(), "__init__").ifPresent(init -> add(init, found));
        default -> {}
      }
    }
  }

  private AbstractValue value(int instruction) {
    return switch (body.op(instruction)) {
      case LOAD -> world.variable(body.symbols().get(body.arg(instruction)));
      case SIGMA -> value(body.operand(instruction, 0));
      case ATTR -> attribute(instruction);
      default -> AbstractValue.UNKNOWN;
    };
  }

  private AbstractValue attribute(int instruction) {
    int object = body.operand(instruction, 0);
    String name = body.names().get(body.arg(instruction));
    if (body.op(object) == Op.PARAM && body.arg(object) == 0) {
      Optional<PythonClass> owner = body.function().flatMap(f -> f.owner());
      return owner.flatMap(type -> world.classAttribute(type, name)).orElse(AbstractValue.UNKNOWN);
    }
    AbstractValue found = AbstractValue.BOTTOM;
    for (Atom atom : value(object).atoms()) {
      Optional<AbstractValue> member =
          switch (atom) {
            case Atom.ModuleObject m -> world.member(m.module(), name);
            case Atom.ClassObject c -> world.classAttribute(c.type(), name);
            default -> Optional.empty();
          };
      found = found.join(member.orElse(AbstractValue.UNKNOWN));
    }
    return found;
  }
}
