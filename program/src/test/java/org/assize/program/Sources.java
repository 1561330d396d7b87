package org.assize.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.base.SourceText;
import org.assize.base.Workers;
import org.assize.syntax.Expr;
import org.assize.syntax.ParsedFile;
import org.assize.syntax.Parser;
import org.assize.syntax.Stmt;

/** A program of texts, for tests. */
final class Sources {
  private final Program program;
  private final Resolver resolver;

  private Sources(Program program) {
    this.program = program;
    this.resolver = new Resolver(program);
  }

  /**
   * Parses a program.
   *
   * @param pathsAndTexts path, text, path, text, …
   */
  static Sources of(String... pathsAndTexts) {
    List<ProgramFile> files = new ArrayList<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      ParsedFile parsed = parse(pathsAndTexts[i + 1]);
      files.add(new ProgramFile(pathsAndTexts[i], parsed, true, PythonModule.Origin.PROJECT));
    }
    return new Sources(Program.of(files, Workers.of(1)));
  }

  private static ParsedFile parse(String text) {
    return Parser.parse(SourceText.of(text), Optional.empty());
  }

  Program program() {
    return program;
  }

  Resolver resolver() {
    return resolver;
  }

  PythonModule module(String path) {
    return program.at(path).orElseThrow();
  }

  PythonClass type(String path, String name) {
    return module(path).scopes().classes().stream()
        .filter(c -> c.name().equals(name))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  PythonFunction function(String path, String name) {
    return module(path).scopes().functions().stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What an expression means at the end of a module. */
  Target resolve(String path, String expression) {
    return resolver.resolve(expression(expression), module(path).scopes().root());
  }

  /** What an expression means in the body of a function. */
  Target resolveIn(String path, String function, String expression) {
    return resolver.resolve(expression(expression), function(path, function).body());
  }

  /** The dotted path of what an expression means at the end of a module; "?" without one. */
  String meaning(String path, String expression) {
    return resolve(path, expression).dottedPath().orElse("?");
  }

  static Expr expression(String text) {
    Stmt only = parse(text + "\n").tree().body().getFirst();
    return ((Stmt.ExprStmt) only).value();
  }
}
