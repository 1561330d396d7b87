package org.assize.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.assize.knowledge.Knowledge;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside this class, and that of the knowledge. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"assize %s, knowledge %s".formatted(read(), Knowledge.load().version())};
  }

  /** Returns the version of the program alone. */
  static String read() {
    try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new IllegalStateException("version.txt is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
