package org.assize.knowledge;

import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * One example of a page: a small project of its own.
 *
 * @param title its heading
 * @param line of the heading in the page, from 1
 * @param files in the order of the page, at least one
 */
public record Example(String title, int line, List<File> files) {
  /** Copies the list. */
  public Example {
    files = List.copyOf(files);
  }

  /**
   * Reads a page that is made of examples: each {@code ###} heading begins one.
   *
   * @param problems takes a message and the line that it is about, from 1
   */
  public static List<Example> read(String markdown, ObjIntConsumer<String> problems) {
    ExampleReader reader = new ExampleReader(problems);
    Markdown.read(markdown.lines().toList(), reader);
    return reader.examples();
  }

  /**
   * One file of an example.
   *
   * @param path with {@code /}, for example {@code tests/test_app.py}
   * @param line of its first line in the page, from 1
   * @param text its content
   */
  public record File(String path, int line, String text) {}
}
