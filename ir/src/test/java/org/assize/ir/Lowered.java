package org.assize.ir;

import java.util.List;
import java.util.Optional;
import org.assize.base.SourceText;
import org.assize.base.Workers;
import org.assize.program.Program;
import org.assize.program.ProgramFile;
import org.assize.program.PythonModule;
import org.assize.syntax.ParsedFile;
import org.assize.syntax.Parser;

/** Lowers texts for tests. */
final class Lowered {
  private Lowered() {}

  /** Lowers a module named {@code m}. */
  static Body module(String text) {
    return Workers.deeply(() -> Lowering.lower(parse(text)));
  }

  static PythonModule parse(String text) {
    return parse("m.py", text);
  }

  static PythonModule parse(String path, String text) {
    ParsedFile parsed = Parser.parse(SourceText.of(text), Optional.empty());
    ProgramFile file = new ProgramFile(path, parsed, true, PythonModule.Origin.PROJECT);
    return Program.of(List.of(file), Workers.of(1)).modules().get(0);
  }
}
