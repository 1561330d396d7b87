package org.assize.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.assize.facts.Area;
import org.assize.facts.Weakness;
import org.assize.program.source.PathFilter;
import org.assize.program.source.SourceTree;
import org.assize.review.CannotReviewException;
import org.assize.review.ReviewRequest;
import org.assize.review.ReviewRequest.StandardInput;
import org.assize.review.Selection;
import org.assize.syntax.PythonVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What to review, within what. */
final class ScopeOptions {
  private static final String STANDARD_INPUT = "-";
  private static final String UNNAMED = "stdin.py";

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files and folders to review, or - for standard input; default: this folder.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--project",
      paramLabel = "DIR",
      description = "The program that the paths are judged within; default: found from the paths.")
  private @Nullable String project;

  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description = "Report only files that match, relative to the program (repeatable).")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Report no files that match, relative to the program (repeatable).")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--stdin-filename",
      paramLabel = "PATH",
      description =
          "The path that standard input is reviewed as, seen from this folder; it replaces the"
              + " file that is there.")
  private @Nullable String stdinFilename;

  @Option(
      names = "--python",
      paramLabel = "3.X",
      description = "Read every file as this version of Python; default: the newest that fits.")
  private @Nullable String python;

  @Mixin private final DependencyOptions dependencies = new DependencyOptions();

  @Option(
      names = "--select",
      paramLabel = "ID|AREA",
      split = ",",
      description = "Look only for these weaknesses and areas.")
  private List<String> select = new ArrayList<>();

  @Option(
      names = "--ignore",
      paramLabel = "ID|AREA",
      split = ",",
      description = "Do not look for these weaknesses and areas.")
  private List<String> ignore = new ArrayList<>();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Threads to use; default: one for each processor.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  /**
   * Returns what is asked for, after reading standard input where that is it.
   *
   * @throws ParameterException where the options make no sense
   * @throws CannotReviewException where standard input holds nothing
   */
  ReviewRequest request(CommandLine command, List<Weakness> weaknesses, InputStream in)
      throws IOException, CannotReviewException {
    if (jobs < 1) {
      throw new ParameterException(command, "--jobs needs a number of at least 1, not " + jobs);
    }
    if (python != null && PythonVersion.parse(python).isEmpty()) {
      throw UnknownWordException.of(command, "--python", python, versions());
    }
    if (project != null) {
      DependencyOptions.checkFolder(command, "--project", project);
    }
    checkPatterns(command, "--include", include);
    checkPatterns(command, "--exclude", exclude);
    Selection selection = selection(command, weaknesses);
    StandardInput stdin = standardInput(command, in);
    return new ReviewRequest(
        stdin == null && paths.isEmpty() ? List.of(".") : stdin == null ? paths : List.of(),
        stdin,
        project,
        include,
        exclude,
        python,
        dependencies.dependencies(command),
        selection,
        jobs);
  }

  private Selection selection(CommandLine command, List<Weakness> weaknesses) {
    Selection selection =
        new Selection(
            words(command, "--select", select, weaknesses),
            words(command, "--ignore", ignore, weaknesses));
    if (weaknesses.stream().noneMatch(w -> selection.includes(w.area(), w.id()))) {
      throw new ParameterException(
          command, "--select and --ignore leave nothing to look for; drop one of their words");
    }
    return selection;
  }

  private static void checkPatterns(CommandLine command, String option, List<String> patterns) {
    for (String pattern : patterns) {
      if (!PathFilter.isPattern(pattern)) {
        throw new ParameterException(
            command,
            "%s: '%s' can match no file; write a pattern as in .gitignore, for example gen/**/*.py"
                .formatted(option, pattern));
      }
    }
  }

  private static List<String> versions() {
    List<String> all = new ArrayList<>();
    for (int minor = 0; minor <= PythonVersion.NEWEST.minor(); minor++) {
      all.add("3." + minor);
    }
    return all;
  }

  private @Nullable StandardInput standardInput(CommandLine command, InputStream in)
      throws IOException, CannotReviewException {
    if (!paths.contains(STANDARD_INPUT)) {
      if (stdinFilename != null) {
        throw new ParameterException(command, "--stdin-filename is for - as the path");
      }
      return null;
    }
    if (paths.size() > 1) {
      throw new ParameterException(command, "- stands alone: standard input is one file");
    }
    byte[] bytes = in.readNBytes((int) SourceTree.MAX_BYTES + 1);
    if (stdinFilename == null && bytes.length == 0) {
      // Most likely what should have written it failed; no verdict may come of that.
      throw new CannotReviewException(
          "nothing to review: standard input is empty. For a file that is meant to be empty, name"
              + " it with --stdin-filename.");
    }
    if (bytes.length > SourceTree.MAX_BYTES) {
      throw new CannotReviewException(
          String.format(
              Locale.ROOT,
              "standard input has more than the %,d bytes that are read. Review it in parts.",
              SourceTree.MAX_BYTES));
    }
    return new StandardInput(stdinFilename == null ? unnamed() : stdinFilename, bytes);
  }

  /** A text without a name belongs to the program that is given, or else to this folder. */
  private String unnamed() {
    return project == null ? UNNAMED : Path.of(project).resolve(UNNAMED).toString();
  }

  private static Set<String> words(
      CommandLine command, String option, List<String> words, List<Weakness> weaknesses) {
    Set<String> valid = new TreeSet<>(weaknesses.stream().map(Weakness::id).toList());
    valid.addAll(Arrays.stream(Area.values()).map(Area::id).toList());
    for (String word : words) {
      if (!valid.contains(word)) {
        throw UnknownWordException.of(command, option, word, "weakness and no area", valid);
      }
    }
    return Set.copyOf(words);
  }
}
