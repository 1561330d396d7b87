package org.assize.review;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.base.Position;
import org.assize.base.Problem;
import org.assize.base.SourceText;
import org.assize.base.Workers;
import org.assize.program.ProgramFile;
import org.assize.program.PythonModule.Form;
import org.assize.program.PythonModule.Origin;
import org.assize.program.source.SourceContent;
import org.assize.program.source.SourceFile;
import org.assize.program.source.SourceTree;
import org.assize.resources.FileProblem;
import org.assize.resources.Notebook;
import org.assize.resources.NotebookSource;
import org.assize.resources.template.Template;
import org.assize.review.Coverage.NotParsed;
import org.assize.syntax.Decoded;
import org.assize.syntax.ParsedFile;
import org.assize.syntax.Parser;
import org.assize.syntax.PythonVersion;
import org.assize.syntax.SourceDecoder;

/** Reads, decodes and parses the files of a tree; a file that fails costs only itself. */
final class ProgramReader {
  private final SourceTree tree;
  private final Optional<PythonVersion> version;
  private final Origin origin;

  ProgramReader(SourceTree tree, Optional<PythonVersion> version, Origin origin) {
    this.tree = tree;
    this.version = version;
    this.origin = origin;
  }

  List<ReadFile> read(List<SourceFile> files, Workers workers, Progress progress) {
    return workers.map(
        files,
        file -> {
          ReadFile read = read(file);
          progress.fileDone();
          return read;
        });
  }

  private ReadFile read(SourceFile file) {
    return switch (SourceContent.read(tree, file)) {
      case SourceContent.Refused refused ->
          new ReadFile(
              file.path(), null, null, List.of(new NotParsed(file.path(), 0, refused.message())));
      case SourceContent.Bytes content ->
          switch (file.kind()) {
            case NOTEBOOK -> notebook(file, content.bytes());
            case TEMPLATE -> template(file, content.bytes());
            case PYTHON, STUB, SCRIPT -> python(file, content.bytes());
          };
    };
  }

  private ReadFile python(SourceFile file, byte[] bytes) {
    Decoded decoded = SourceDecoder.decode(bytes);
    ParsedFile parsed = Parser.parse(decoded.text(), version);
    List<NotParsed> problems = new ArrayList<>();
    decoded.problems().forEach(p -> problems.add(problem(file, decoded.text(), p)));
    parsed.problems().forEach(p -> problems.add(problem(file, decoded.text(), p)));
    return new ReadFile(file.path(), program(file, parsed), null, problems);
  }

  private ReadFile template(SourceFile file, byte[] bytes) {
    SourceText text = SourceText.of(new String(bytes, StandardCharsets.UTF_8));
    return new ReadFile(
        file.path(), program(file, Template.parse(text, file.path())), null, List.of());
  }

  private static NotParsed problem(SourceFile file, SourceText text, Problem problem) {
    Position at = text.positionAt(Math.min(problem.span().start(), text.length()));
    return new NotParsed(file.path(), at.line(), problem.message());
  }

  private ReadFile notebook(SourceFile file, byte[] bytes) {
    NotebookSource source = Notebook.read(bytes);
    ParsedFile parsed = Parser.parse(source.text(), version);
    List<NotParsed> problems = new ArrayList<>();
    for (FileProblem p : source.problems()) {
      problems.add(new NotParsed(file.path(), p.at().line(), p.message()));
    }
    for (Problem p : parsed.problems()) {
      int line = source.placeAt(p.span().start()).map(NotebookSource.Place::fileLine).orElse(1);
      problems.add(new NotParsed(file.path(), line, p.message()));
    }
    // Nothing can be said of a file that is no notebook; of one without code, that it has none.
    boolean lost = !source.problems().isEmpty() && source.text().length() == 0;
    return new ReadFile(file.path(), lost ? null : program(file, parsed), source, problems);
  }

  private ProgramFile program(SourceFile file, ParsedFile parsed) {
    boolean reported = origin == Origin.PROJECT && file.inScope();
    Form form = file.kind() == SourceFile.Kind.TEMPLATE ? Form.TEMPLATE : Form.PYTHON;
    return new ProgramFile(file.path(), parsed, reported, origin, form);
  }
}
