package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.syntax.Operator;
import org.assize.value.calls.CallSite;
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
    Body body = program.body(object.body());
    int origin = program.origin(body, object.instruction());
    Set<String> found = new TreeSet<>();
    typed(value(program, object), found);
    if (found.isEmpty()) {
      made(program, new Ref(object.body(), origin), links, found);
    }
    return found;
  }

  /** Returns what an object may be; of a parameter, whoever calls. */
  static AbstractValue value(FlowProgram program, Ref object) {
    Body body = program.body(object.body());
    int origin = program.origin(body, object.instruction());
    return body.op(origin) == Op.PARAM
        ? program.values().parameter(object.body(), body.arg(origin))
        : program.value(new Ref(object.body(), origin));
  }

  private static void typed(AbstractValue value, Set<String> found) {
    for (Atom atom : value.atoms()) {
      if (atom instanceof Atom.Typed t && !t.type().equals("object")) { // which says nothing
        found.add(t.type().indexOf('.') < 0 ? "builtins." + t.type() : t.type());
      } else if (atom instanceof Atom.External e) {
        found.add(e.path());
      }
    }
  }

  /** What makes an object says of which class it is. */
  private static void made(FlowProgram program, Ref at, int links, Set<String> found) {
    Body body = program.body(at.body());
    int i = at.instruction();
    switch (body.op(i)) {
      case PARAM -> {
        found.addAll(program.handedTypes(at.body(), body.arg(i)));
        if (found.isEmpty() && links < MAX_LINKS) {
          handed(program, at, links, found);
        }
      }
      case LOAD -> {
        if (links < MAX_LINKS) {
          program
              .onlyStored(body.symbols().get(body.arg(i)))
              .ifPresent(stored -> found.addAll(objects(program, stored, links + 1)));
        }
      }
      case IMPORT -> {
        if (links < MAX_LINKS) {
          ImportedVariables.of(program, at)
              .flatMap(program::onlyStored)
              .ifPresent(stored -> found.addAll(objects(program, stored, links + 1)));
        }
      }
      case CALL, ATTR -> {
        found.addAll(links == 0 ? program.paths(at) : of(program, at, links));
        if (found.isEmpty() && body.op(i) == Op.ATTR) {
          held(program, at, found);
        }
        if (found.isEmpty() && body.op(i) == Op.CALL && links < MAX_LINKS) {
          given(program, at, Op.RETURN, links, found);
        }
      }
      case AWAIT, NEXT -> whole(program, at, links, "", found);
      case ENTER -> {
        whole(program, at, links, "", found);
        if (found.isEmpty() && links < MAX_LINKS) {
          int entered = program.origin(body, body.operand(i, 0));
          given(program, new Ref(at.body(), entered), Op.YIELD, links, found);
        }
      }
      case ITERATE -> whole(program, at, links, ".__iter__", found);
      case ITEM -> {
        whole(program, at, links, ".__getitem__", found);
        kept(program, at, links, found);
      }
      case UNPACK -> whole(program, at, links, ".__getitem__", found);
      case BINARY -> {
        if (body.operator(i) == Operator.DIV) { // path / name
          whole(program, at, links, ".__truediv__", found);
        } else if (body.operator(i) == Operator.BIT_OR) { // prompt | model
          whole(program, at, links, ".__or__", found);
        }
      }
      default -> {}
    }
  }

  /** What a field of an object of the tree may hold. */
  private static void held(FlowProgram program, Ref at, Set<String> found) {
    Body body = program.body(at.body());
    Ref object = new Ref(at.body(), body.operand(at.instruction(), 0));
    String name = body.names().get(body.arg(at.instruction()));
    for (Atom atom : value(program, object).atoms()) {
      if (atom instanceof Atom.Instance i) {
        program.values().field(i.type(), name).ifPresent(field -> typed(field, found));
      }
    }
  }

  private static void whole(
      FlowProgram program, Ref at, int links, String step, Set<String> found) {
    int whole = program.body(at.body()).operand(at.instruction(), 0);
    objects(program, new Ref(at.body(), whole), links).forEach(path -> found.add(path + step));
  }

  /** What the program itself keeps under a name in an object of a library: {@code app["pool"]}. */
  private static void kept(FlowProgram program, Ref item, int links, Set<String> found) {
    Body body = program.body(item.body());
    Ref key = new Ref(item.body(), body.operand(item.instruction(), 1));
    List<Ref> writes =
        program.value(key).constantText().map(program.index()::elementsUnder).orElse(List.of());
    if (writes.isEmpty() || links >= MAX_LINKS) {
      return;
    }
    Ref whole = new Ref(item.body(), body.operand(item.instruction(), 0));
    Set<String> holders = classes(program, whole, links + 1);
    for (Ref write : writes) {
      Body writing = program.body(write.body());
      Ref holder = new Ref(write.body(), writing.operand(write.instruction(), 0));
      Set<String> writers = classes(program, holder, links + 1);
      boolean isOnly =
          writes.size() == 1
              && (isSameAttribute(program, whole, holder)
                  || (isApplication(holders) && isHandedOver(program, holder, writers)));
      boolean isSame = isOnly || writers.stream().anyMatch(holders::contains);
      if (isSame) {
        Ref value = new Ref(write.body(), writing.operand(write.instruction(), 2));
        found.addAll(objects(program, value, links + 1));
      }
    }
  }

  private static boolean isApplication(Set<String> classes) {
    return classes.stream().anyMatch(c -> c.endsWith(".Application"));
  }

  /** {@code async def connect(app)}: a parameter that stands for an application by its name. */
  private static boolean isHandedOver(FlowProgram program, Ref holder, Set<String> classes) {
    Body body = program.body(holder.body());
    int origin = program.origin(body, holder.instruction());
    return classes.isEmpty()
        && body.op(origin) == Op.PARAM
        && Set.of("app", "application").contains(body.parameters().get(body.arg(origin)).name());
  }

  private static Set<String> classes(FlowProgram program, Ref object, int links) {
    return objects(program, object, links).stream()
        .map(program.facts()::typed)
        .map(path -> program.facts().resultType(path).orElse(path))
        .collect(Collectors.toSet());
  }

  /**
   * What the one function of the tree that a call reaches gives in one place: by returning it, or,
   * as the manager of a context, by yielding it.
   */
  private static void given(FlowProgram program, Ref at, Op by, int links, Set<String> found) {
    boolean isCall = program.body(at.body()).op(at.instruction()) == Op.CALL;
    Optional<CallSite> call =
        isCall ? program.call(at).filter(c -> c.finding().isFollowed()) : Optional.empty();
    if (call.isEmpty() || call.get().callees().size() != 1) {
      return;
    }
    int callee = call.get().callees().getFirst();
    Body body = program.body(callee);
    int given = -1;
    for (int i = 0; i < body.size() && body.isGenerator() == (by == Op.YIELD); i++) {
      if (body.op(i) == by && body.operandCount(i) > 0) {
        if (given >= 0) {
          return;
        }
        given = body.operand(i, 0);
      }
    }
    if (given >= 0) {
      found.addAll(objects(program, new Ref(callee, given), links + 1));
    }
  }

  /** {@code current_app.extensions} and {@code app.extensions}. */
  private static boolean isSameAttribute(FlowProgram program, Ref one, Ref two) {
    String name = attribute(program, one);
    return !name.isEmpty() && name.equals(attribute(program, two));
  }

  private static String attribute(FlowProgram program, Ref at) {
    Body body = program.body(at.body());
    int origin = program.origin(body, at.instruction());
    return body.op(origin) == Op.ATTR ? body.names().get(body.arg(origin)) : "";
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
