package org.assize.taint;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.facts.Status;
import org.assize.taint.trace.FlowProgram;

/**
 * Places that only tell whether something is there. Where nothing but such a place uses what others
 * choose, little is told, but where the answer to whoever chooses is the use.
 */
final class AskedPlaces {
  private final FlowProgram program;
  private final Set<Place> asking = ConcurrentHashMap.newKeySet();
  private final Set<Place> answering = ConcurrentHashMap.newKeySet();

  AskedPlaces(FlowProgram program) {
    this.program = program;
  }

  /**
   * Keeps a sink that only asks.
   *
   * @param sites all sinks of its body
   */
  void note(SinkSite sink, List<SinkSite> sites) {
    if (asksOnly(sink)) {
      asking.add(program.place(sink.at()));
      if (isAnswer(sink, sites)) {
        answering.add(program.place(sink.at()));
      }
    }
  }

  private boolean asksOnly(SinkSite sink) {
    return program.paths(sink.at()).stream().anyMatch(sink.rule().flow().asking()::contains);
  }

  /** Whether a handler does nothing with what it is sent but ask: its answer tells the client. */
  private boolean isAnswer(SinkSite sink, List<SinkSite> sites) {
    return program.entries().of(sink.at().body()).stream()
            .anyMatch(e -> e.control() == Control.REMOTE)
        && sites.stream().allMatch(s -> !s.rule().equals(sink.rule()) || asksOnly(s));
  }

  /** Whether a finding, which has evidence, is of such a place. */
  boolean isAsked(Finding finding) {
    return asking.contains(use(finding));
  }

  /** Returns findings as they are once one knows what else is done with what others choose. */
  List<Finding> settled(List<Finding> found) {
    Set<Finding.Evidence> used =
        found.stream()
            .filter(f -> isDefectByEvidence(f) && !isAsked(f))
            .map(AskedPlaces::origin)
            .collect(Collectors.toSet());
    return found.stream()
        .map(f -> isDefectByEvidence(f) && isAsked(f) && !isTold(f, used) ? asCaution(f) : f)
        .toList();
  }

  private boolean isTold(Finding finding, Set<Finding.Evidence> used) {
    return answering.contains(use(finding)) && !used.contains(origin(finding));
  }

  private static boolean isDefectByEvidence(Finding finding) {
    return finding.status() == Status.DEFECT && !finding.evidence().isEmpty();
  }

  /** Where it comes from and by which request: one reader of parameters serves many. */
  private static Finding.Evidence origin(Finding finding) {
    return finding.evidence().getFirst();
  }

  private static Place use(Finding finding) {
    return finding.evidence().getLast().place();
  }

  private static Finding asCaution(Finding finding) {
    return finding.asCaution(
        Reason.DEFENCE_IN_DEPTH,
        new Finding.Evidence(use(finding), "it only tells whether that is there"));
  }
}
