package org.assize.bench;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assize.oracle.Checkout;

/** A CPython that times {@code ast.parse} over the same texts, a round on each request. */
final class PythonTimer implements AutoCloseable {
  private final Path list;
  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;
  private final String version;

  /**
   * Starts it and waits until it has read the files.
   *
   * @throws IOException if it does not start or cannot read a file
   */
  PythonTimer(String executable, List<Path> files) throws IOException {
    list = Files.createTempFile("assize-bench-", ".txt");
    ByteArrayOutputStream paths = new ByteArrayOutputStream();
    for (Path file : files) {
      paths.writeBytes(file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
      paths.write(0);
    }
    Files.write(list, paths.toByteArray());
    String script = Checkout.locate().script("ast_time.py");
    process =
        new ProcessBuilder(executable, "-I", "-S", "-B", script, list.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    requests = process.outputWriter(StandardCharsets.UTF_8);
    String ready = answer();
    version = ready.substring(ready.lastIndexOf(' ') + 1);
  }

  /** Returns its version. */
  String version() {
    return version;
  }

  /** Returns the nanoseconds of one round over all files. */
  double round() throws IOException {
    requests.write("\n");
    requests.flush();
    return Double.parseDouble(answer()) * 1e9;
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("python ended without an answer");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
    Files.deleteIfExists(list);
  }
}
