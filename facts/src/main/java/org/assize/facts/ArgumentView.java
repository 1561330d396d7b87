package org.assize.facts;

/** What a condition may ask about one call or one assignment. */
@FunctionalInterface
public interface ArgumentView {
  /**
   * Returns what is given in a slot.
   *
   * <p>A call with {@code **options} or {@code *args} whose content is not known has no absent
   * arguments: those that are not written are {@link Unknown}.
   *
   * @param slot an argument, {@link Slot.Fixed#VALUE} for an assigned value, or an element of one
   *     of them; of a sequence that is too short an element is absent
   */
  Given at(Slot slot);

  /** What stands in a slot. */
  sealed interface Given permits Known, Open, Unknown, Absent {}

  /** A value that the program text determines. */
  record Known(Constant constant) implements Given {}

  /** Something is given, but not known what. */
  enum Open implements Given {
    /** The only one. */
    OPEN
  }

  /** Not even whether something is given is known. */
  enum Unknown implements Given {
    /** The only one. */
    UNKNOWN
  }

  /** Nothing is given: the default of the library applies. */
  enum Absent implements Given {
    /** The only one. */
    ABSENT
  }

  /** A view of which nothing is known. */
  ArgumentView NOTHING_KNOWN = slot -> Unknown.UNKNOWN;
}
