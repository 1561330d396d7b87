package org.assize.oracle;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The answers of one reference to a list of files, in their order, read ahead by a few so that both
 * sides work at once.
 *
 * <p>An interpreter that dies at a file (its own stack, its own memory) answers {@link
 * Answer.Beyond} for it and is started again behind it.
 */
final class Answers implements AutoCloseable {
  private static final int AHEAD = 16;

  private final Reference reference;
  private final List<Path> files;
  private final BlockingQueue<Answer> queue = new ArrayBlockingQueue<>(AHEAD);
  private final Thread reader;

  Answers(Reference reference, List<Path> files) {
    this.reference = reference;
    this.files = files;
    this.reader = Thread.ofPlatform().daemon().name("answers").start(this::readAll);
  }

  /** Waits for the answer to the next file. */
  Answer next() throws InterruptedException {
    return queue.take();
  }

  @Override
  public void close() {
    reader.interrupt();
  }

  private void readAll() {
    try {
      for (int done = 0; done < files.size(); ) {
        done += readFrom(done);
        if (done < files.size()) {
          queue.put(new Answer.Beyond("the interpreter ended at this file"));
          done++;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns how many answers one process gave. */
  private int readFrom(int first) throws InterruptedException {
    int count = 0;
    Process process = null;
    try {
      process =
          new ProcessBuilder(reference.command())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (OutputStream paths = process.getOutputStream()) {
        for (Path file : files.subList(first, files.size())) {
          paths.write(file.toString().getBytes(StandardCharsets.UTF_8));
          paths.write(0);
        }
      }
      InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16);
      while (first + count < files.size()) {
        queue.put(read(in));
        count++;
      }
    } catch (IOException e) {
      // The process ended: what it did not answer is asked again, without the file it died at.
    } finally {
      if (process != null) {
        process.destroy();
      }
    }
    return count;
  }

  private static Answer read(InputStream in) throws IOException {
    StringBuilder header = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      header.append((char) c);
    }
    String[] parts = header.toString().split(" ", 3);
    int length = Integer.parseInt(parts[2]);
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException();
    }
    return Answer.of(parts[1], body);
  }
}
