package org.assize.resources.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.base.SourceText;
import org.assize.syntax.Node;
import org.assize.syntax.ParsedFile;
import org.assize.syntax.PythonVersion;
import org.assize.syntax.Stmt;

/** A template as the module that it would be, were it written in Python. */
public final class Template {
  /** The function of the module that writes the text. */
  public static final String RENDER = "render";

  /** The package that stands for filters that are not built in. */
  public static final String FILTERS = "template_filter";

  private static final Pattern DJANGO =
      Pattern.compile("\\{%-?\\s*(load|csrf_token|url|static|blocktrans|trans|translate)\\b");

  /** What Flask gives every template ("Templates", Standard Context). */
  private static final Map<String, String> GLOBALS =
      Map.of(
          "request", "$flask.request",
          "session", "$flask.session",
          "g", "$flask.g",
          "config", "$flask.config");

  private Template() {}

  /**
   * Reads a template.
   *
   * @param text of the file
   * @param path whose ending tells whether the engine escapes
   */
  public static ParsedFile parse(SourceText text, String path) {
    boolean isDjango = DJANGO.matcher(text.text()).find();
    Names names = new Names(isDjango ? Map.of() : GLOBALS);
    Lowering lowering = new Lowering(text, isEscaping(path), names);
    List<Stmt> written = lowering.statements(Pieces.of(text.text()));
    List<Stmt> body = new ArrayList<>(names.taken());
    body.addAll(written);
    int end = text.length();
    if (body.isEmpty()) {
      body.add(new Stmt.Pass(end, end));
    }
    Node.Parameters parameters =
        new Node.Parameters(
            0,
            0,
            List.of(),
            List.of(),
            null,
            List.of(),
            new Node.Parameter(0, 0, Names.CONTEXT, null, null, null));
    List<Stmt> module = new ArrayList<>(imports(names.used()));
    module.add(
        new Stmt.FunctionDef(
            0, end, 0, RENDER, List.of(), parameters, null, body, List.of(), false));
    return new ParsedFile(
        text, new Node.Module(0, end, module), List.of(), PythonVersion.NEWEST, false);
  }

  private static List<Stmt> imports(Set<String> globals) {
    List<Stmt> imports = new ArrayList<>();
    imports.add(Library.imported(Library.ENGINE));
    imports.add(Library.imported(FILTERS));
    imports.add(Library.imported("html"));
    imports.add(Library.imported("urllib.parse"));
    if (!globals.isEmpty()) {
      List<Node.Alias> names =
          globals.stream().map(n -> new Node.Alias(0, 0, n, GLOBALS.get(n))).toList();
      imports.add(new Stmt.ImportFrom(0, 0, "flask", names, 0));
    }
    return imports;
  }

  /** What engines escape by the ending: text and mail they leave as they are. */
  private static boolean isEscaping(String path) {
    return !path.toLowerCase(Locale.ROOT).endsWith(".txt");
  }
}
