package org.assize.value.entry;

import org.assize.base.Span;

/**
 * The place that shows why a body is an entry.
 *
 * @param path of the file, relative to the program's root; a project file for what it declares
 * @param span within that file's text; empty at its start for a project file
 * @param text the code there, or what it says, on one line
 */
public record Route(String path, Span span, String text) {
  private static final int LONGEST = 80;

  /** Shortens long texts. */
  public Route {
    String line = text.strip().replaceAll("\\s+", " ");
    text = line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
