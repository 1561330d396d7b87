package org.assize.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Status;
import org.assize.report.Colour;
import org.assize.report.ReportFormat;
import org.assize.report.Show;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which reports, and where they go. */
final class ReportArguments {
  private static final List<String> SHOWN =
      List.of("auto", "defects", "undecided", "cautions", "refuted", "all");
  private static final List<String> COLOURS = List.of("auto", "always", "never");

  @Option(
      names = "--show",
      paramLabel = "WHICH",
      split = ",",
      description =
          "What to list: auto, defects, undecided, cautions, refuted, all. auto lists everything"
              + " for 10 files or fewer, else defects, undecided and one line per area.")
  private List<String> show = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "terminal (default), markdown, json or sarif.")
  private String format = "terminal";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Write the report to a file; the verdict still appears on standard error. - is standard"
              + " output, as without the option.")
  private String output = "-";

  @Option(
      names = "--report",
      paramLabel = "FORMAT=FILE",
      description = "Write a further report to a file (repeatable).")
  private List<String> reports = new ArrayList<>();

  @Option(names = "--color", paramLabel = "WHEN", description = "auto (default), always or never.")
  private String colour = "auto";

  /**
   * A report to a file.
   *
   * @param format of it
   * @param file it goes to
   */
  record Target(ReportFormat format, ReportFile file) {}

  /**
   * What to write.
   *
   * @param format of the main report
   * @param file it goes to, or nothing for standard output
   * @param others further reports
   * @param show what is listed
   * @param colour of the main report
   */
  record Plan(
      ReportFormat format,
      Optional<ReportFile> file,
      List<Target> others,
      Show show,
      Colour colour) {}

  /**
   * Returns what is asked for.
   *
   * @throws ParameterException where a word is not valid
   * @throws CannotWriteException where a file has no place
   */
  Plan plan(CommandLine command, Terminal terminal) throws CannotWriteException {
    ReportFormat main = format(command, "--format", format);
    Optional<ReportFile> file =
        toStandardOutput() ? Optional.empty() : Optional.of(ReportFile.at(output));
    List<Target> others = new ArrayList<>();
    for (String report : reports) {
      others.add(target(command, report));
    }
    Set<Path> places = new HashSet<>();
    file.ifPresent(place -> places.add(place.target()));
    for (Target other : others) {
      if (!places.add(other.file.target())) {
        throw new ParameterException(
            command, "two reports go to the same file: " + other.file.target());
      }
    }
    return new Plan(main, file, others, show(command), colour(command, terminal));
  }

  private boolean toStandardOutput() {
    return output.equals("-");
  }

  private static Target target(CommandLine command, String report) throws CannotWriteException {
    int equals = report.indexOf('=');
    if (equals < 0) {
      throw new ParameterException(
          command, "--report needs FORMAT=FILE, for example sarif=assize.sarif");
    }
    ReportFormat format = format(command, "--report", report.substring(0, equals));
    return new Target(format, ReportFile.at(report.substring(equals + 1)));
  }

  private static ReportFormat format(CommandLine command, String option, String word) {
    List<String> valid = ReportFormat.all().stream().map(ReportFormat::id).toList();
    return ReportFormat.parse(word)
        .orElseThrow(() -> UnknownWordException.of(command, option, word, valid));
  }

  private Show show(CommandLine command) {
    Set<Status> statuses = EnumSet.noneOf(Status.class);
    for (String word : show) {
      switch (word) {
        case "auto" -> {}
        case "all" -> statuses.addAll(EnumSet.allOf(Status.class));
        case "defects" -> statuses.add(Status.DEFECT);
        case "undecided" -> statuses.add(Status.UNDECIDED);
        case "cautions" -> statuses.add(Status.CAUTION);
        case "refuted" -> statuses.add(Status.REFUTED);
        default -> throw UnknownWordException.of(command, "--show", word, SHOWN);
      }
    }
    return statuses.isEmpty() ? Show.AUTO : Show.only(statuses);
  }

  private Colour colour(CommandLine command, Terminal terminal) {
    return switch (colour) {
      case "always" -> Colour.ON;
      case "never" -> Colour.OFF;
      case "auto" -> {
        boolean wanted = terminal.out() && !terminal.dumb() && !terminal.noColour();
        yield wanted && toStandardOutput() ? Colour.ON : Colour.OFF;
      }
      default -> throw UnknownWordException.of(command, "--color", colour, COLOURS);
    };
  }
}
