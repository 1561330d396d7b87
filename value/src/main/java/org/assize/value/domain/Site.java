package org.assize.value.domain;

import java.util.Comparator;

/**
 * Where an object is made. The numbers belong to the analysis that hands them out.
 *
 * @param body the body of code
 * @param instruction the instruction in it
 * @param context the call site that a factory is kept apart by, or 0
 */
public record Site(int body, int instruction, int context) implements Comparable<Site> {
  /** Any place: a parameter with a declared class, or many sites taken together. */
  public static final Site ANYWHERE = new Site(-1, -1, -1);

  private static final Comparator<Site> ORDER =
      Comparator.comparingInt(Site::body)
          .thenComparingInt(Site::instruction)
          .thenComparingInt(Site::context);

  @Override
  public int compareTo(Site other) {
    return ORDER.compare(this, other);
  }
}
