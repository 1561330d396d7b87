package org.assize.testkit.metamorphic;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.base.Workers;
import org.assize.program.Program;
import org.assize.program.ProgramFile;
import org.assize.program.PythonModule;
import org.assize.syntax.Parser;
import org.assize.syntax.SourceDecoder;

/**
 * A program that is to be changed.
 *
 * @param files texts by path
 * @param sources the Python files that were understood
 */
record Project(Map<String, String> files, List<Source> sources) {
  /** Reads the Python files. */
  static Project of(Map<String, String> files) {
    List<ProgramFile> python =
        files.entrySet().stream()
            .filter(file -> file.getKey().endsWith(".py"))
            .map(file -> parsed(file.getKey(), file.getValue()))
            .toList();
    List<Source> sources =
        Program.of(python, Workers.of(1)).modules().stream()
            .map(Source::new)
            .filter(source -> source.text().text().equals(files.get(source.path())))
            .filter(Source::isUnderstood)
            .toList();
    return new Project(files, sources);
  }

  private static ProgramFile parsed(String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ProgramFile(
        path,
        Parser.parse(SourceDecoder.decode(bytes).text(), Optional.empty()),
        true,
        PythonModule.Origin.PROJECT);
  }
}
