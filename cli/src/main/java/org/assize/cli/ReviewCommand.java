package org.assize.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.assize.cli.ReportArguments.Plan;
import org.assize.cli.ReportArguments.Target;
import org.assize.facts.Severity;
import org.assize.report.ReportFormat;
import org.assize.report.ReportOptions;
import org.assize.report.Typography;
import org.assize.report.VisibleText;
import org.assize.review.CannotReviewException;
import org.assize.review.Coverage.NotParsed;
import org.assize.review.Progress;
import org.assize.review.Review;
import org.assize.review.ReviewRequest;
import org.assize.review.Reviewed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assize review}: from arguments to reports and an exit status. */
@Command(
    name = "review",
    description = "Reviews Python code and ends with a verdict.",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class ReviewCommand implements Callable<Integer> {
  private final Supplier<Engine> engines;
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Mixin private final ScopeOptions scope = new ScopeOptions();
  @Mixin private final ReportArguments reports = new ReportArguments();
  @Mixin private final ExitOptions exit = new ExitOptions();

  @Option(names = "--stats", description = "Say on standard error what each stage took.")
  private boolean stats;

  @Option(
      names = "--quiet",
      description = "Nothing on standard error but faults: no progress, no verdict.")
  private boolean quiet;

  /**
   * Creates the command.
   *
   * @param engines makes the engine once it is needed; help needs none
   */
  ReviewCommand(Supplier<Engine> engines, Surroundings surroundings) {
    this.engines = engines;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Optional<ProgressLine> line = progressLine(err);
    Progress heard = line.isPresent() ? line.get() : Progress.NONE;
    Stages stages = new Stages(heard, surroundings.nanoTime());
    try {
      return review(stages, line, err);
    } catch (CannotReviewException | CannotWriteException e) {
      err.println("assize: " + VisibleText.of(String.valueOf(e.getMessage())));
      return ExitStatus.UNUSABLE;
    } catch (ParameterException wrongUsage) {
      throw wrongUsage;
    } catch (IOException | RuntimeException | Error fault) {
      throw new StageFault(stages.current(), fault);
    } finally {
      err.flush();
    }
  }

  private Optional<ProgressLine> progressLine(PrintWriter err) {
    Terminal terminal = surroundings.terminal();
    boolean wanted = terminal.err() && !terminal.dumb() && !quiet;
    return wanted ? Optional.of(new ProgressLine(err, surroundings.nanoTime())) : Optional.empty();
  }

  private int review(Stages stages, Optional<ProgressLine> line, PrintWriter err)
      throws CannotReviewException, CannotWriteException, IOException {
    CommandLine command = spec.commandLine();
    Plan plan = reports.plan(command, surroundings.terminal());
    Optional<Severity> threshold = exit.threshold(command);
    Engine engine = engines.get();
    ReviewRequest request =
        scope.request(command, engine.reviewer().weaknesses(), surroundings.in());
    Reviewed reviewed;
    try {
      reviewed = engine.reviewer().review(request, stages);
    } finally {
      line.ifPresent(ProgressLine::erase);
    }
    Review review = reviewed.review().only(request.selection());
    stages.enter("reporting");
    ReportOptions options = ReportOptions.of(reviewed.sources(), engine.manual()).with(plan.show());
    write(plan, review, options, err);
    if (stats) {
      stages.write(err);
    }
    for (NotParsed unread : reviewed.unread()) {
      err.println("assize: " + VisibleText.of(unread.path() + ": " + unread.message()));
    }
    return reviewed.unread().isEmpty() ? exit.status(review, threshold) : ExitStatus.UNUSABLE;
  }

  /** Writes every report that can be written; fails then, if there is one that cannot. */
  private void write(Plan plan, Review review, ReportOptions options, PrintWriter err)
      throws CannotWriteException, IOException {
    Optional<CannotWriteException> failure = Optional.empty();
    for (Target other : plan.others()) {
      try {
        other.file().write(render(other.format(), review, options));
      } catch (CannotWriteException e) {
        failure = failure.or(() -> Optional.of(e));
      }
    }
    writeMain(plan, review, options, err);
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void writeMain(Plan plan, Review review, ReportOptions options, PrintWriter err)
      throws CannotWriteException, IOException {
    if (plan.file().isPresent()) {
      ReportOptions here = options.with(Typography.UNICODE, plan.colour());
      plan.file().get().write(render(plan.format(), review, here));
      if (!quiet) {
        err.println(review.verdict().sentence());
      }
    } else {
      Terminal terminal = surroundings.terminal();
      ReportOptions here =
          options.with(terminal.typography(), plan.colour()).withColumns(terminal.columns());
      StandardOutput.write(
          surroundings.out(), render(plan.format(), review, here).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** In memory first: half a report is worse than none. */
  private static String render(ReportFormat format, Review review, ReportOptions options)
      throws IOException {
    StringBuilder text = new StringBuilder();
    format.write(review, options, text);
    return text.toString();
  }
}
