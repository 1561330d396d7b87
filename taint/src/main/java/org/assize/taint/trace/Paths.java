package org.assize.taint.trace;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.syntax.Operator;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/** Dotted paths of what lies outside the tree, as facts know it. */
final class Paths {
  /** Through so many variables that are set once an object is followed. */
  private static final int MAX_LINKS = 4;

  private Paths() {}

  /** The paths of what a call reaches, or of what an attribute or name is. */
  static List<String> of(FlowProgram program, Ref at) {
    return of(program, at, 0);
  }

  /** Behind a variable or a parameter, what is found is not kept: a cycle may lead here again. */
  private static List<String> of(FlowProgram program, Ref at, int links) {
    Set<String> found = new TreeSet<>();
    Body body = program.body(at.body());
    if (body.op(at.instruction()) == Op.CALL) {
      program
          .call(at)
          .ifPresent(call -> {
            found.addAll(call.outside());
            OwnPaths.called(program, at, call, found);
          });
      int callee = program.origin(body, body.operand(at.instruction(), 0));
      if (found.isEmpty() && body.op(callee) == Op.ATTR) {
        attribute(program, new Ref(at.body(), callee), links, found);
      }
    } else if (body.op(at.instruction()) == Op.ATTR) {
      attribute(program, at, links, found);
    } else {
      named(program.value(at), found);
    }
    return List.copyOf(found);
  }

  private static void attribute(FlowProgram program, Ref at, int links, Set<String> found) {
    Body body = program.body(at.body());
    named(program.value(at), found);
    if (found.isEmpty()) {
      String name = body.names().get(body.arg(at.instruction()));
      int object = body.operand(at.instruction(), 0);
      for (String path : objects(program, new Ref(at.body(), object), links)) {
        found.add(path + "." + name);
      }
      OwnPaths.attribute(program, new Ref(at.body(), object), name, found);
    }
  }

  /** The paths of classes or names outside the tree that an object may be of. */
  static Set<String> objects(FlowProgram program, Ref object) {
    return objects(program, object, 0);
  }

  /** The paths of classes that an object may be of, as the calls that made it tell. */
  private static Set<String> objects(FlowProgram program, Ref object, int links) {
    Set<String> found = new TreeSet<>();
    Body body = program.body(object.body());
    int origin = program.origin(body, object.instruction());
    AbstractValue value =
        body.op(origin) == Op.PARAM
            ? program.values().parameter(object.body(), body.arg(origin))
            : program.value(new Ref(object.body(), origin));
    for (Atom atom : value.atoms()) {
      if (atom instanceof Atom.Typed t && !t.type().equals("object")) { // which says nothing
        found.add(t.type().indexOf('.') < 0 ? "builtins." + t.type() : t.type());
      } else if (atom instanceof Atom.External e) {
        found.add(e.path());
      }
    }
    if (found.isEmpty() && body.op(origin) == Op.PARAM) {
      found.addAll(program.handedTypes(object.body(), body.arg(origin)));
    }
    if (found.isEmpty() && body.op(origin) == Op.PARAM && links < MAX_LINKS) {
      handed(program, new Ref(object.body(), origin), links, found);
    }
    if (found.isEmpty() && body.op(origin) == Op.LOAD && links < MAX_LINKS) {
      List<Ref> stores = program.index().stores(body.symbols().get(body.arg(origin)));
      if (stores.size() == 1) {
        Ref store = stores.getFirst();
        int stored = program.body(store.body()).operand(store.instruction(), 0);
        return objects(program, new Ref(store.body(), stored), links + 1);
      }
    }
    if (found.isEmpty() && (body.op(origin) == Op.AWAIT || body.op(origin) == Op.ENTER)) {
      return objects(program, new Ref(object.body(), body.operand(origin, 0)), links);
    }
    if (found.isEmpty() && (body.op(origin) == Op.CALL || body.op(origin) == Op.ATTR)) {
      Ref made = new Ref(object.body(), origin);
      found.addAll(links == 0 ? program.paths(made) : of(program, made, links));
    } else if (found.isEmpty() && body.op(origin) == Op.ITEM) {
      objects(program, new Ref(object.body(), body.operand(origin, 0)), links)
          .forEach(path -> found.add(path + ".__getitem__"));
    } else if (found.isEmpty() && body.op(origin) == Op.UNPACK) {
      objects(program, new Ref(object.body(), body.operand(origin, 0)), links)
          .forEach(path -> found.add(path + ".__getitem__"));
    } else if (found.isEmpty() && (body.op(origin) == Op.NEXT || body.op(origin) == Op.ITERATE)) {
      String step = body.op(origin) == Op.NEXT ? "" : ".__iter__";
      objects(program, new Ref(object.body(), body.operand(origin, 0)), links)
          .forEach(path -> found.add(path + step));
    } else if (found.isEmpty() && body.op(origin) == Op.ENTER) {
      found.addAll(objects(program, new Ref(object.body(), body.operand(origin, 0)), links));
    } else if (found.isEmpty()
        && body.op(origin) == Op.BINARY
        && body.operator(origin) == Operator.DIV) {
      objects(program, new Ref(object.body(), body.operand(origin, 0)), links)
          .forEach(path -> found.add(path + ".__truediv__"));
    }
    if (found.isEmpty() && body.op(origin) == Op.BINARY && body.operator(origin) == Operator.DIV) {
      found.addAll(
          objects(program, new Ref(object.body(), body.operand(origin, 0)), links)); // path / name
    }
    return found;
  }

  /** What the only call of a body passes for a parameter. */
  private static void handed(FlowProgram program, Ref parameter, int links, Set<String> found) {
    List<ProgramIndex.Caller> callers = program.index().callers(parameter.body());
    if (callers.size() != 1 || callers.getFirst().candidates() != 1) {
      return;
    }
    Ref call = callers.getFirst().at();
    int index = program.body(parameter.body()).arg(parameter.instruction());
    int given = written(program, call, program.body(parameter.body()), index);
    if (given >= 0) {
      found.addAll(objects(program, new Ref(call.body(), given), links + 1));
    }
  }

  /**
   * The argument that stands at the place of a parameter, -1 for none. What else binds arguments
   * asks for paths itself, which would lead here again.
   */
  private static int written(FlowProgram program, Ref call, Body callee, int parameter) {
    Body body = program.body(call.body());
    if (body.op(call.instruction()) != Op.CALL) {
      return -1;
    }
    List<CallShape.Argument> shape = body.calls().get(body.arg(call.instruction())).arguments();
    int position = parameter - (callee.hasReceiver() ? 1 : 0);
    for (int k = 0, seen = 0; k < shape.size(); k++) {
      boolean isMeant =
          switch (shape.get(k)) {
            case CallShape.Named n -> n.name().equals(callee.parameters().get(parameter).name());
            case CallShape.Unnamed u -> u == CallShape.Unnamed.POSITIONAL && seen++ == position;
          };
      if (isMeant) {
        return body.operand(call.instruction(), k + 1);
      }
    }
    return -1;
  }

  private static void named(AbstractValue value, Set<String> found) {
    for (Atom atom : value.atoms()) {
      if (atom instanceof Atom.External e) {
        found.add(e.path());
      } else if (atom instanceof Atom.Bound(Atom.External e, Atom _)) {
        found.add(e.path());
      }
    }
  }
}
