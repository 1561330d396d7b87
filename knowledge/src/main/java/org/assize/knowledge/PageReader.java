package org.assize.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the Markdown page of a weakness.
 *
 * <p>Under {@code ## Examples}, each {@code ###} heading begins an example; its fenced blocks are
 * the files of one project. A line that holds nothing but a path in backquotes names the file of
 * the next block; a block of Python without such a line is {@code example.py}. Blocks of other
 * languages without a name are prose.
 */
final class PageReader {
  private static final Pattern HEADING = Pattern.compile("(#{1,3}) +(.*?) *");
  private static final Pattern FENCE = Pattern.compile("(`{3,})(\\w*) *");
  private static final Pattern FILE = Pattern.compile("`([\\w./-]+)`:?");
  private static final String EXAMPLES = "Examples";

  private final String file;
  private final List<KnowledgeProblem> problems;
  private String title = "";
  private String section = "";
  private final Map<String, StringBuilder> sections = new LinkedHashMap<>();
  private final Map<String, Integer> sectionLines = new LinkedHashMap<>();
  private final List<Example> examples = new ArrayList<>();
  private String exampleTitle = "";
  private int exampleLine;
  private final List<Example.File> files = new ArrayList<>();
  private String named = "";

  private PageReader(String file, List<KnowledgeProblem> problems) {
    this.file = file;
    this.problems = problems;
  }

  static Page read(String file, String markdown, List<KnowledgeProblem> problems) {
    return new PageReader(file, problems).page(markdown.lines().toList());
  }

  private Page page(List<String> lines) {
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at);
      Matcher fence = FENCE.matcher(line);
      Matcher heading = HEADING.matcher(line);
      if (fence.matches()) {
        at = block(lines, at, fence.group(1), fence.group(2));
      } else if (heading.matches()) {
        heading(heading.group(1).length(), heading.group(2), at + 1);
      } else {
        prose(line);
      }
      at++;
    }
    endExample();
    checkSections(lines.size());
    Map<String, String> texts = new LinkedHashMap<>();
    sections.forEach((name, text) -> texts.put(name, text.toString().strip()));
    return new Page(title, texts, examples);
  }

  private void heading(int level, String text, int line) {
    if (level == 1) {
      if (!title.isEmpty()) {
        problem(line, "a second title");
      }
      title = text;
    } else if (level == 2) {
      endExample();
      section = text;
      if (sectionLines.putIfAbsent(text, line) != null) {
        problem(line, "the section '" + text + "' is given twice");
      }
      if (!text.equals(EXAMPLES)) {
        sections.put(text, new StringBuilder());
      }
    } else if (section.equals(EXAMPLES)) {
      endExample();
      exampleTitle = text;
      exampleLine = line;
    } else {
      prose("### " + text);
    }
  }

  private void prose(String line) {
    if (section.equals(EXAMPLES)) {
      Matcher name = FILE.matcher(line.strip());
      if (name.matches()) {
        named = name.group(1);
      }
    } else if (!section.isEmpty()) {
      sections.getOrDefault(section, new StringBuilder()).append(line).append('\n');
    }
  }

  /** Reads a fenced block and returns the index of its last line. */
  private int block(List<String> lines, int start, String fence, String language) {
    int end = start + 1;
    while (end < lines.size() && !lines.get(end).equals(fence)) {
      end++;
    }
    if (end == lines.size()) {
      problem(start + 1, "the block is not closed");
    }
    List<String> content = lines.subList(start + 1, end);
    if (!section.equals(EXAMPLES)) {
      lines.subList(start, Math.min(end + 1, lines.size())).forEach(this::prose);
    } else if (!named.isEmpty() || language.equals("python")) {
      addFile(start, content);
    }
    return end;
  }

  private void addFile(int start, List<String> content) {
    String path = named.isEmpty() ? "example.py" : named;
    named = "";
    if (exampleTitle.isEmpty()) {
      problem(start + 1, "an example needs a heading '###' above it");
      exampleTitle = path;
      exampleLine = start + 1;
    }
    if (files.stream().anyMatch(other -> other.path().equals(path))) {
      problem(
          start + 1, "'" + path + "' is already a file of this example: name it or begin another");
    }
    files.add(new Example.File(path, start + 2, String.join("\n", content) + "\n"));
  }

  private void endExample() {
    if (!files.isEmpty()) {
      examples.add(new Example(exampleTitle, exampleLine, files));
    } else if (!exampleTitle.isEmpty()) {
      problem(exampleLine, "the example '" + exampleTitle + "' has no file");
    }
    files.clear();
    exampleTitle = "";
    named = "";
  }

  private void checkSections(int lastLine) {
    if (title.isEmpty()) {
      problem(1, "the title is missing: '# ' and the title of the YAML file");
    }
    List<String> wanted = new ArrayList<>(Page.SECTIONS);
    wanted.add(EXAMPLES);
    sectionLines.forEach((name, line) -> {
      if (!wanted.contains(name)) {
        problem(line, "unknown section '" + name + "'" + Nearest.hint(name, wanted));
      }
    });
    for (String name : wanted) {
      if (!sectionLines.containsKey(name)) {
        problem(lastLine, "the section '## " + name + "' is missing");
      } else if (sections.containsKey(name) && sections.get(name).toString().isBlank()) {
        problem(sectionLines.getOrDefault(name, 1), "the section '" + name + "' is empty");
      }
    }
    if (sectionLines.containsKey(EXAMPLES) && examples.isEmpty()) {
      problem(
          sectionLines.getOrDefault(EXAMPLES, 1), "there is no example: a page is its own test");
    }
    List<String> present = sectionLines.keySet().stream().filter(wanted::contains).toList();
    List<String> ordered = wanted.stream().filter(present::contains).toList();
    if (!present.equals(ordered)) {
      problem(1, "the sections must be in this order: " + String.join(", ", wanted));
    }
  }

  private void problem(int line, String message) {
    problems.add(new KnowledgeProblem(file, Math.max(1, line), 1, message));
  }
}
