package org.assize.testkit.metamorphic;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.assize.review.Location;
import org.assize.review.Observation;
import org.assize.review.Review;
import org.assize.testkit.metamorphic.Changed.Line;

/** What reviews say, in places of the original. */
final class Said {
  private Said() {}

  /** Returns a line for each different observation. */
  static Set<String> of(Review review, Function<Location, Line> origin) {
    if (!review.coverage().faults().isEmpty()) {
      throw new AssertionError("a check failed: " + review.coverage().faults().getFirst());
    }
    Set<String> said = new TreeSet<>();
    for (Observation seen : review.observations()) {
      said.add(text(seen, origin.apply(seen.location())));
    }
    return said;
  }

  private static String text(Observation seen, Line line) {
    return "%s:%d %s: %s%s%s"
        .formatted(
            line.path(),
            line.number(),
            seen.status().id(),
            seen.weakness(),
            Optional.ofNullable(seen.reason()).map(r -> " (" + r.id() + ")").orElse(""),
            Optional.ofNullable(seen.trust()).map(t -> " from " + t.id()).orElse(""));
  }

  /** Returns the places as they are. */
  static Line unchanged(Location place) {
    return new Line(place.path(), place.startLine());
  }
}
