package org.assize.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Writes to standard output. */
final class StandardOutput {
  private StandardOutput() {}

  /** Writes everything, or as much as the reader wants. */
  static void write(OutputStream out, byte[] bytes) throws CannotWriteException {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      if (!readerLeft(e)) {
        throw new CannotWriteException(
            "cannot write to standard output: %s. Name a file with --output."
                .formatted(ReportFile.reason(e)));
      }
    }
  }

  /** Whoever reads has seen enough, as {@code head} has; that is no fault of anybody. */
  private static boolean readerLeft(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("broken pipe") || message.contains("pipe is being closed");
  }
}
