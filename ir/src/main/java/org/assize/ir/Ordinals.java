package org.assize.ir;

/**
 * The numbers of enum constants, as immediates hold them: instructions are arrays of ints, and no
 * number outlives the process.
 */
@SuppressWarnings("EnumOrdinal")
final class Ordinals {
  private Ordinals() {}

  /** Returns the index of a constant in {@code values()} of its type. */
  static int of(Enum<?> constant) {
    return constant.ordinal();
  }

  /** Returns the constant with an index. */
  static <E extends Enum<E>> E constant(Class<E> type, int index) {
    return type.getEnumConstants()[index];
  }
}
