package org.assize.value.domain;

/** The kinds of objects whose elements are followed. */
public enum ContainerKind {
  LIST("list"),
  TUPLE("tuple"),
  DICT("dict"),
  SET("set"),
  FROZENSET("frozenset"),
  DEQUE("collections.deque"),
  GENERATOR("generator"),
  ITERATOR("iterator"),
  /** Sections of options: a dictionary whose keys are pairs. */
  SETTINGS("configparser.ConfigParser");

  private final String typeName;

  ContainerKind(String typeName) {
    this.typeName = typeName;
  }

  /** Whether {@code +=} and {@code |=} change the object itself. */
  public boolean isMutable() {
    return switch (this) {
      case LIST, DICT, SET, DEQUE -> true;
      case TUPLE, FROZENSET, GENERATOR, ITERATOR, SETTINGS -> false;
    };
  }

  /** Returns the name of the class. */
  public String typeName() {
    return typeName;
  }
}
