package org.assize.ir;

import java.math.BigInteger;

/** A constant of the text. Two literals are equal where Python's values have one type and value. */
public sealed interface Literal {
  /** A string. */
  record Text(String value) implements Literal {}

  /** Bytes, one per char, 0 to 255. */
  record Bytes(String value) implements Literal {}

  /** An integer of any size. */
  record Whole(BigInteger value) implements Literal {}

  /** A floating point number. */
  record Real(double value) implements Literal {}

  /** The imaginary part of a complex number. */
  record Imaginary(double value) implements Literal {}

  /** {@code True} or {@code False}. */
  record Truth(boolean value) implements Literal {}

  /** The values of which there is only one. */
  enum Single implements Literal {
    NONE,
    ELLIPSIS
  }
}
