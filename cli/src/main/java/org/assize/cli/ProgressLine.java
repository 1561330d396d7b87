package org.assize.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.assize.review.Phase;
import org.assize.review.Progress;

/**
 * One line on a terminal that says how far a review is, and is gone when it ends. The time that
 * remains is told in the last phase only: before, nobody knows how long that phase will take. It is
 * told at the speed since the first file was done, for that one pays for what all of them share.
 */
final class ProgressLine implements Progress {
  private static final String ERASE = "\r\u001b[K";

  /** A line that is cut at a narrow terminal's edge can be erased, a wrapped one cannot. */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";
  private static final long SECOND = 1_000_000_000L;
  private static final long BETWEEN = SECOND / 10;

  private final PrintWriter err;
  private final LongSupplier clock;
  private Phase phase = Phase.FINDING;
  private int files;
  private int done;
  private long firstDone;
  private long shown;

  ProgressLine(PrintWriter err, LongSupplier clock) {
    this.err = err;
    this.clock = clock;
  }

  @Override
  public synchronized void phase(Phase begun, int total) {
    phase = begun;
    files = total;
    done = 0;
    show(clock.getAsLong());
  }

  @Override
  public synchronized void fileDone() {
    done++;
    long now = clock.getAsLong();
    if (done == 1) {
      firstDone = now;
    }
    if (now - shown >= BETWEEN) {
      show(now);
    }
  }

  /** Takes the line away. */
  synchronized void erase() {
    err.print(ERASE);
    err.flush();
  }

  private void show(long now) {
    shown = now;
    err.print(ERASE + NO_WRAP + phase);
    if (files > 0) {
      err.printf(Locale.ROOT, "  %,d of %,d files", done, files);
      long elapsed = now - firstDone;
      boolean known = done > 1 && done < files && elapsed >= SECOND / 2;
      if (known && phase == Phase.REVIEWING) {
        long left = (long) ((double) elapsed / (done - 1) * (files - done));
        err.print(", " + time(left) + " left");
      }
    }
    err.print(WRAP);
    err.flush();
  }

  /** Rounded up: nobody minds to be early. */
  private static String time(long nanos) {
    long seconds = (nanos + SECOND - 1) / SECOND;
    return seconds < 60 ? seconds + " s" : (seconds + 59) / 60 + " min";
  }
}
