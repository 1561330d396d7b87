package org.assize.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.assize.knowledge.Knowledge;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside this class, and that of the knowledge. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return new String[] {"assize %s, knowledge %s".formatted(read(), Knowledge.load().version())};
  }

  /** Returns the version of the program alone. */
  static String read() throws IOException {
    try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new IOException("version.txt is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
