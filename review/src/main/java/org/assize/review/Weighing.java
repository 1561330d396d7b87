package org.assize.review;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.checks.Finding;
import org.assize.checks.ProgramView;
import org.assize.facts.Reason;
import org.assize.facts.Status;
import org.assize.program.source.SourceTree;

/**
 * What becomes of findings by where they stand: what the program never runs is a caution, and what
 * is said twice of one place is said once.
 */
final class Weighing {
  private final BundledCode bundled;
  private final OwnStart starts;
  private final TriedOut tried;

  Weighing(ProgramView program, SourceTree tree) {
    bundled = new BundledCode(program, tree);
    starts = new OwnStart(program);
    tried = TriedOut.of(program, tree);
  }

  CheckRunner.Result weighed(CheckRunner.Result result) {
    List<Finding> kept = new ArrayList<>();
    Set<List<Object>> said = new HashSet<>();
    for (Finding finding : result.findings()) {
      boolean isDefect = finding.status() == Status.DEFECT;
      if (!isDefect || said.add(List.of(finding.weakness().id(), finding.place()))) {
        kept.add(isDefect ? weighed(finding) : finding);
      }
    }
    return new CheckRunner.Result(result.module(), kept, result.faults());
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
