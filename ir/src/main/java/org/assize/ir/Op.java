package org.assize.ir;

/**
 * What an instruction does. The comment of each says its operands (values, in order) and what its
 * immediate {@link Body#arg} means; an instruction is the name of the value that it defines.
 */
public enum Op {
  /** A constant. Immediate: index into {@link Body#constants()}. */
  CONST,
  /** What a parameter holds on entry. Immediate: index into {@link Body#parameters()}. */
  PARAM,
  /** One operand per predecessor of the block, in their order. */
  PHI,
  /**
   * The first operand, known to come from the branch on the second. Immediate: 1 where the
   * condition was true, 0 where it was false.
   */
  SIGMA,
  /** A variable that has no value yet, or was deleted. */
  UNBOUND,
  /** Reads a variable of another body or of the module. Immediate: index into symbols. */
  LOAD,
  /** Reads a name that no scope binds: built in, or from a star import. Immediate: name. */
  LOAD_NAME,
  /** Writes a variable that others can read. Operand: the value. Immediate: symbol. */
  STORE,
  /** Deletes such a variable. Immediate: symbol. */
  DELETE,
  /** Binds what an import statement gives. Immediate: index into {@link Body#imports()}. */
  IMPORT,
  /** {@code a.name}. Operand: the object. Immediate: name. */
  ATTR,
  /** {@code a.name = v}. Operands: object, value. Immediate: name. */
  SET_ATTR,
  /** {@code del a.name}. Operand: object. Immediate: name. */
  DELETE_ATTR,
  /** {@code a[k]}. Operands: object, key. */
  ITEM,
  /** {@code a[k] = v}. Operands: object, key, value. */
  SET_ITEM,
  /** {@code del a[k]}. Operands: object, key. */
  DELETE_ITEM,
  /** {@code lower:upper:step}; absent parts are the constant {@code None}. */
  SLICE,
  /** Operands: left, right. Immediate: ordinal of {@link org.assize.syntax.Operator}. */
  BINARY,
  /** As {@link #BINARY}, for {@code a += b}: the left operand may be changed in place. */
  IN_PLACE,
  /** Operand: value. Immediate: ordinal of {@link org.assize.syntax.UnaryOperator}. */
  UNARY,
  /** Operands: left, right. Immediate: ordinal of {@link org.assize.syntax.CompareOperator}. */
  COMPARE,
  /** Operands: callee, then arguments. Immediate: index into {@link Body#calls()}. */
  CALL,
  /**
   * Operands: the elements. Immediate: index into {@link Body#displays()}, or -1 where no element
   * is starred.
   */
  TUPLE,
  /** As {@link #TUPLE}, a new list. */
  LIST,
  /** As {@link #TUPLE}, a new set. */
  SET,
  /** Operands: key, value, key, value …; the key of {@code **m} is {@link #UNBOUND}. */
  DICT,
  /** A new generator object whose elements {@link #COLLECT} adds. */
  GENERATOR,
  /** Adds to a comprehension's result. Operands: result, element; for a dictionary a value too. */
  COLLECT,
  /** {@code format(value, spec)}. Operands: value, spec. Immediate: conversion character or -1. */
  FORMAT,
  /** Joins texts: an f-string. Operands: its parts. */
  JOIN,
  /** A template string (3.14). Operands: its parts. */
  TEMPLATE,
  /** {@code iter(v)}. Operand: the iterable. Immediate: 1 for {@code aiter}. */
  ITERATE,
  /** Whether an iterator has a next element: ends a block that {@link #BRANCH}es on it. */
  HAS_NEXT,
  /** The next element of an iterator, where {@link #HAS_NEXT} was true. */
  NEXT,
  /** One target of an unpacking. Operand: the value. Immediate: index into unpackings. */
  UNPACK,
  /** {@code yield v}; its value is what is sent. Operand: the value. */
  YIELD,
  /** {@code yield from v}. Operand: the iterable. */
  YIELD_FROM,
  /** {@code await v}. Operand: the value. */
  AWAIT,
  /** A function object. Operands: defaults in order of parameters. Immediate: child body. */
  FUNCTION,
  /** A class object. Operands: bases and keyword values. Immediate: child body. */
  CLASS,
  /** What {@code with v} gives to its target. Operand: the manager. Immediate: 1 if async. */
  ENTER,
  /** Leaves {@code with v}. Operands: the manager, and the exception where one is raised. */
  EXIT,
  /** Whether leaving a {@code with} swallows the exception. Operand: the {@link #EXIT}. */
  SWALLOWS,
  /** The exception that a handler block caught. */
  CAUGHT,
  /** Whether an exception is caught by a clause. Operands: exception, type. */
  CATCHES,
  /** Whether {@code v} matches a class pattern's class. Operands: value, class. */
  IS_INSTANCE,
  /** A positional attribute of a class pattern. Operands: value, class. Immediate: position. */
  MATCH_ATTR,
  /** Whether a sequence pattern's length fits. Operand: value. Immediate: unpacking. */
  MATCH_SEQUENCE,
  /** Whether a value is a mapping. Operand: value. */
  MATCH_MAPPING,
  /** What {@code **rest} of a mapping pattern gets. Operands: value, then the keys matched. */
  MATCH_REST,
  /** A statement that could not be read. */
  BAD,
  /** Goes on in the block's only successor. */
  JUMP,
  /** Goes on in the first successor where the operand is true, else in the second. */
  BRANCH,
  /** Leaves the body. Operand: the value. */
  RETURN,
  /** Raises. Operands: exception, cause; none re-raises. Immediate: 1 where an assert does. */
  RAISE,
  /** Ends a block that is never left: behind it nothing runs. */
  UNREACHABLE;

  /**
   * Whether it can raise an exception, as far as the instruction alone tells. The truth of a value,
   * which a branch asks for, counts as one that cannot.
   */
  public boolean canRaise() {
    return switch (this) {
      case CONST, PARAM, PHI, SIGMA, UNBOUND, CAUGHT, FUNCTION, STORE -> false;
      case TUPLE, LIST, GENERATOR, NEXT, SWALLOWS, MATCH_SEQUENCE, MATCH_MAPPING -> false;
      case JUMP, BRANCH, RETURN, UNREACHABLE -> false;
      default -> true;
    };
  }

  /** Whether it is the name of a value. */
  public boolean givesValue() {
    return switch (this) {
      case STORE, DELETE, SET_ATTR, DELETE_ATTR, SET_ITEM, DELETE_ITEM, COLLECT -> false;
      default -> !endsBlock();
    };
  }

  /** Whether it ends a block. */
  public boolean endsBlock() {
    return switch (this) {
      case JUMP, BRANCH, RETURN, RAISE, UNREACHABLE -> true;
      default -> false;
    };
  }
}
