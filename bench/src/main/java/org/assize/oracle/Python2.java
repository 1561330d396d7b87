package org.assize.oracle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assize.base.SourceText;
import org.assize.syntax.ParsedFile;
import org.assize.syntax.Parser;
import org.assize.syntax.Stmt;

/** What Python 2.7 accepts must be parsed without a {@link Stmt.Bad} node and without a problem. */
public final class Python2 {
  private Python2() {}

  /**
   * Returns how many of the files the interpreter accepts.
   *
   * @param report receives each of these that we do not parse
   * @throws IOException if the interpreter does not start or a file cannot be read
   */
  public static int run(
      Interpreter interpreter, Checkout checkout, List<Path> files, Consumer<Difference> report)
      throws IOException {
    List<Path> accepted = accepted(interpreter, checkout, files);
    for (Path file : accepted) {
      check(file).ifPresent(report);
    }
    return accepted.size();
  }

  private static Optional<Difference> check(Path file) throws IOException {
    Optional<SourceText> text = FileText.decodePython2(Files.readAllBytes(file));
    if (text.isEmpty()) {
      return Optional.of(rejected(file, 0, "cannot be decoded"));
    }
    ParsedFile parsed = Parser.parse(text.get(), Optional.empty());
    Optional<Stmt> bad = badStatement(parsed.tree().body());
    if (!parsed.problems().isEmpty()) {
      var first = parsed.problems().getFirst();
      return Optional.of(
          rejected(file, parsed.text().lineAt(first.span().start()), first.message()));
    }
    return bad.map(s -> rejected(file, parsed.text().lineAt(s.start()), "a Bad node"));
  }

  private static Difference rejected(Path file, int line, String message) {
    return new Difference(file, Difference.Kind.REJECTED_BY_US, line, message, "accepted");
  }

  private static Optional<Stmt> badStatement(List<Stmt> body) {
    return bad(body).findFirst();
  }

  private static Stream<Stmt> bad(Stmt statement) {
    return switch (statement) {
      case Stmt.Bad s -> Stream.of(s);
      case Stmt.FunctionDef s -> bad(s.body());
      case Stmt.ClassDef s -> bad(s.body());
      case Stmt.For s -> Stream.concat(bad(s.body()), bad(s.orelse()));
      case Stmt.While s -> Stream.concat(bad(s.body()), bad(s.orelse()));
      case Stmt.If s -> Stream.concat(bad(s.body()), bad(s.orelse()));
      case Stmt.With s -> bad(s.body());
      case Stmt.Try s ->
          Stream.of(
                  bad(s.body()),
                  s.handlers().stream().flatMap(handler -> bad(handler.body())),
                  bad(s.orelse()),
                  bad(s.finalbody()))
              .flatMap(found -> found);
      case Stmt.Match s -> s.cases().stream().flatMap(matchCase -> bad(matchCase.body()));
      case Stmt.Return _,
          Stmt.Delete _,
          Stmt.Assign _,
          Stmt.TypeAlias _,
          Stmt.AugAssign _,
          Stmt.AnnAssign _,
          Stmt.Raise _,
          Stmt.Assert _,
          Stmt.Import _,
          Stmt.ImportFrom _,
          Stmt.Global _,
          Stmt.Nonlocal _,
          Stmt.ExprStmt _,
          Stmt.Pass _,
          Stmt.Break _,
          Stmt.Continue _,
          Stmt.Print _,
          Stmt.Exec _ ->
          Stream.empty();
    };
  }

  private static Stream<Stmt> bad(List<Stmt> body) {
    return body.stream().flatMap(Python2::bad);
  }

  private static List<Path> accepted(Interpreter interpreter, Checkout checkout, List<Path> files)
      throws IOException {
    Path list = Files.createTempFile("assize-python2-", ".txt");
    try {
      ByteArrayOutputStream paths = new ByteArrayOutputStream();
      for (Path file : files) {
        paths.writeBytes(file.toString().getBytes(StandardCharsets.UTF_8));
        paths.write(0);
      }
      Files.write(list, paths.toByteArray());
      Process process =
          new ProcessBuilder(
                  interpreter.executable().toString(),
                  "-E",
                  "-s",
                  "-S",
                  "-B",
                  checkout.script("ast_accepts.py"))
              .redirectInput(list.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      List<Path> accepted = new ArrayList<>();
      for (String path : output.split("\0", -1)) {
        if (!path.isEmpty()) {
          accepted.add(Path.of(path));
        }
      }
      return accepted;
    } finally {
      Files.delete(list);
    }
  }
}
