package org.assize.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.base.Workers;
import org.assize.facts.Facts;
import org.assize.knowledge.Example;
import org.assize.knowledge.Knowledge;
import org.assize.program.Program;
import org.assize.program.ProgramFile;
import org.assize.program.PythonModule;
import org.assize.program.Resolver;
import org.assize.syntax.Parser;
import org.assize.syntax.SourceDecoder;
import org.assize.value.ProgramValues;
import org.assize.value.interpret.Interpretation;
import org.junit.jupiter.api.Test;

/** One thread and eight find the same: all examples of the value pages, as one program. */
class SameForAnyThreadsTest {
  private static final Path PAGES =
      Path.of(System.getProperty("assize.root", ".."), "testkit/src/test/resources/values");

  @Test
  void oneThreadFindsWhatEightFind() throws IOException {
    List<ProgramFile> files = files();
    Facts facts = Knowledge.load().facts();
    ProgramValues one = values(files, facts, 1);
    ProgramValues eight = values(files, facts, 8);
    assertThat(one.bodies().size()).isEqualTo(eight.bodies().size()).isGreaterThan(500);
    for (int body = 0; body < one.bodies().size(); body++) {
      assertThat(shown(eight.interpretation(body)))
          .as(one.bodies().get(body).name())
          .isEqualTo(shown(one.interpretation(body)));
    }
  }

  private static ProgramValues values(List<ProgramFile> files, Facts facts, int threads) {
    return ProgramValues.of(new Resolver(Program.of(files, Workers.of(threads))), facts);
  }

  private static String shown(Interpretation found) {
    return found.values() + "\n" + found.reached() + "\n" + found.effects().calls();
  }

  private static List<ProgramFile> files() throws IOException {
    List<ProgramFile> files = new ArrayList<>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.sorted().toList()) {
        for (Example example : Example.read(Files.readString(page), (message, line) -> {})) {
          String folder = page.getFileName() + "/" + example.line() + "/";
          example.files().forEach(file -> files.add(file(folder, file)));
        }
      }
    }
    return files;
  }

  private static ProgramFile file(String folder, Example.File file) {
    byte[] bytes = file.text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new ProgramFile(
        folder + file.path(),
        Parser.parse(SourceDecoder.decode(bytes).text(), Optional.empty()),
        true,
        PythonModule.Origin.PROJECT);
  }
}
