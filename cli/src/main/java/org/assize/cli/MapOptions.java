package org.assize.cli;

import java.util.List;
import org.assize.review.Dependencies;
import org.assize.review.ReviewRequest;
import org.assize.review.Selection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Within what a map is drawn. */
final class MapOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(
      names = "--project",
      paramLabel = "DIR",
      description = "The program that the paths belong to; default: found from the paths.")
  private @Nullable String project;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Threads to use; default: one for each processor.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  /**
   * Returns what is asked for. Packages that the program imports are not read: what calls it from
   * there is what a map shows.
   *
   * @throws ParameterException where the options make no sense
   */
  ReviewRequest request(CommandLine command, List<String> paths) {
    return request(command, paths, new Dependencies.None());
  }

  /**
   * Returns the same, with what the program imports where the user names it.
   *
   * @throws ParameterException where the options make no sense
   */
  ReviewRequest request(CommandLine command, List<String> paths, DependencyOptions dependencies) {
    return request(command, paths, dependencies.named(command).orElseGet(Dependencies.None::new));
  }

  /**
   * Returns what is asked for, as a review would look at it.
   *
   * @throws ParameterException where the options make no sense
   */
  ReviewRequest reviewed(CommandLine command, List<String> paths, DependencyOptions dependencies) {
    return request(command, paths, dependencies.dependencies(command));
  }

  private ReviewRequest request(
      CommandLine command, List<String> paths, Dependencies dependencies) {
    if (jobs < 1) {
      throw new ParameterException(command, "--jobs needs a number of at least 1, not " + jobs);
    }
    if (project != null) {
      DependencyOptions.checkFolder(command, "--project", project);
    }
    return new ReviewRequest(
        paths, null, project, List.of(), List.of(), null, dependencies, Selection.ALL, jobs);
  }
}
