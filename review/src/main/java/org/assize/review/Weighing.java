package org.assize.review;

import java.util.List;
import java.util.Optional;
import org.assize.checks.Finding;
import org.assize.checks.ProgramView;
import org.assize.facts.Reason;
import org.assize.facts.Status;
import org.assize.program.source.SourceTree;

/** What becomes of findings by where they stand: what the program never runs is a caution. */
final class Weighing {
  private final BundledCode bundled;
  private final OwnStart starts;
  private final TriedOut tried;

  Weighing(ProgramView program, SourceTree tree) {
    bundled = new BundledCode(program, tree);
    starts = new OwnStart(program);
    tried = TriedOut.of(program, tree);
  }

  /** Returns what is left of results where each defect is told once, and weighed. */
  List<CheckRunner.Result> weighed(List<CheckRunner.Result> results) {
    return ToldOnce.of(results).stream().map(this::weighed).toList();
  }

  private CheckRunner.Result weighed(CheckRunner.Result result) {
    List<Finding> weighed =
        result.findings().stream().map(f -> f.status() == Status.DEFECT ? weighed(f) : f).toList();
    return new CheckRunner.Result(result.module(), weighed, result.faults());
  }

  private Finding weighed(Finding finding) {
    Optional<Finding.Evidence> start = starts.around(finding.place());
    return start
        .map(by -> finding.asCaution(Reason.DEV_ONLY, by))
        .or(() ->
            tried
                .of(finding.place().module())
                .map(shown -> finding.asCaution(shown.reason(), shown.by())))
        .or(() ->
            bundled
                .unreached(finding.place().module())
                .map(by -> finding.asCaution(Reason.EXPOSED_TO_CALLERS, by)))
        .orElse(finding);
  }
}
