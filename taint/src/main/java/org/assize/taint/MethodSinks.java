package org.assize.taint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.program.PythonModule;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;

/** Methods of objects of which nothing is known, whose names tell that they interpret a value. */
final class MethodSinks {
  private final FlowProgram program;
  private final Map<String, List<SinkRule>> methods = new HashMap<>();

  MethodSinks(FlowProgram program) {
    this.program = program;
  }

  /** Adds the methods of a rule, where the program uses a library that has them. */
  void add(SinkRule rule) {
    Set<String> packages = rule.flow().packages();
    boolean isInUse =
        packages.isEmpty()
            || program.view().program().modules().stream().anyMatch(m -> imports(m, packages));
    for (String method : isInUse ? rule.flow().methods() : Set.<String>of()) {
      methods.computeIfAbsent(method, m -> new ArrayList<>()).add(rule);
    }
  }

  private static boolean imports(PythonModule module, Set<String> packages) {
    return module.imports().stream().anyMatch(site -> packages.contains(site.topPackage()));
  }

  /** Adds what such a method interprets. */
  void of(Ref at, int callee, List<String> paths, CallArguments arguments, List<SinkSite> found) {
    Body body = program.body(at.body());
    String name = body.names().get(body.arg(callee));
    boolean isOwn =
        program
            .call(at)
            .filter(c -> !c.callees().isEmpty() && c.finding().isFollowed())
            .isPresent();
    boolean isStandard =
        paths.stream()
            .anyMatch(
                p -> !program.facts().isUnknown(p) && !program.facts().at(p, Fact.class).isEmpty());
    List<Integer> first = arguments.in(new Slot.Argument(0, ""));
    if (isOwn || isStandard) {
      return;
    }
    for (SinkRule rule : methods.getOrDefault(name, List.of())) {
      if (meansOthers(rule.flow(), body.module())) {
        continue;
      }
      first.stream().limit(1).forEach(i -> found.add(named(rule, at, i, name)));
    }
    for (SinkRule rule : methods.getOrDefault(Flow.RECEIVER + name, List.of())) {
      if (!arguments.all().isEmpty()) {
        found.add(named(rule, at, body.operand(callee, 0), name));
      }
    }
  }

  /** Whether a module works with objects of libraries that read no operators, and with no other. */
  private static boolean meansOthers(Flow flow, PythonModule module) {
    return imports(module, flow.otherPackages()) && !imports(module, flow.packages());
  }

  private static SinkSite named(SinkRule rule, Ref at, int value, String name) {
    return SinkSite.certain(rule, at, new Ref(at.body(), value), name).onlyNamed();
  }
}
