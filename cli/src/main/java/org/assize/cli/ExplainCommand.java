package org.assize.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.assize.report.Explanations;
import org.assize.report.MapFormat;
import org.assize.report.ReportOptions;
import org.assize.review.CannotReviewException;
import org.assize.review.LineExplanation;
import org.assize.review.Observation;
import org.assize.review.ReviewRequest;
import org.assize.review.Reviewed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assize explain}: what is known of a file, a line, a finding or a weakness. */
@Command(
    name = "explain",
    description = "Says what is known of a file, one of its lines, a finding or a weakness.",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class ExplainCommand implements Callable<Integer> {
  private final MapRun run;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FILE|FILE:LINE|FINGERPRINT|ID",
      description = {
        "A file or folder: its role and why, and who reaches its functions.",
        "A line: who reaches it, what its values reach, and what a review makes of them.",
        "A finding's id, or the beginning of it: every step, and what its weakness is about.",
        "A weakness: its page of the manual."
      })
  @SuppressWarnings("NullAway.Init") // picocli refuses to go on without it
  private String subject;

  @Parameters(
      index = "1..*",
      paramLabel = "PATH",
      description = "Files and folders that a FINGERPRINT is looked up in; default: this folder.")
  private List<String> paths = new ArrayList<>();

  @Mixin private final MapOptions options = new MapOptions();

  @Mixin private final DependencyOptions dependencies = new DependencyOptions();

  /**
   * Creates the command.
   *
   * @param engines makes the engine once it is needed; help needs none
   */
  ExplainCommand(Supplier<Engine> engines, Surroundings surroundings) {
    run = new MapRun(engines, surroundings);
  }

  @Override
  public Integer call() {
    Subject parsed = Subject.parse(subject);
    if (!paths.isEmpty() && !(parsed instanceof Subject.Fingerprint)) {
      throw new ParameterException(
          spec.commandLine(), "only a finding's id is looked up in paths: " + paths.getFirst());
    }
    return switch (parsed) {
      case Subject.File f ->
          run.run(
              command(),
              options.request(command(), List.of(f.path()), dependencies),
              MapFormat::explain);
      case Subject.Line l -> line(l);
      case Subject.Fingerprint f -> finding(f.prefix());
      case Subject.Word w -> word(w.text());
    };
  }

  private CommandLine command() {
    return spec.commandLine();
  }

  private int line(Subject.Line line) {
    ReviewRequest request = options.reviewed(command(), List.of(line.path()), dependencies);
    return run.run(
        command(),
        (engine, progress, page) -> {
          LineExplanation found = engine.reviewer().explain(request, line.number(), progress);
          Explanations.line(found, page.typography(), page.colour(), page.text());
          return List.of();
        });
  }

  private int finding(String prefix) {
    List<String> where = paths.isEmpty() ? List.of(".") : paths;
    ReviewRequest request = options.reviewed(command(), where, dependencies);
    return run.run(
        command(),
        (engine, progress, page) -> {
          Reviewed reviewed = engine.reviewer().review(request, progress);
          Observation found = only(prefix, where, reviewed.review().observations());
          Explanations.observations(
              List.of(found),
              reviewed.review(),
              ReportOptions.of(reviewed.sources(), engine.manual())
                  .with(page.typography(), page.colour()),
              page.text());
          return reviewed.unread();
        });
  }

  private static Observation only(String prefix, List<String> where, List<Observation> all)
      throws CannotReviewException {
    List<Observation> found =
        all.stream().filter(seen -> seen.fingerprint().startsWith(prefix)).toList();
    if (found.isEmpty()) {
      String paths = String.join(" ", where);
      throw new CannotReviewException(
          "no finding with that fingerprint in %s: run assize review --show all %s"
              .formatted(paths, paths));
    }
    if (found.size() > 1) {
      throw new CannotReviewException(
          "%s begins %d fingerprints: %s"
              .formatted(
                  prefix,
                  found.size(),
                  String.join(", ", found.stream().map(Observation::fingerprint).toList())));
    }
    return found.getFirst();
  }

  /** A page of the manual; what is none was meant as a path. */
  private int word(String text) {
    return run.run(
        command(),
        (engine, progress, page) -> {
          page.text().append(engine.manual().page(text).orElseThrow(() -> unknown(text, engine)));
          return List.of();
        });
  }

  private static CannotReviewException unknown(String text, Engine engine) {
    List<String> ids = engine.reviewer().weaknesses().stream().map(w -> w.id()).toList();
    String nearest = Nearest.to(text, ids).map(id -> " Did you mean " + id + "?").orElse("");
    return new CannotReviewException(
        "no such file or folder, and no weakness of that name: " + text + "." + nearest);
  }
}
