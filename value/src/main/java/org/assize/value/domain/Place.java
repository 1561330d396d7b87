package org.assize.value.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assize.ir.Literal;

/**
 * What a parameter of the body under analysis holds on entry, or a part of it.
 *
 * @param parameter index of the parameter
 * @param selectors the way from the parameter to the part, at most {@link #MAX_SELECTORS}
 */
public record Place(int parameter, List<Selector> selectors) implements Comparable<Place> {
  /** Deeper parts are {@link Any} part of the last place that is kept. */
  public static final int MAX_SELECTORS = 3;

  /** One step into an object. */
  public sealed interface Selector {
    /** Returns the step as Python writes it. */
    String text();
  }

  /** {@code .name}. */
  public record Field(String name) implements Selector {
    @Override
    public String text() {
      return "." + name;
    }
  }

  /** An element by a constant key, or by a constant index. */
  public record Key(Literal key) implements Selector {
    @Override
    public String text() {
      return "[" + Literals.text(key) + "]";
    }
  }

  /** Some part. */
  public enum Any implements Selector {
    /** The only one. */
    ANY;

    @Override
    public String text() {
      return "[*]";
    }
  }

  /** What iteration gives: an element of a sequence, a key of a mapping. */
  public enum Each implements Selector {
    /** The only one. */
    EACH;

    @Override
    public String text() {
      return "[each]";
    }
  }

  /** Copies the selectors. */
  public Place {
    selectors = List.copyOf(selectors);
  }

  /** Returns the place of a whole parameter. */
  public static Place of(int parameter) {
    return new Place(parameter, List.of());
  }

  /** Returns the place of a part of what this place holds. */
  public Place select(Selector selector) {
    List<Selector> longer = new ArrayList<>(selectors);
    if (longer.size() < MAX_SELECTORS) {
      longer.add(selector);
    } else {
      longer.set(MAX_SELECTORS - 1, Any.ANY);
    }
    return new Place(parameter, longer);
  }

  /** Returns the place as tests and reviews show it. */
  public String text() {
    return "p" + parameter + selectors.stream().map(Selector::text).collect(Collectors.joining());
  }

  @Override
  public int compareTo(Place other) {
    int byParameter = Integer.compare(parameter, other.parameter);
    return byParameter != 0 ? byParameter : text().compareTo(other.text());
  }
}
