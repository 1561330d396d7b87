package org.assize.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.assize.facts.Area;
import org.assize.facts.Weakness;

/**
 * Which of the known weaknesses a review looks for, so that silence about the others is not taken
 * for an answer.
 *
 * @param wholeAreas areas of which every weakness is looked for, at least one
 * @param gaps the ids of areas without any weakness that is looked for, and in other areas the ids
 *     of the weaknesses that are not
 */
record LookedFor(List<Area> wholeAreas, List<String> gaps) {

  /** Compares what is known with what is asked for. */
  static LookedFor of(Collection<Weakness> known, Selection selection) {
    List<Area> whole = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    for (Area area : Area.values()) {
      List<Weakness> all = known.stream().filter(w -> w.area() == area).toList();
      List<String> left =
          all.stream().filter(w -> !selection.includes(area, w.id())).map(Weakness::id).toList();
      if (left.size() == all.size()) {
        gaps.add(area.id());
      } else if (left.isEmpty()) {
        whole.add(area);
      } else {
        gaps.addAll(left);
      }
    }
    return new LookedFor(List.copyOf(whole), List.copyOf(gaps));
  }
}
