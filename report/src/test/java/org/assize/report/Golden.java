package org.assize.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected outputs as files; {@code -Dassize.golden=write} writes them anew, to be read as a diff.
 */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/org/assize/report");

  private Golden() {}

  static void check(String name, String actual) throws IOException {
    Path golden = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("assize.golden"))) {
      Files.writeString(golden, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}
