package org.assize.review;

import java.util.ArrayList;
import java.util.List;
import org.assize.base.Workers;
import org.assize.checks.Check;
import org.assize.checks.Detector;
import org.assize.checks.Finding;
import org.assize.checks.ModuleView;
import org.assize.checks.ProgramView;
import org.assize.knowledge.WeaknessRule;
import org.assize.program.PythonModule;
import org.assize.review.Coverage.InternalFault;

/** Runs every detector on every file in scope; a detector that fails costs only itself. */
final class CheckRunner {
  private final ProgramView program;
  private final List<WeaknessRule> rules;

  CheckRunner(ProgramView program, List<WeaknessRule> rules) {
    this.program = program;
    this.rules = rules;
  }

  /**
   * What was found in one file.
   *
   * @param module the file
   * @param findings in the order in which the rules found them
   * @param faults detectors that failed through a fault of their own
   */
  record Result(PythonModule module, List<Finding> findings, List<InternalFault> faults) {}

  List<Result> run(List<PythonModule> modules, Workers workers, Progress progress) {
    return workers.map(
        modules,
        module -> {
          Result result = review(module);
          program.release(module);
          progress.fileDone();
          return result;
        });
  }

  private Result review(PythonModule module) {
    List<Finding> findings = new ArrayList<>();
    if (module.isTemplate()) {
      return new Result(module, findings, List.of()); // detectors look at text that is Python
    }
    List<InternalFault> faults = new ArrayList<>();
    ModuleView view = program.view(module);
    for (WeaknessRule rule : rules) {
      Check check = new Check(rule.weakness(), program, view, findings::add);
      for (Detector detector : rule.detectors()) {
        int before = findings.size();
        try {
          detector.review(check);
        } catch (RuntimeException | StackOverflowError fault) {
          findings.subList(before, findings.size()).clear();
          faults.add(fault(module, rule, detector, fault));
        }
      }
    }
    return new Result(module, findings, faults);
  }

  private static InternalFault fault(
      PythonModule module, WeaknessRule rule, Detector detector, Throwable fault) {
    String stage = rule.weakness().id() + ", " + detector.getClass().getSimpleName();
    return new InternalFault(module.path(), 1, module.name(), stage, String.valueOf(fault));
  }
}
