package org.assize.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.base.Workers;
import org.assize.facts.Facts;
import org.assize.knowledge.Knowledge;
import org.assize.program.ImportGraph;
import org.assize.program.Program;
import org.assize.program.ProgramFile;
import org.assize.program.PythonModule;
import org.assize.program.Resolver;
import org.assize.program.Roles;
import org.assize.syntax.Parser;
import org.assize.value.ProgramValues;

/**
 * The values of a folder, taken as one program, without its tests.
 *
 * @param resolver of its names
 * @param values of its bodies
 */
record SolvedProgram(Resolver resolver, ProgramValues values) {
  /**
   * Reads and parses a folder, lowers and solves its production.
   *
   * @param jobs the number of threads
   * @throws IOException if the folder cannot be read
   */
  static SolvedProgram of(Path folder, int jobs) throws IOException {
    Resolver resolver = new Resolver(program(folder, jobs));
    Facts facts = Knowledge.load().facts();
    Roles roles = new Roles(resolver, new ImportGraph(resolver), facts);
    return new SolvedProgram(resolver, ProgramValues.of(resolver, facts, roles::isTest));
  }

  /** Solves the tests of the folder too. */
  SolvedProgram withTests() {
    return new SolvedProgram(resolver, values.withTests());
  }

  /** Reads and parses a folder. */
  static Program program(Path folder, int jobs) throws IOException {
    Texts texts = Texts.read(folder);
    Workers workers = Workers.of(jobs);
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < texts.paths().size(); i++) {
      indexes.add(i);
    }
    List<ProgramFile> files =
        workers.map(
            indexes,
            i ->
                new ProgramFile(
                    folder.relativize(texts.paths().get(i)).toString(),
                    Parser.parse(texts.texts().get(i), Optional.empty()),
                    true,
                    PythonModule.Origin.PROJECT));
    return Program.of(files, workers);
  }
}
