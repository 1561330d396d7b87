package org.assize.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.review.Dependencies;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the code of imported packages is. */
final class DependencyOptions {
  @Option(
      names = "--deps",
      paramLabel = "DIR",
      description =
          "Where the code of imported packages is (repeatable); it is read, not reviewed."
              + " Default: the project's virtual environment.")
  private List<String> deps = new ArrayList<>();

  @Option(names = "--no-deps", description = "Read no code of imported packages.")
  private boolean noDeps;

  /**
   * Returns where it is looked up.
   *
   * @throws ParameterException where the options make no sense
   */
  Dependencies dependencies(CommandLine command) {
    return named(command).orElseGet(Dependencies.VirtualEnvironment::new);
  }

  /**
   * Returns where it is looked up by the user's own words.
   *
   * @throws ParameterException where the options make no sense
   */
  Optional<Dependencies> named(CommandLine command) {
    if (noDeps && !deps.isEmpty()) {
      throw new ParameterException(command, "--deps and --no-deps contradict each other");
    }
    for (String folder : deps) {
      checkFolder(command, "--deps", folder);
    }
    if (noDeps) {
      return Optional.of(new Dependencies.None());
    }
    return deps.isEmpty() ? Optional.empty() : Optional.of(new Dependencies.Folders(deps));
  }

  /**
   * Refuses the value of an option that is to be a folder and is none.
   *
   * @throws ParameterException if it is none
   */
  static void checkFolder(CommandLine command, String option, String folder) {
    boolean found;
    try {
      found = !folder.isEmpty() && Files.isDirectory(Path.of(folder));
    } catch (InvalidPathException e) {
      found = false; // no folder can have such a name
    }
    if (!found) {
      throw new ParameterException(
          command, "%s needs a folder, and '%s' is none".formatted(option, folder));
    }
  }
}
