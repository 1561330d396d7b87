package org.assize.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.base.SourceText;
import org.assize.base.Workers;
import org.assize.ir.Body;
import org.assize.ir.IrText;
import org.assize.ir.Lowering;
import org.assize.ir.Verifier;
import org.assize.program.Program;
import org.assize.program.ProgramFile;
import org.assize.program.PythonModule;
import org.assize.syntax.Parser;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Every body of real code is what the verifier asks, and its text is read back as it was: of the
 * corpora, and of the standard libraries of the interpreters found.
 */
final class IrCorpusTest {
  @TestFactory
  List<DynamicTest> bodies() throws IOException {
    String corpora = System.getProperty("assize.corpora");
    if (corpora == null) {
      throw new TestAbortedException("needs corpora (./dev test --corpora)");
    }
    List<Path> folders = new ArrayList<>();
    for (String name : List.of("neutron", "nova", "cinder", "twisted")) {
      folders.add(Path.of(corpora).toRealPath().resolve(name));
    }
    Interpreters.find(System.getenv()).forEach(i -> folders.add(i.standardLibrary()));
    return folders.stream()
        .map(folder -> DynamicTest.dynamicTest(folder.toString(), () -> check(folder)))
        .toList();
  }

  private static void check(Path folder) throws IOException {
    List<Path> files = PythonFiles.below(folder);
    List<String> violations =
        Workers.of(2).map(files, IrCorpusTest::violations).stream().flatMap(List::stream).toList();

    assertThat(files).isNotEmpty();
    assertThat(violations).isEmpty();
  }

  private static List<String> violations(Path file) {
    try {
      Optional<SourceText> text = FileText.read(file);
      return text.map(t -> violations(file, t)).orElse(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> violations(Path file, SourceText text) {
    ProgramFile parsed =
        new ProgramFile(
            file.toString(),
            Parser.parse(text, Optional.empty()),
            true,
            PythonModule.Origin.PROJECT);
    PythonModule module = Program.of(List.of(parsed), Workers.of(1)).modules().getFirst();
    Body body = Lowering.lower(module);
    String printed = IrText.printWithPlaces(body);
    boolean same = IrText.printWithPlaces(IrText.parse(printed, module)).equals(printed);
    List<String> found = new ArrayList<>(Verifier.verify(body));
    if (!same) {
      found.add(file + ": the text is not read back as it was");
    }
    return found;
  }
}
