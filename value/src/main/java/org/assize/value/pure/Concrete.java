package org.assize.value.pure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assize.ir.Literal;

/**
 * One value of Python, with all that it contains. Two are equal where type and value are; Python's
 * {@code ==} is {@link Comparisons#isEqual}.
 */
public sealed interface Concrete {
  /** {@code None}. */
  Concrete NONE = new Scalar(Literal.Single.NONE);

  /** A constant. */
  record Scalar(Literal value) implements Concrete {}

  /** A list or a tuple. */
  record Items(Items.Kind kind, List<Concrete> elements) implements Concrete {
    /** Which of the two. */
    public enum Kind {
      LIST,
      TUPLE
    }

    /** Copies the elements. */
    public Items {
      elements = List.copyOf(elements);
    }
  }

  /** A dictionary; its keys are scalars or tuples, in the order of insertion. */
  record Mapping(Map<Concrete, Concrete> entries) implements Concrete {
    /** Copies the entries. */
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** A set or frozenset; the order of its elements means nothing. */
  record Members(Members.Kind kind, List<Concrete> elements) implements Concrete {
    /** Which of the two. */
    public enum Kind {
      SET,
      FROZENSET
    }

    /** Keeps the first of equal elements. */
    public Members {
      elements = distinct(elements);
    }

    private static List<Concrete> distinct(Collection<Concrete> given) {
      Map<Object, Concrete> kept = new LinkedHashMap<>();
      given.forEach(e -> kept.putIfAbsent(Comparisons.key(e), e));
      return List.copyOf(kept.values());
    }
  }

  /** Returns a string. */
  static Concrete text(String value) {
    return new Scalar(new Literal.Text(value));
  }

  /** Returns bytes, one per char. */
  static Concrete bytes(String value) {
    return new Scalar(new Literal.Bytes(value));
  }

  /** Returns an integer. */
  static Concrete whole(long value) {
    return whole(java.math.BigInteger.valueOf(value));
  }

  /** Returns an integer. */
  static Concrete whole(java.math.BigInteger value) {
    return new Scalar(new Literal.Whole(value));
  }

  /** Returns a floating point number. */
  static Concrete real(double value) {
    return new Scalar(new Literal.Real(value));
  }

  /** Returns a truth value. */
  static Concrete truth(boolean value) {
    return new Scalar(new Literal.Truth(value));
  }

  /** Returns a list. */
  static Concrete list(Collection<? extends Concrete> elements) {
    return new Items(Items.Kind.LIST, new ArrayList<>(elements));
  }

  /** Returns a tuple. */
  static Concrete tuple(Collection<? extends Concrete> elements) {
    return new Items(Items.Kind.TUPLE, new ArrayList<>(elements));
  }
}
