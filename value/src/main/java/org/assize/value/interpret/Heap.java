package org.assize.value.interpret;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assize.value.domain.Site;
import org.assize.value.heap.Content;
import org.jspecify.annotations.Nullable;

/**
 * What objects hold at one point of a body, as far as it differs from what they were made with.
 * Immutable. With more than {@link #MAX_SITES} changed objects, what the others hold is not known.
 */
final class Heap {
  static final int MAX_SITES = 256;

  /** No object was changed. */
  static final Heap EMPTY = new Heap(Map.of(), false);

  private final Map<Site, Content> contents;
  private final boolean overflown;

  private Heap(Map<Site, Content> contents, boolean overflown) {
    this.contents = contents;
    this.overflown = overflown;
  }

  /** Returns what a changed object holds; empty where it holds what it was made with. */
  Optional<Content> at(Site site) {
    return Optional.ofNullable(contents.get(site));
  }

  /** Whether objects that are not in the table may have been changed. */
  boolean isOverflown() {
    return overflown;
  }

  Heap with(Site site, Content content) {
    if (content.equals(contents.get(site))) {
      return this;
    }
    if (contents.size() >= MAX_SITES && !contents.containsKey(site)) {
      return overflown ? this : new Heap(contents, true);
    }
    Map<Site, Content> changed = new HashMap<>(contents);
    changed.put(site, content);
    return new Heap(changed, overflown);
  }

  Heap without(Site site) {
    if (!contents.containsKey(site)) {
      return this;
    }
    Map<Site, Content> changed = new HashMap<>(contents);
    changed.remove(site);
    return new Heap(changed, overflown);
  }

  /**
   * Returns what holds where either heap does. An object changed on one side alone holds on the
   * other what it was made with.
   */
  Heap join(Heap second, Made made, Combine combine) {
    if (contents == second.contents) {
      return overflown || !second.overflown ? this : second;
    }
    Map<Site, Content> both = null;
    for (Map.Entry<Site, Content> entry : second.contents.entrySet()) {
      Content own = contents.get(entry.getKey());
      Content combined = combined(own, entry.getValue(), entry.getKey(), made, combine);
      both = put(both, entry.getKey(), own, combined);
    }
    for (Map.Entry<Site, Content> entry : contents.entrySet()) {
      if (!second.contents.containsKey(entry.getKey())) {
        Content own = entry.getValue();
        Content combined = combined(own, null, entry.getKey(), made, combine);
        both = put(both, entry.getKey(), own, combined);
      }
    }
    boolean isOverflown = overflown || second.overflown;
    return both != null || isOverflown != overflown
        ? new Heap(both == null ? contents : both, isOverflown)
        : this;
  }

  /** Most objects hold on both sides the same: the table is copied for the first that does not. */
  private @Nullable Map<Site, Content> put(
      @Nullable Map<Site, Content> copy, Site site, @Nullable Content before, Content after) {
    if (after == before || after.equals(before)) {
      return copy;
    }
    Map<Site, Content> changed = copy == null ? new HashMap<>(contents) : copy;
    changed.put(site, after);
    return changed;
  }

  private static Content combined(
      @Nullable Content first, @Nullable Content second, Site site, Made made, Combine combine) {
    if (first != null && first == second) {
      return first;
    }
    Content one = first == null ? made.at(site, nonNull(second)) : first;
    Content two = second == null ? made.at(site, one) : second;
    return combine.of(one, two);
  }

  private static Content nonNull(@Nullable Content content) {
    return java.util.Objects.requireNonNull(content);
  }

  /** What an object holds when it is made. */
  interface Made {
    /** Returns it, or nothing known in the form of another content. */
    Content at(Site site, Content like);
  }

  /** Joins or widens. */
  interface Combine {
    Content of(Content first, Content second);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Heap heap
            && overflown == heap.overflown
            && contents.equals(heap.contents));
  }

  @Override
  public int hashCode() {
    return contents.hashCode();
  }
}
