package org.assize.taint.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assize.facts.Slot;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.value.domain.Literals;
import org.assize.value.domain.Place;

/**
 * The arguments of a call by the way in which each is passed.
 *
 * @param shape how each argument is passed
 * @param operands the arguments, in the same order
 */
public record PassedArguments(List<CallShape.Argument> shape, List<Integer> operands) {
  /** Returns the mappings whose entries are handed over as arguments by {@code **}. */
  public List<Integer> spread() {
    return IntStream.range(0, shape.size())
        .filter(k -> shape.get(k) == CallShape.Unnamed.DOUBLE_STAR)
        .mapToObj(operands::get)
        .toList();
  }

  /** Returns the arguments that are passed by a name. */
  Map<String, Integer> named() {
    Map<String, Integer> found = new LinkedHashMap<>();
    for (int k = 0; k < shape.size(); k++) {
      if (shape.get(k) instanceof CallShape.Named n) {
        found.put(n.name(), operands.get(k));
      }
    }
    return found;
  }

  /**
   * Returns which part of an argument stands in a slot: of a sequence that the call spreads, the
   * element at that position; empty for all of it.
   */
  public List<Place.Selector> part(Slot slot, int value) {
    return switch (slot) {
      case Slot.Element e -> List.of(new Place.Key(Literals.whole(e.index())));
      case Slot.Item i -> List.of(new Place.Key(new Literal.Text(i.key())));
      case Slot.Argument a when isSpread(a, value) ->
          List.of(new Place.Key(Literals.whole(a.position() - star())));
      default -> List.of();
    };
  }

  private boolean isSpread(Slot.Argument slot, int value) {
    int star = star();
    return star >= 0
        && operands.get(star) == value
        && slot.position() >= star
        && shape.subList(0, star).stream().allMatch(CallShape.Unnamed.POSITIONAL::equals);
  }

  private int star() {
    return shape.indexOf(CallShape.Unnamed.STAR);
  }
}
