package org.assize.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assize.knowledge.Knowledge;
import org.junit.jupiter.api.Test;

/** What is generated of the knowledge is never stale; {@code ./dev golden} writes it anew. */
class GeneratedDocsTest {
  private static final Path DOCS =
      Path.of(System.getProperty("assize.root", "..")).toAbsolutePath().normalize().resolve("docs");

  @Test
  void coverage() throws IOException {
    check("coverage.md", CoverageDoc.of(Knowledge.load()));
  }

  @Test
  void libraries() throws IOException {
    check("libraries.md", LibrariesDoc.of(Knowledge.load()));
  }

  private static void check(String name, String generated) throws IOException {
    Path page = DOCS.resolve(name);
    if ("write".equals(System.getProperty("assize.golden"))) {
      Files.writeString(page, generated);
    } else {
      assertThat(page).content().isEqualTo(generated);
    }
  }
}
