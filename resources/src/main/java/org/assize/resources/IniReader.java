package org.assize.resources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assize.base.SourceText;

/**
 * Reads INI files as Python's {@code configparser} does: keys in lower case, values that go on in
 * indented lines, comments on lines of their own. A fault costs its line.
 */
final class IniReader {
  private final SourceText source;
  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
  private final List<FileProblem> problems = new ArrayList<>();
  private Map<String, String> section = new LinkedHashMap<>();
  private boolean inSection;
  private String key = "";

  private IniReader(SourceText source) {
    this.source = source;
  }

  /** Sections by name; each has values by key, whose lines are parted by {@code \n}. */
  record Read(Map<String, Map<String, String>> sections, List<FileProblem> problems) {
    /** Returns a value, {@code ""} if there is none. */
    String value(String section, String key) {
      return sections.getOrDefault(section, Map.of()).getOrDefault(key, "");
    }

    /** Returns the lines of a value that are not blank, without their indent. */
    List<String> lines(String section, String key) {
      return value(section, key).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }
  }

  static Read read(SourceText source, KeyCase keys) {
    IniReader reader = new IniReader(source);
    for (int line = 1; line <= source.lineCount(); line++) {
      reader.line(line, source.line(line), keys);
    }
    return new Read(reader.sections, List.copyOf(reader.problems));
  }

  /** Whether keys keep their case. */
  enum KeyCase {
    LOWER,
    KEPT
  }

  private void line(int number, String line, KeyCase keys) {
    String bare = line.strip();
    if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
      return;
    }
    boolean indented = Character.isWhitespace(line.charAt(0));
    if (indented && !key.isEmpty()) {
      section.merge(key, "\n" + bare, String::concat);
      return;
    }
    key = "";
    if (bare.startsWith("[") && bare.endsWith("]")) {
      section =
          sections.computeIfAbsent(
              bare.substring(1, bare.length() - 1), _ -> new LinkedHashMap<>());
      inSection = true;
      return;
    }
    int split = separator(bare);
    if (split <= 0 || !inSection) {
      String message = inSection ? "expected 'key = value'" : "a line before the first [section]";
      problems.add(FileProblem.of(source, source.lineStart(number), message));
      return;
    }
    String name = bare.substring(0, split).strip();
    key = keys == KeyCase.LOWER ? name.toLowerCase(Locale.ROOT) : name;
    section.put(key, bare.substring(split + 1).strip());
  }

  private static int separator(String line) {
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
  }
}
