package org.assize.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the Markdown page of a weakness.
 *
 * <p>Under {@code ## Examples} stand examples as {@link ExampleReader} reads them.
 */
final class PageReader implements Markdown.Parts {
  private static final String EXAMPLES = "Examples";

  private final String file;
  private final List<KnowledgeProblem> problems;
  private String title = "";
  private String section = "";
  private final Map<String, StringBuilder> sections = new LinkedHashMap<>();
  private final Map<String, Integer> sectionLines = new LinkedHashMap<>();
  private final ExampleReader examples =
      new ExampleReader((message, line) -> problem(line, message));

  private PageReader(String file, List<KnowledgeProblem> problems) {
    this.file = file;
    this.problems = problems;
  }

  static Page read(String file, String markdown, List<KnowledgeProblem> problems) {
    return new PageReader(file, problems).page(markdown.lines().toList());
  }

  private Page page(List<String> lines) {
    Markdown.read(lines, this);
    List<Example> found = examples.examples();
    checkSections(lines.size(), found.isEmpty());
    Map<String, String> texts = new LinkedHashMap<>();
    sections.forEach((name, text) -> texts.put(name, text.toString().strip()));
    return new Page(title, texts, found);
  }

  @Override
  public void heading(int level, String text, int line) {
    if (level == 1) {
      if (!title.isEmpty()) {
        problem(line, "a second title");
      }
      title = text;
    } else if (level == 2) {
      section(text, line);
    } else if (section.equals(EXAMPLES)) {
      examples.heading(level, text, line);
    } else {
      prose("### " + text);
    }
  }

  private void section(String text, int line) {
    examples.heading(2, text, line);
    section = text;
    if (sectionLines.putIfAbsent(text, line) != null) {
      problem(line, "the section '" + text + "' is given twice");
    }
    if (!text.equals(EXAMPLES)) {
      sections.put(text, new StringBuilder());
    }
  }

  @Override
  public void prose(String line) {
    if (section.equals(EXAMPLES)) {
      examples.prose(line);
    } else if (!section.isEmpty()) {
      sections.getOrDefault(section, new StringBuilder()).append(line).append('\n');
    }
  }

  @Override
  public void block(Markdown.Block block) {
    if (!block.closed()) {
      problem(block.line(), "the block is not closed");
    }
    if (section.equals(EXAMPLES)) {
      examples.block(block);
    } else {
      block.written().forEach(this::prose);
    }
  }

  private void checkSections(int lastLine, boolean noExample) {
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
    if (sectionLines.containsKey(EXAMPLES) && noExample) {
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
