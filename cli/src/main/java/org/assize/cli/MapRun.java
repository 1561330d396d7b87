package org.assize.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.assize.report.Colour;
import org.assize.report.Typography;
import org.assize.report.VisibleText;
import org.assize.review.CannotReviewException;
import org.assize.review.Coverage.NotParsed;
import org.assize.review.ProgramMap;
import org.assize.review.Progress;
import org.assize.review.ReviewRequest;
import picocli.CommandLine;

/** Asks the engine and writes its answer: what {@code map} and {@code explain} share. */
final class MapRun {
  private final Supplier<Engine> engines;
  private final Surroundings surroundings;

  MapRun(Supplier<Engine> engines, Surroundings surroundings) {
    this.engines = engines;
    this.surroundings = surroundings;
  }

  /** Writes a map. */
  interface Writer {
    void write(ProgramMap map, Typography typography, Colour colour, Appendable out)
        throws IOException;
  }

  /** Asks and writes the answer. */
  interface Question {
    /** Returns what was named and could not be read. */
    List<NotParsed> ask(Engine engine, Progress progress, Page page)
        throws CannotReviewException, IOException;
  }

  /**
   * Where an answer goes.
   *
   * @param typography of the terminal
   * @param colour of the terminal
   * @param text takes the answer
   */
  record Page(Typography typography, Colour colour, StringBuilder text) {}

  /** Draws a map; returns the exit status. */
  int run(CommandLine command, ReviewRequest request, Writer writer) {
    return run(
        command,
        (engine, progress, page) -> {
          ProgramMap map = engine.reviewer().map(request, progress);
          writer.write(map, page.typography(), page.colour(), page.text());
          return map.unread();
        });
  }

  /** Returns the exit status. */
  int run(CommandLine command, Question question) {
    PrintWriter err = command.getErr();
    Optional<ProgressLine> line = progressLine(err);
    Stages stages =
        new Stages(line.isPresent() ? line.get() : Progress.NONE, surroundings.nanoTime());
    try {
      Terminal terminal = surroundings.terminal();
      boolean coloured = terminal.out() && !terminal.dumb() && !terminal.noColour();
      Page page =
          new Page(terminal.typography(), coloured ? Colour.ON : Colour.OFF, new StringBuilder());
      List<NotParsed> unread;
      try {
        unread = question.ask(engines.get(), stages, page);
      } finally {
        line.ifPresent(ProgressLine::erase);
      }
      StandardOutput.write(
          surroundings.out(), page.text().toString().getBytes(StandardCharsets.UTF_8));
      for (NotParsed one : unread) {
        err.println("assize: " + VisibleText.of(one.path() + ": " + one.message()));
      }
      return unread.isEmpty() ? ExitStatus.CLEAN : ExitStatus.UNUSABLE;
    } catch (CannotReviewException | CannotWriteException e) {
      err.println("assize: " + VisibleText.of(String.valueOf(e.getMessage())));
      return ExitStatus.UNUSABLE;
    } catch (IOException | RuntimeException | Error fault) {
      throw new StageFault(stages.current(), fault);
    } finally {
      err.flush();
    }
  }

  private Optional<ProgressLine> progressLine(PrintWriter err) {
    Terminal terminal = surroundings.terminal();
    return terminal.err() && !terminal.dumb()
        ? Optional.of(new ProgressLine(err, surroundings.nanoTime()))
        : Optional.empty();
  }
}
