package org.assize.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.assize.base.Workers;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.ir.Body;
import org.assize.program.PythonModule;
import org.assize.review.Coverage.InternalFault;
import org.assize.taint.FlowReview;
import org.assize.taint.trace.FlowProgram;

/** Follows values through the whole program, and adds what it finds to the results of the files. */
final class FlowRunner {
  /** Between what is assigned to and what it is given. */
  private static final Pattern ASSIGNS = Pattern.compile("\\s*=(?!=)");

  private final Supplier<Flows> flows;

  /**
   * Prepares to follow values.
   *
   * @param flows solves the program
   */
  FlowRunner(Supplier<Flows> flows) {
    this.flows = flows;
  }

  /**
   * Adds the flows to what was found in each file; a fault of our own costs the flows and nothing
   * else.
   *
   * @param faults takes such a fault
   */
  List<CheckRunner.Result> add(
      List<CheckRunner.Result> results, Workers workers, List<InternalFault> faults) {
    try {
      return followed(results, workers, faults);
    } catch (RuntimeException | StackOverflowError fault) {
      faults.add(
          new InternalFault(
              "", 0, "what goes from function to function", "flows", String.valueOf(fault)));
      return results;
    }
  }

  private static InternalFault fault(FlowProgram program, FlowReview.Fault fault) {
    Body body = program.body(fault.body());
    int line = body.module().text().lineAt(body.span().start());
    return new InternalFault(body.module().path(), line, body.name(), "flows", fault.message());
  }

  private List<CheckRunner.Result> followed(
      List<CheckRunner.Result> results, Workers workers, List<InternalFault> faults) {
    Flows solved = flows.get();
    Map<PythonModule, List<Finding>> found = new HashMap<>();
    FlowReview.Result flowing = solved.review().findings(workers);
    solved
        .program()
        .values()
        .faults()
        .forEach((body, message) ->
            faults.add(fault(solved.program(), new FlowReview.Fault(body, message))));
    flowing.faults().forEach(f -> faults.add(fault(solved.program(), f)));
    for (Finding finding : flowing.findings()) {
      found.computeIfAbsent(finding.place().module(), m -> new ArrayList<>()).add(finding);
    }
    return results.stream()
        .map(r -> joined(r, found.getOrDefault(r.module(), List.of()), solved.review()))
        .toList();
  }

  /** Whether a look at the text alone has said it already. */
  private static boolean isSame(Finding text, Finding flow) {
    return text.weakness().id().equals(flow.weakness().id())
        && (text.place().equals(flow.place()) || assigns(text.place(), flow.place()));
  }

  /** Whether a place is a whole assignment to what the other place names. */
  private static boolean assigns(Place assignment, Place target) {
    return assignment.module() == target.module()
        && assignment.start() == target.start()
        && assignment.end() > target.end()
        && ASSIGNS
            .matcher(assignment.module().text().text())
            .region(target.end(), assignment.end())
            .lookingAt();
  }

  /** Whether a flow shows what a look at the text alone only suspects of the same place. */
  private static boolean settles(Finding flow, Finding finding) {
    return flow.place().equals(finding.place())
        && !finding.weakness().id().equals(flow.weakness().id())
        && finding.weakness().inProduction().equals(flow.weakness().id());
  }

  private static CheckRunner.Result joined(
      CheckRunner.Result result, List<Finding> more, FlowReview review) {
    List<Finding> findings = new ArrayList<>();
    more.stream()
        .filter(flow -> result.findings().stream().noneMatch(text -> isSame(text, flow)))
        .forEach(findings::add);
    result.findings().stream()
        .filter(finding -> more.stream().noneMatch(m -> settles(m, finding)))
        .map(review::settled)
        .forEach(findings::add);
    return new CheckRunner.Result(result.module(), findings, result.faults());
  }
}
