package org.assize.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.assize.report.MapFormat;
import org.assize.review.ReviewRequest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assize map}: how a program is entered. */
@Command(
    name = "map",
    description = "Lists what code outside a program calls in it, and what that reaches.",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class MapCommand implements Callable<Integer> {
  private final MapRun run;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files and folders to map; default: this folder.")
  private List<String> paths = new ArrayList<>();

  @Mixin private final MapOptions options = new MapOptions();

  @Option(names = "--format", paramLabel = "FORMAT", description = "terminal (default) or json.")
  private String format = "terminal";

  /**
   * Creates the command.
   *
   * @param engines makes the engine once it is needed; help needs none
   */
  MapCommand(Supplier<Engine> engines, Surroundings surroundings) {
    run = new MapRun(engines, surroundings);
  }

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    MapFormat chosen =
        MapFormat.parse(format)
            .orElseThrow(
                () -> UnknownWordException.of(command, "--format", format, MapFormat.ids()));
    ReviewRequest request = options.request(command, paths.isEmpty() ? List.of(".") : paths);
    return run.run(command, request, chosen::write);
  }
}
