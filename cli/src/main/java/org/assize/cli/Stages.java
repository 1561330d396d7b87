package org.assize.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.assize.review.Phase;
import org.assize.review.Progress;

/** Keeps what a review went through: which stage it is in, and what each took. */
final class Stages implements Progress {
  private record Stage(String name, long started, AtomicInteger files) {}

  private final Progress next;
  private final LongSupplier clock;
  private final long started;
  private final List<Stage> stages = new ArrayList<>();
  private volatile Stage current;

  /**
   * Starts with preparing.
   *
   * @param next hears everything too
   */
  Stages(Progress next, LongSupplier clock) {
    this.next = next;
    this.clock = clock;
    this.started = clock.getAsLong();
    this.current = new Stage("preparing", started, new AtomicInteger());
    stages.add(current);
  }

  @Override
  public void phase(Phase phase, int files) {
    enter(phase.toString());
    next.phase(phase, files);
  }

  /** Enters a stage that is none of the review's own. */
  void enter(String name) {
    current = new Stage(name, clock.getAsLong(), new AtomicInteger());
    stages.add(current);
  }

  @Override
  public void fileDone() {
    current.files.incrementAndGet();
    next.fileDone();
  }

  /** Returns what is being done. */
  String current() {
    return current.name;
  }

  /** Writes what each stage took, and the memory in use. */
  void write(PrintWriter err) {
    long end = clock.getAsLong();
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      long until = i + 1 < stages.size() ? stages.get(i + 1).started : end;
      int files = stage.files.get();
      err.printf(
          Locale.ROOT,
          "%-14s %8.3f s%s%n",
          stage.name,
          (until - stage.started) / 1e9,
          files == 0 ? "" : String.format(Locale.ROOT, "  %,d files", files));
    }
    Runtime runtime = Runtime.getRuntime();
    long megabytes = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    err.printf(
        Locale.ROOT, "%-14s %8.3f s  %,d MB in use%n", "total", (end - started) / 1e9, megabytes);
  }
}
