package org.assize.ir;

/**
 * A parameter of a function.
 *
 * @param name as it is written
 * @param kind how arguments reach it
 * @param hasDefault whether it may be left out; its value is an operand of {@link Op#FUNCTION}
 */
public record BodyParameter(String name, Kind kind, boolean hasDefault) {
  /** How arguments reach a parameter. */
  public enum Kind {
    POSITIONAL_ONLY,
    POSITIONAL_OR_KEYWORD,
    /** {@code *args}. */
    VAR_POSITIONAL,
    KEYWORD_ONLY,
    /** {@code **kwargs}. */
    VAR_KEYWORD
  }
}
