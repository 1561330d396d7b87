package org.assize.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.base.SourceText;
import org.assize.syntax.SourceDecoder;

/** Reads from project files which versions of which distributions a program may meet. */
public final class RequirementFiles {
  private static final Pattern LIST =
      Pattern.compile("(?i)(.*[-_.])?(requirements|constraints)([-_.].*)?\\.(txt|in)");
  private static final Pattern ASIDE =
      Pattern.compile(
          "(?i).*(test|dev|doc|lint|typing|mypy|style|bench|build|release|tool|ci\\b).*");
  private static final Set<String> OTHERS =
      Set.of("pyproject.toml", "setup.cfg", "setup.py", "Pipfile");

  private RequirementFiles() {}

  /**
   * What one file asks for.
   *
   * @param text the file, to quote from
   * @param requirements in the order of the file
   */
  public record Read(SourceText text, List<Requirement> requirements) {}

  /** Whether a file of this name says what the program itself needs, not its tests or tools. */
  public static boolean isOne(String fileName) {
    return OTHERS.contains(fileName)
        || (LIST.matcher(fileName).matches() && !ASIDE.matcher(fileName).matches());
  }

  /** Reads a file for which {@link #isOne} holds; what is not understood asks for nothing. */
  public static Read read(String fileName, byte[] bytes) {
    if (fileName.equals("setup.py")) {
      SourceText text = SourceDecoder.decode(bytes).text();
      return new Read(text, SetupCall.requirements(text));
    }
    SourceText text = SourceText.of(Notebook.decode(bytes));
    return new Read(
        text,
        switch (fileName) {
          case "pyproject.toml" -> pyproject(text);
          case "Pipfile" -> table(text, TomlReader.read(text).value().get("packages"));
          case "setup.cfg" -> setupCfg(text);
          default -> list(text);
        });
  }

  private static List<Requirement> list(SourceText text) {
    List<Requirement> found = new ArrayList<>();
    for (int line = 1; line <= text.lineCount(); line++) {
      line(text, line).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Requirement> line(SourceText text, int line) {
    String written = text.line(line);
    int comment = written.indexOf('#');
    String bare = (comment < 0 ? written : written.substring(0, comment)).strip();
    bare = bare.endsWith("\\") ? bare.substring(0, bare.length() - 1).strip() : bare;
    if (bare.isEmpty() || bare.startsWith("-")) {
      return Optional.empty();
    }
    int start = text.lineStart(line) + written.indexOf(bare);
    return Requirement.of(bare, start, start + bare.length());
  }

  private static List<Requirement> pyproject(SourceText text) {
    Data file = TomlReader.read(text).value();
    List<Requirement> found = new ArrayList<>();
    python(file.at("project", "requires-python"), found);
    texts(file.at("project", "dependencies"), found);
    file.at("project", "optional-dependencies").members().values().forEach(d -> texts(d, found));
    texts(file.at("tool", "flit", "metadata", "requires"), found);
    found.addAll(table(text, file.at("tool", "poetry", "dependencies")));
    return found;
  }

  private static void python(Data version, List<Requirement> found) {
    if (version instanceof Data.Text(String value, int offset)) {
      found.add(Requirement.named("python", value, offset, offset + value.length() + 2));
    }
  }

  private static void texts(Data list, List<Requirement> found) {
    for (Data item : list.items()) {
      if (item instanceof Data.Text(String value, int offset)) {
        Requirement.of(value, offset, offset + value.length() + 2).ifPresent(found::add);
      }
    }
  }

  /** Names with bounds of their own, or with a table that has them. */
  private static List<Requirement> table(SourceText text, Data table) {
    List<Requirement> found = new ArrayList<>();
    for (Map.Entry<String, Data> entry : table.members().entrySet()) {
      Data version =
          entry.getValue() instanceof Data.Text
              ? entry.getValue()
              : entry.getValue().get("version");
      if (version instanceof Data.Text(String value, int offset)) {
        int line = text.lineAt(offset);
        int start = text.lineStart(line);
        found.add(
            Requirement.named(
                entry.getKey(), value, start, start + text.line(line).stripTrailing().length()));
      }
    }
    return found;
  }

  private static List<Requirement> setupCfg(SourceText text) {
    IniReader.Read file = IniReader.read(text, IniReader.KeyCase.LOWER);
    List<Requirement> found = new ArrayList<>();
    String python = file.value("options", "python_requires");
    int at = text.text().indexOf(python);
    if (!python.isEmpty() && at >= 0) {
      found.add(Requirement.named("python", python, at, at + python.length()));
    }
    inText(text, file.lines("options", "install_requires"), found);
    file.sections()
        .getOrDefault("options.extras_require", Map.of())
        .values()
        .forEach(value -> inText(text, value.lines().toList(), found));
    return found;
  }

  private static void inText(SourceText text, List<String> lines, List<Requirement> found) {
    for (String line : lines) {
      int start = text.text().indexOf(line);
      if (start >= 0 && !line.isBlank()) {
        Requirement.of(line, start, start + line.length()).ifPresent(found::add);
      }
    }
  }
}
