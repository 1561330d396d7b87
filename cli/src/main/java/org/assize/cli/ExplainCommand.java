package org.assize.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.assize.report.MapFormat;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assize explain}: what a file is for, and who reaches what is in it. */
@Command(
    name = "explain",
    description = "Says what role a file has and why, and who reaches its functions.",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class ExplainCommand implements Callable<Integer> {
  private final MapRun run;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The file, or a folder for each file in it.")
  @SuppressWarnings("NullAway.Init") // picocli refuses to go on without it
  private String file;

  @Mixin private final MapOptions options = new MapOptions();

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
    CommandLine command = spec.commandLine();
    return run.run(command, options.request(command, List.of(file)), MapFormat::explain);
  }
}
