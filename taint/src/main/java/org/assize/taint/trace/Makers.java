package org.assize.taint.trace;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assize.ir.Body;
import org.assize.program.Hierarchy;
import org.assize.program.PythonClass;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/**
 * By which calls an object of the tree's classes was made, as far as parameters and variables tell:
 * an object that one call made is never the one that another made, so what is written to the one is
 * not in the other.
 */
final class Makers {
  /** So many places are asked for one object before nothing is known of it. */
  private static final int MAX_PLACES = 200;

  private final FlowProgram program;
  private final Set<Ref> makers = new HashSet<>();
  private final Set<Ref> seen = new HashSet<>();

  private Makers(FlowProgram program) {
    this.program = program;
  }

  /** Returns every call that may have made the object; empty where others may have. */
  static Optional<Set<Ref>> of(FlowProgram program, Ref object) {
    Makers search = new Makers(program);
    return search.isKnown(object) && !search.makers.isEmpty()
        ? Optional.of(search.makers)
        : Optional.empty();
  }

  /** Whether two values are surely two objects. */
  static boolean areOthers(FlowProgram program, Ref one, Ref other) {
    Optional<Set<Ref>> makersOfOne = program.makers(one);
    return makersOfOne.isPresent()
        && program
            .makers(other)
            .filter(makersOfOther -> Collections.disjoint(makersOfOne.get(), makersOfOther))
            .isPresent();
  }

  private boolean isKnown(Ref object) {
    Body body = program.body(object.body());
    Ref at = new Ref(object.body(), program.origin(body, object.instruction()));
    if (!seen.add(at)) {
      return true;
    }
    if (seen.size() > MAX_PLACES) {
      return false;
    }
    return switch (body.op(at.instruction())) {
      case CALL -> isMade(body, at);
      case PHI ->
          IntStream.range(0, body.operandCount(at.instruction()))
              .map(k -> body.operand(at.instruction(), k))
              .allMatch(o -> isKnown(new Ref(at.body(), o)));
      case PARAM -> isPassed(at, body.arg(at.instruction()));
      case LOAD -> isStored(body.symbols().get(body.arg(at.instruction())));
      case CONST -> true; // None, until an object is there
      default -> false;
    };
  }

  private boolean isMade(Body body, Ref call) {
    Ref callee = new Ref(call.body(), body.operand(call.instruction(), 0));
    if (program.paths(callee).contains("builtins.super")) {
      return body.hasReceiver() && isPassed(call, 0);
    }
    AbstractValue called = program.value(callee);
    boolean makes =
        !called.isOpen()
            && !called.atoms().isEmpty()
            && called.atoms().stream()
                .allMatch(a -> a instanceof Atom.ClassObject c && isNewEachTime(c.type()));
    if (makes) {
      makers.add(call);
    }
    return makes;
  }

  /**
   * Whether a call of the class makes an object; a metaclass, or {@code __new__}, may share one.
   */
  private boolean isNewEachTime(PythonClass type) {
    Hierarchy hierarchy = program.view().resolver().hierarchy();
    return hierarchy.method(type, "__new__").isEmpty()
        && hierarchy.ownOrder(type).stream().noneMatch(Makers::hasMetaclass);
  }

  private static boolean hasMetaclass(PythonClass type) {
    return type.node().keywords().stream()
        .filter(k -> "metaclass".equals(k.name()))
        .anyMatch(k -> !isAbstract(k.value()));
  }

  private static boolean isAbstract(Expr metaclass) {
    return switch (metaclass) {
      case Expr.Name n -> n.id().equals("ABCMeta");
      case Expr.Attribute a -> a.attribute().equals("ABCMeta");
      default -> false;
    };
  }

  /** Whether everything that is passed for a parameter is known, and nobody outside passes more. */
  private boolean isPassed(Ref at, int index) {
    int callee = at.body();
    if (!program.entries().of(callee).isEmpty() || program.index().callers(callee).isEmpty()) {
      return false;
    }
    return program.index().callers(callee).stream()
        .map(caller -> program.handed(caller.at(), callee, index))
        .allMatch(passed -> passed.isPresent() && isKnown(passed.get()));
  }

  private boolean isStored(Symbol variable) {
    return !program.index().stores(variable).isEmpty()
        && program.index().stores(variable).stream()
            .allMatch(s -> isKnown(new Ref(s.body(), value(s))));
  }

  private int value(Ref store) {
    return program.body(store.body()).operand(store.instruction(), 0);
  }
}
