package org.assize.knowledge;

/**
 * A mistake in a file of knowledge.
 *
 * @param file as it was given to the reader, with {@code /}
 * @param line from 1
 * @param column from 1
 * @param message what is wrong, with the nearest valid word where there is one
 */
public record KnowledgeProblem(String file, int line, int column, String message)
    implements Comparable<KnowledgeProblem> {
  @Override
  public int compareTo(KnowledgeProblem other) {
    int order = file.compareTo(other.file);
    order = order != 0 ? order : Integer.compare(line, other.line);
    return order != 0 ? order : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
