package org.assize.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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

/** Draws a map and writes something of it: what {@code map} and {@code explain} share. */
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

  /** Returns the exit status. */
  int run(CommandLine command, ReviewRequest request, Writer writer) {
    PrintWriter err = command.getErr();
    Optional<ProgressLine> line = progressLine(err);
    Stages stages =
        new Stages(line.isPresent() ? line.get() : Progress.NONE, surroundings.nanoTime());
    try {
      ProgramMap map;
      try {
        map = engines.get().reviewer().map(request, stages);
      } finally {
        line.ifPresent(ProgressLine::erase);
      }
      stages.enter("reporting");
      StringBuilder text = new StringBuilder();
      Terminal terminal = surroundings.terminal();
      boolean coloured = terminal.out() && !terminal.dumb() && !terminal.noColour();
      writer.write(map, terminal.typography(), coloured ? Colour.ON : Colour.OFF, text);
      StandardOutput.write(surroundings.out(), text.toString().getBytes(StandardCharsets.UTF_8));
      for (NotParsed unread : map.unread()) {
        err.println("assize: " + VisibleText.of(unread.path() + ": " + unread.message()));
      }
      return map.unread().isEmpty() ? ExitStatus.CLEAN : ExitStatus.UNUSABLE;
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
