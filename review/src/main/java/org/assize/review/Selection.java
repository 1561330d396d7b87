package org.assize.review;

import java.util.Set;
import java.util.TreeSet;
import org.assize.facts.Area;

/**
 * Which weaknesses a user wants to hear of.
 *
 * @param select ids of weaknesses and areas; empty means all
 * @param ignore ids of weaknesses and areas; wins over {@code select}, unless it names an area and
 *     {@code select} names the weakness itself
 */
public record Selection(Set<String> select, Set<String> ignore) {
  /** Everything. */
  public static final Selection ALL = new Selection(Set.of(), Set.of());

  /** Copies the sets. */
  public Selection {
    select = Set.copyOf(new TreeSet<>(select));
    ignore = Set.copyOf(new TreeSet<>(ignore));
  }

  /** Whether a weakness is asked for. */
  public boolean includes(Area area, String weakness) {
    if (ignore.contains(weakness)) {
      return false;
    }
    if (select.contains(weakness)) {
      return true;
    }
    return !ignore.contains(area.id()) && (select.isEmpty() || select.contains(area.id()));
  }
}
