package org.assize.facts;

import java.math.BigInteger;

/** A value that the program text determines, as far as conditions of facts can speak about it. */
public sealed interface Constant {
  /** Returns the constant as Python would write it; {@link Condition#parse} reads it back. */
  String text();

  /** A string; bytes are strings of the same text. */
  record Text(String value) implements Constant {
    @Override
    public String text() {
      return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
  }

  /** An integer of any size. */
  record Int(BigInteger value) implements Constant {
    /** Returns the constant of a Java integer. */
    public static Int of(long value) {
      return new Int(BigInteger.valueOf(value));
    }

    @Override
    public String text() {
      return value.toString();
    }
  }

  /** A floating point number. */
  record Real(double value) implements Constant {
    @Override
    public String text() {
      return Double.toString(value);
    }
  }

  /** A truth value; it equals no integer here, unlike in Python. */
  enum Bool implements Constant {
    /** {@code True}. */
    TRUE("True"),
    /** {@code False}. */
    FALSE("False");

    private final String text;

    Bool(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }

  /** {@code None}. */
  enum Nothing implements Constant {
    /** The only one. */
    NONE;

    @Override
    public String text() {
      return "None";
    }
  }

  /**
   * A name of a library that stands for itself.
   *
   * @param dotted for example {@code ssl.CERT_NONE}
   */
  record Name(String dotted) implements Constant {
    @Override
    public String text() {
      return dotted;
    }
  }
}
