package org.assize.knowledge;

import java.util.List;

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
   * One file of an example.
   *
   * @param path with {@code /}, for example {@code tests/test_app.py}
   * @param line of its first line in the page, from 1
   * @param text its content
   */
  public record File(String path, int line, String text) {}
}
