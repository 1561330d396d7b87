package org.assize.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs whole reviews of a folder of the disk, and keeps what the last one wrote. */
final class RealReview {
  private final Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();
  private byte[] input = {};

  /** Reviews in a folder, which becomes a project of its own. */
  RealReview(Path folder) throws IOException {
    this.folder = folder;
    file("pyproject.toml", "");
  }

  /** Writes a file of the project. */
  RealReview file(String path, String text) throws IOException {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file of the project. */
  RealReview file(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return this;
  }

  /** Sets what comes on standard input. */
  RealReview input(String text) {
    input = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /**
   * Runs {@code assize review}.
   *
   * @param args where {@code @} stands for the folder
   * @return the exit status
   */
  int run(String... args) {
    out.reset();
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("review"));
    for (String arg : args) {
      all.add(arg.replace("@", folder.toString()));
    }
    Surroundings process =
        new Surroundings(new ByteArrayInputStream(input), out, Terminal.NONE, System::nanoTime);
    return Main.run(
        new PrintWriter(out, true, StandardCharsets.UTF_8),
        new PrintWriter(err),
        process,
        all.toArray(String[]::new));
  }

  /** Returns the report. */
  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Returns what was said beside it, with {@code @} for the folder. */
  String err() {
    return err.toString().replace(folder.toString(), "@");
  }
}
