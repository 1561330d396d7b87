package org.assize.value.domain;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

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

  // sites are the keys of every heap: what a record generates is several times slower

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Site site
        && body == site.body
        && instruction == site.instruction
        && context == site.context;
  }

  @Override
  public int hashCode() {
    return (body * 31 + instruction) * 31 + context;
  }

  @Override
  public int compareTo(Site other) {
    return ORDER.compare(this, other);
  }
}
