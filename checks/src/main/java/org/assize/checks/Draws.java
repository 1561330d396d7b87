package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.base.Memo;
import org.assize.facts.ValueRole;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.program.Use;

/** Which calls give predictable values: by facts, or through functions that return such values. */
final class Draws {
  private static final int MAX_LINKS = 2;

  private final ProgramView program;
  private final Library library;
  private final Memo<Looked, Optional<Draw>> known = new Memo<>(this::find);

  /** A function with the number of links that led to it: the fewer are left to look through. */
  private record Looked(PythonFunction function, int links) {}

  Draws(ProgramView program) {
    this.program = program;
    this.library = program.library();
  }

  /**
   * A predictable value.
   *
   * @param generator the call of the generator itself
   * @param through the functions of the tree that hand its value on, the called one first
   */
  record Draw(CallSite generator, List<PythonFunction> through) {
    /** Whether the call is the generator's own. */
    boolean isDirect() {
      return through.isEmpty();
    }
  }

  /** Returns what a call draws, if it draws. */
  Optional<Draw> of(CallSite call) {
    return of(call, 0);
  }

  private Optional<Draw> of(CallSite call, int links) {
    if (library.roleOfResult(call).filter(r -> r == ValueRole.WEAK_RANDOM).isPresent()) {
      return Optional.of(new Draw(call, List.of()));
    }
    return call.target() instanceof Target.FunctionTarget t && links < MAX_LINKS
        ? known.get(new Looked(t.function(), links))
        : Optional.empty();
  }

  private Optional<Draw> find(Looked looked) {
    PythonFunction function = looked.function;
    ModuleView view = program.view(function.module());
    for (CallSite call : view.callsIn(function)) {
      Optional<Draw> inner = of(call, looked.links + 1);
      if (inner.isPresent() && Destination.isReturned(call.node(), view)) {
        List<PythonFunction> through = new ArrayList<>(List.of(function));
        through.addAll(inner.get().through());
        return Optional.of(new Draw(inner.get().generator(), through));
      }
    }
    return Optional.empty();
  }

  /** Returns the calls of a function in production code other than its own module's tests. */
  List<CallSite> productionCalls(PythonFunction function) {
    List<CallSite> calls = new ArrayList<>();
    for (Use use : program.references().of(function)) {
      if (use.kind() == Use.Kind.CALL && !program.isTest(use.module())) {
        ModuleView view = program.view(use.module());
        view.parent(use.node()).flatMap(view::callOf).ifPresent(calls::add);
      }
    }
    return calls;
  }
}
