package org.assize.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads examples: each {@code ###} heading begins one; its fenced blocks are the files of one
 * project. A line that holds nothing but a path in backquotes names the file of the next block; a
 * block of Python without such a line is {@code example.py}. Blocks of other languages without a
 * name are prose.
 */
final class ExampleReader implements Markdown.Parts {
  private static final Pattern FILE = Pattern.compile("`([\\w./-]+)`:?");

  private final ObjIntConsumer<String> problems;
  private final List<Example> examples = new ArrayList<>();
  private final List<Example.File> files = new ArrayList<>();
  private String title = "";
  private int titleLine;
  private String named = "";

  /**
   * Starts without examples.
   *
   * @param problems takes a message and the line that it is about
   */
  ExampleReader(ObjIntConsumer<String> problems) {
    this.problems = problems;
  }

  @Override
  public void heading(int level, String text, int line) {
    endExample();
    if (level == 3) {
      title = text;
      titleLine = line;
    }
  }

  @Override
  public void prose(String line) {
    Matcher name = FILE.matcher(line.strip());
    if (name.matches()) {
      named = name.group(1);
    }
  }

  @Override
  public void block(Markdown.Block block) {
    if (!named.isEmpty() || block.language().equals("python")) {
      addFile(block);
    }
  }

  private void addFile(Markdown.Block block) {
    String path = named.isEmpty() ? "example.py" : named;
    named = "";
    if (title.isEmpty()) {
      problems.accept("an example needs a heading '###' above it", block.line());
      title = path;
      titleLine = block.line();
    }
    if (files.stream().anyMatch(other -> other.path().equals(path))) {
      problems.accept(
          "'" + path + "' is already a file of this example: name it or begin another",
          block.line());
    }
    String text = String.join("\n", block.content()) + "\n";
    files.add(new Example.File(path, block.line() + 1, text));
  }

  private void endExample() {
    if (!files.isEmpty()) {
      examples.add(new Example(title, titleLine, files));
    } else if (!title.isEmpty()) {
      problems.accept("the example '" + title + "' has no file", titleLine);
    }
    files.clear();
    title = "";
    named = "";
  }

  /** Returns what was read. */
  List<Example> examples() {
    endExample();
    return List.copyOf(examples);
  }
}
