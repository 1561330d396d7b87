package org.assize.base;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Applies a function to the elements of a list on several threads, with results in the list's
 * order.
 *
 * <p>The threads have room for recursion over the highest tree that the parser makes. A call from
 * one of them runs on the calling thread alone.
 */
public final class Workers {
  private static final long STACK_BYTES = 256L << 20;

  private final int threads;

  private Workers(int threads) {
    this.threads = threads;
  }

  /**
   * Uses that many threads.
   *
   * @param threads at least 1
   */
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
    return new Workers(threads);
  }

  /**
   * Applies a function to each element. The first failure, in the order of its time, ends the run
   * and is thrown again.
   */
  public <T, R> List<R> map(List<T> inputs, Function<? super T, ? extends R> function) {
    if (inputs.isEmpty()) {
      return List.of();
    }
    List<R> results = new ArrayList<>(Collections.nCopies(inputs.size(), null));
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable work =
        () -> {
          int i = next.getAndIncrement();
          while (i < inputs.size() && failure.get() == null) {
            try {
              results.set(i, function.apply(inputs.get(i)));
            } catch (Throwable e) { // handed to the caller's thread below
              failure.compareAndSet(null, e);
            }
            i = next.getAndIncrement();
          }
        };
    run(work, Math.min(threads, inputs.size()));
    rethrow(failure.get());
    return results;
  }

  /** Runs something that recurses deeply, on one thread with room for it. */
  public static <R> R deeply(Supplier<R> work) {
    return of(1).map(List.of(work), Supplier::get).get(0);
  }

  private static void run(Runnable work, int count) {
    if (Thread.currentThread() instanceof Worker) {
      work.run();
      return;
    }
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Worker(work, i);
      thread.start();
      started.add(thread);
    }
    for (Thread thread : started) {
      join(thread);
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(@Nullable Throwable failure) {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  private static final class Worker extends Thread {
    private Worker(Runnable work, int number) {
      super(null, work, "worker-" + number, STACK_BYTES);
      setDaemon(true);
    }
  }
}
