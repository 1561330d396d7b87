package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * The calls of a function, as far as names tell: calls whose callee means it, and, where no other
 * function has its name, those of objects of which names tell nothing. A function that is handed to
 * a call, as to one that expects an exception of it, counts as called there. A call by a function
 * of the same name hands the work on to another object, so it is none of them unless it means it.
 *
 * @param function whose calls these are
 * @param sharing how many functions of the program have its name
 * @param certain the calls, in program order
 * @param open calls of that name of which names do not tell which of those functions they mean
 */
record FunctionCalls(PythonFunction function, int sharing, List<Use> certain, List<Use> open) {

  /** Returns the calls of a function; of a constructor, those of its class. */
  static FunctionCalls of(PythonFunction function, ProgramView program) {
    return function.owner().isPresent() && function.name().equals("__init__")
        ? new FunctionCalls(function, 1, made(function.owner().get(), program), List.of())
        : named(function, program);
  }

  /** The calls of a class and of those below it that do not have a constructor of their own. */
  private static List<Use> made(PythonClass type, ProgramView program) {
    Set<PythonClass> types = new LinkedHashSet<>(List.of(type));
    program.resolver().hierarchy().descendants(type).stream()
        .filter(t -> t.method("__init__").isEmpty())
        .forEach(types::add);
    List<Use> calls = new ArrayList<>();
    for (PythonClass each : types) {
      program.references().of(each).stream()
          .filter(u -> u.kind() == Use.Kind.CALL)
          .forEach(calls::add);
    }
    return calls;
  }

  private static FunctionCalls named(PythonFunction function, ProgramView program) {
    List<Use> all = program.references().named(function.name());
    int sharing = (int) all.stream().filter(u -> u.kind() == Use.Kind.DEFINITION).count();
    List<Use> certain = new ArrayList<>();
    List<Use> open = new ArrayList<>();
    for (Use use : all) {
      if (use.kind() == Use.Kind.CALL || isHanded(use, program)) {
        switch (program.references().target(use).orElse(Target.Unknown.UNKNOWN)) {
          case Target.FunctionTarget t when t.function() == function -> certain.add(use);
          case Target.Unknown _ when use.node() instanceof Expr.Attribute -> {
            if (!isWithin(use, function.name())) {
              (sharing == 1 ? certain : open).add(use);
            }
          }
          default -> {}
        }
      }
    }
    return new FunctionCalls(function, sharing, certain, open);
  }

  private static boolean isWithin(Use use, String name) {
    return use.module()
        .scopes()
        .functionAt(use.node().start())
        .filter(f -> f.name().equals(name))
        .isPresent();
  }

  /** {@code assertRaises(Refused, self.guard.check, "x")}. */
  static boolean isHanded(Use use, ProgramView program) {
    if (use.kind() != Use.Kind.READ || !program.isTest(use.module())) {
      return false;
    }
    Optional<Node> around = program.view(use.module()).parent(use.node());
    return around.orElse(null) instanceof Expr.Call c
        && c.args().size() > 1
        && c.args().indexOf(use.node()) > 0;
  }

  /** Returns where it is called in tests, or in production. */
  List<Place> certain(Predicate<Use> which) {
    return certain.stream().filter(which).map(Place::ofName).toList();
  }

  /** Returns where something of its name is called in tests, or in production. */
  List<Place> open(Predicate<Use> which) {
    return open.stream().filter(which).map(Place::ofName).toList();
  }
}
