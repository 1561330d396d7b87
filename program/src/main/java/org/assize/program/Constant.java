package org.assize.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value that is the same in every run. */
public sealed interface Constant {
  /** Whether a holder of the value can change it in place. */
  default boolean isChangeable() {
    return switch (this) {
      case Sequence s -> s.changeable();
      case Mapping m -> true;
      case Text t -> false;
      case ByteText t -> false;
      case Whole w -> false;
      case Truth t -> false;
      case Nothing n -> false;
      case Range r -> false;
    };
  }

  /** A text. */
  record Text(String value) implements Constant {}

  /** Bytes, one per char. */
  record ByteText(String value) implements Constant {}

  /** An integer. */
  record Whole(long value) implements Constant {}

  /** A boolean. */
  record Truth(boolean value) implements Constant {}

  /** {@code None}. */
  record Nothing() implements Constant {}

  /** A {@code range} with that many elements. */
  record Range(int length) implements Constant {}

  /** A dictionary display with that many entries. */
  record Mapping(int length) implements Constant {}

  /**
   * A list, tuple or set display.
   *
   * @param length the number of elements as written
   * @param elements their values, empty where not constant
   * @param changeable whether it is a list or a set
   */
  record Sequence(int length, List<Optional<Constant>> elements, boolean changeable)
      implements Constant {
    Sequence plus(Sequence other) {
      List<Optional<Constant>> all = new ArrayList<>(elements);
      all.addAll(other.elements);
      return new Sequence(all.size(), all, changeable);
    }

    Sequence as(boolean nowChangeable) {
      return new Sequence(length, elements, nowChangeable);
    }
  }
}
