package org.assize.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.base.Workers;
import org.assize.program.PythonModule;
import org.assize.syntax.SourceDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every body of real code holds what the verifier asks, and its text can be read back. */
@EnabledIfSystemProperty(named = "assize.corpora", matches = ".+")
class CorpusTest {
  @Test
  void everyBodyIsWellFormedAndReadBack() throws IOException {
    List<Path> files = files();
    List<String> violations =
        Workers.of(2).map(files, CorpusTest::violations).stream().flatMap(List::stream).toList();

    assertThat(files).isNotEmpty();
    assertThat(violations).isEmpty();
  }

  private static List<String> violations(Path file) {
    try {
      String text = SourceDecoder.decode(Files.readAllBytes(file)).text().text();
      PythonModule module = Lowered.parse(file.toString(), text);
      Body body = Lowering.lower(module);
      List<String> violations = Verifier.verify(body);
      String printed = IrText.printWithPlaces(body);
      boolean same = IrText.printWithPlaces(IrText.parse(printed, module)).equals(printed);
      return same ? violations : List.of(file + ": the text is not read back as it was");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  private static List<Path> files() throws IOException {
    Path corpora = Path.of(Optional.ofNullable(System.getProperty("assize.corpora")).orElseThrow());
    try (Stream<Path> all = Files.walk(corpora.toRealPath())) {
      return all.filter(p -> p.toString().endsWith(".py")).sorted().toList();
    }
  }
}
