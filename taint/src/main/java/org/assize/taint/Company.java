package org.assize.taint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.assize.ir.Body;
import org.assize.program.ImportGraph;
import org.assize.program.PythonModule;
import org.assize.taint.trace.FlowProgram;

/**
 * The modules that run in one process with what a function does: what is imported by anything that
 * imports its module. A program may have commands beside its service.
 *
 * @param isEverything whether nothing tells by imports, as of a module of settings that a framework
 *     loads by its name
 */
record Company(Set<PythonModule> modules, boolean isEverything) {
  /** Returns the company of a body. */
  static Company of(FlowProgram program, Body body) {
    ImportGraph imports = program.view().imports();
    Set<PythonModule> above =
        reached(Set.of(body.module()), module -> imports.importersOf(module).keySet(), program);
    boolean isEverything = above.size() == 1 && body.function().isEmpty();
    return new Company(
        isEverything
            ? Set.of()
            : reached(above, module -> imports.importsOf(module).keySet(), program),
        isEverything);
  }

  private static Set<PythonModule> reached(
      Set<PythonModule> from, Function<PythonModule, Set<PythonModule>> next, FlowProgram program) {
    Set<PythonModule> found = new HashSet<>(from);
    Deque<PythonModule> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      for (PythonModule module : next.apply(open.removeFirst())) {
        if (!program.view().isTest(module) && found.add(module)) {
          open.add(module);
        }
      }
    }
    return Set.copyOf(found);
  }

  /** Whether a module runs there. */
  boolean has(PythonModule module) {
    return isEverything || modules.contains(module);
  }
}
