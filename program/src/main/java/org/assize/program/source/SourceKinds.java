package org.assize.program.source;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assize.program.source.SourceFile.Kind;

/** Tells Python files by their names, and scripts by their first line. */
final class SourceKinds {
  /** As many bytes of a script as are looked at: Linux reads no longer first line. */
  static final int HEAD = 256;

  /** Beyond this a file without an ending is data, and is not opened. */
  private static final long LARGEST_SCRIPT = 1_000_000;

  private static final long SMALLEST_SCRIPT = "#!python".length();

  private static final Pattern SHEBANG =
      Pattern.compile(
          "#!.*(\\b(python|pypy)(w|[0-9.]+[a-z]?)?(-dbg|-debug)?(\\s.*)?|\\buv run\\b.*)");

  private static final Pattern TEMPLATE_ENDING =
      Pattern.compile("\\.(x?html?|xml|svg|jinja2?|tpl|html\\.j2)$", Pattern.CASE_INSENSITIVE);

  private static final Pattern TEMPLATE_FOLDER =
      Pattern.compile("(^|/)(\\w*templates?|jinja2|views)/");

  private SourceKinds() {}

  /** Returns the kind that a file's name alone tells. */
  static Optional<Kind> byName(String name) {
    if (name.endsWith(".py") || name.endsWith(".pyw")) {
      return Optional.of(Kind.PYTHON);
    }
    if (name.endsWith(".wsgi")) {
      return Optional.of(Kind.SCRIPT);
    }
    if (name.endsWith(".pyi")) {
      return Optional.of(Kind.STUB);
    }
    return name.endsWith(".ipynb") ? Optional.of(Kind.NOTEBOOK) : Optional.empty();
  }

  /** Returns the kind that a file's name and the folders around it tell. */
  static Optional<Kind> byPath(String path) {
    return byName(Paths.name(path))
        .or(() -> isTemplate(path) ? Optional.of(Kind.TEMPLATE) : Optional.empty());
  }

  /** Templates lie where the frameworks look for them; other pages are documents. */
  private static boolean isTemplate(String path) {
    return TEMPLATE_ENDING.matcher(path).find() && TEMPLATE_FOLDER.matcher(path).find();
  }

  /**
   * Returns whether a file's first line is worth reading: it has a script's size, and no ending or
   * a web server's.
   */
  static boolean mayBeScript(String name, long size) {
    return (name.indexOf('.') < 0 || name.endsWith(".cgi") || name.endsWith(".fcgi"))
        && size >= SMALLEST_SCRIPT
        && size <= LARGEST_SCRIPT;
  }

  /** Returns whether a file's first line names a Python to run it. */
  static boolean isScript(byte[] head) {
    if (head.length < 2 || head[0] != '#' || head[1] != '!') {
      return false;
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String line = text.lines().findFirst().orElse("");
    return SHEBANG.matcher(line).matches();
  }
}
