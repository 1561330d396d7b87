package org.assize.taint.trace;

import java.util.Optional;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.ir.Body;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.value.calls.CallSite;
import org.assize.value.domain.Atom;

/**
 * Dotted paths of classes and functions of the tree of which facts tell: the tree is the library
 * itself. What a fact says of those who use a class holds outside of that class: its own methods
 * are what makes the fact true.
 */
final class OwnPaths {
  private OwnPaths() {}

  /** Adds the paths of what a call reaches in the tree. */
  static void called(FlowProgram program, Ref at, CallSite call, Set<String> found) {
    for (int callee : call.callees()) {
      program
          .body(callee)
          .function()
          .filter(f -> isKnown(program, f, at, call))
          .ifPresent(f -> found.add(f.qualifiedName()));
    }
    Body body = program.body(at.body());
    for (Atom atom : program.value(new Ref(at.body(), body.operand(at.instruction(), 0))).atoms()) {
      if (atom instanceof Atom.ClassObject c) {
        constructed(program, c.type()).ifPresent(found::add);
      }
    }
  }

  private static boolean isKnown(
      FlowProgram program, PythonFunction function, Ref at, CallSite call) {
    String path = function.qualifiedName();
    if (!program.facts().at(path, Fact.Guard.class).isEmpty()
        || !program.facts().at(path, Fact.Sanitizer.class).isEmpty()) {
      return true;
    }
    return call.finding().isFollowed()
        && !isWithin(program, at, function.owner())
        && tells(program, path);
  }

  private static boolean tells(FlowProgram program, String path) {
    return !program.facts().at(path, Fact.Sink.class).isEmpty()
        || !program.facts().at(path, Fact.Source.class).isEmpty();
  }

  /** Whether code stands in a class, or in one of its family. */
  private static boolean isWithin(FlowProgram program, Ref at, Optional<PythonClass> type) {
    return type.isPresent()
        && program
            .body(at.body())
            .function()
            .flatMap(PythonFunction::owner)
            .filter(owner -> program.family(type.get()).contains(owner))
            .isPresent();
  }

  /**
   * The class that facts about making an object speak of: itself, or the one whose constructor it
   * has.
   */
  private static Optional<String> constructed(FlowProgram program, PythonClass type) {
    for (PythonClass one : program.view().resolver().hierarchy().ownOrder(type)) {
      if (tells(program, one.qualifiedName())) {
        return Optional.of(one.qualifiedName());
      }
      if (one.body().local("__init__").isPresent()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Adds the paths of an attribute of an object of the tree. */
  static void attribute(FlowProgram program, Ref object, String name, Set<String> found) {
    for (Atom atom : Paths.value(program, object).atoms()) {
      if (atom instanceof Atom.Instance i && !isWithin(program, object, Optional.of(i.type()))) {
        member(program, i.type(), name).ifPresent(found::add);
      }
    }
  }

  private static Optional<String> member(FlowProgram program, PythonClass type, String name) {
    for (PythonClass one : program.view().resolver().hierarchy().ownOrder(type)) {
      String path = one.qualifiedName() + "." + name;
      if (tells(program, path)) {
        return Optional.of(path);
      }
      if (one.body().local(name).isPresent()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
