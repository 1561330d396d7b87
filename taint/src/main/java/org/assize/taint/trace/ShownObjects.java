package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import org.assize.facts.Confidence;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.syntax.Operator;
import org.assize.value.domain.AbstractValue;

/**
 * Objects of the tree's classes that become text: {@code str(order)}, {@code f"{order}"}. What the
 * text holds is what the class's own method returns, for this very object.
 */
final class ShownObjects {
  /** The first that a class has makes the text (data model, 3.3.1). */
  private static final List<String> METHODS = List.of("__format__", "__str__", "__repr__");

  private static final List<String> CONVERSIONS =
      List.of("builtins.str", "builtins.format", "builtins.repr");

  private final Walk walk;
  private final FlowProgram program;
  private final CallSteps calls;
  private final FieldOwners owners;

  ShownObjects(Walk walk, CallSteps calls) {
    this.walk = walk;
    this.calls = calls;
    program = walk.program();
    owners = new FieldOwners(program);
  }

  /** Goes on from an object that has just been made; false where nothing makes text of it. */
  boolean made(Node object) {
    int callee = program.body(object.body()).operand(object.instruction(), 0);
    return follow(object, new Ref(object.body(), callee));
  }

  /** Goes on from an object as its own methods know it. */
  boolean itself(Node object) {
    return follow(object, object.at());
  }

  private boolean follow(Node object, Ref telling) {
    if (!isShown(object)) {
      return false;
    }
    boolean any = false;
    AbstractValue value = walk.value(object, telling.instruction());
    for (PythonClass type : owners.classes(telling, value)) {
      Optional<Integer> method = method(type);
      if (method.isPresent() && isEnterable(object, method.get())) {
        any = true;
        calls.returns(object, method.get(), calling(object, method.get()), Confidence.HIGH);
      }
    }
    return any;
  }

  private Optional<Integer> method(PythonClass type) {
    return METHODS.stream()
        .flatMap(name -> program.view().resolver().hierarchy().method(type, name).stream())
        .flatMap(method -> program.values().bodies().of(method).stream())
        .findFirst();
  }

  private static boolean isEnterable(Node made, int method) {
    Calling outer = made.calling();
    return outer == null || !(outer.isInside(method) || outer.depth() >= Calling.MAX_DEPTH);
  }

  private Calling calling(Node made, int method) {
    return new Calling(made.calling(), made.at(), method, program.values().interpretation(method));
  }

  /** Whether the object itself is what a text is made of, further on. */
  private boolean isShown(Node made) {
    for (Node at = made; at.next() != null; at = at.next()) {
      Body body = program.body(at.next().body());
      int by = at.next().instruction();
      if (body.op(by) == Op.FORMAT) {
        return true;
      }
      switch (at.move()) {
        case COMPOSED -> {
          return body.op(by) != Op.BINARY || body.operator(by) == Operator.MOD;
        }
        case MADE -> {
          return program.paths(at.next().at()).stream().anyMatch(CONVERSIONS::contains);
        }
        case SAME, CHECKED, PASSED, RETURNED, STORED, FIELD, ELEMENT, PART -> {}
        case OPAQUE, OBJECT, FILE, NAME, SAVED, RAISED -> {
          return false;
        }
      }
    }
    return false;
  }
}
