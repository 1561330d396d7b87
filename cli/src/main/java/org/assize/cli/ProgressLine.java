package org.assize.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.assize.review.Progress;

/**
 * One line on a terminal that says how far a review is, and is gone when it ends. The time that
 * remains is that of the phase, at the speed it had so far.
 */
final class ProgressLine implements Progress {
  private static final String ERASE = "\r\u001b[K";
  private static final long SECOND = 1_000_000_000L;
  private static final long BETWEEN = SECOND / 10;

  private final PrintWriter err;
  private final LongSupplier clock;
  private String phase = "";
  private int files;
  private int done;
  private long started;
  private long shown;

  ProgressLine(PrintWriter err, LongSupplier clock) {
    this.err = err;
    this.clock = clock;
  }

  @Override
  public synchronized void phase(String name, int total) {
    phase = name;
    files = total;
    done = 0;
    started = clock.getAsLong();
    show(started);
  }

  @Override
  public synchronized void fileDone() {
    done++;
    long now = clock.getAsLong();
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
    err.print(ERASE + phase);
    if (files > 0) {
      err.printf(Locale.ROOT, "  %,d of %,d files", done, files);
      long elapsed = now - started;
      if (done > 0 && done < files && elapsed >= SECOND / 2) {
        long left = (long) ((double) elapsed / done * (files - done));
        err.print(", " + time(left) + " left");
      }
    }
    err.flush();
  }

  /** Rounded up: nobody minds to be early. */
  private static String time(long nanos) {
    long seconds = (nanos + SECOND - 1) / SECOND;
    return seconds < 60 ? seconds + " s" : (seconds + 59) / 60 + " min";
  }
}
