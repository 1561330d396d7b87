package org.assize.testkit;

import java.util.Comparator;
import org.assize.facts.Status;

/**
 * What is said, or is to be said, about one line.
 *
 * @param path of the file within the example
 * @param line of the primary location, from 1
 * @param status what is said
 * @param weakness id
 */
public record Marked(String path, int line, Status status, String weakness)
    implements Comparable<Marked> {
  private static final Comparator<Marked> ORDER =
      Comparator.comparing(Marked::path)
          .thenComparingInt(Marked::line)
          .thenComparing(Marked::status)
          .thenComparing(Marked::weakness);

  @Override
  public int compareTo(Marked other) {
    return ORDER.compare(this, other);
  }

  /** Returns it as a marker writes it, without the place. */
  public String text() {
    return status.id() + ": " + weakness;
  }
}
