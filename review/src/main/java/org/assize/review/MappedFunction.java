package org.assize.review;

import java.util.List;

/**
 * A function or method, and who reaches it.
 *
 * @param name within its module
 * @param location of the name
 * @param reached who reaches it
 * @param way from where production or a test starts to the function: each step is the place that
 *     leads on, with the function that it leads to; empty where nothing does
 */
public record MappedFunction(String name, Location location, Reached reached, List<Step> way) {
  /** Copies the list. */
  public MappedFunction {
    way = List.copyOf(way);
  }
}
