package org.assize.ir;

import java.util.List;

/**
 * How the arguments of a call are passed.
 *
 * @param arguments one for each operand behind the callee, in the order of evaluation
 * @param decorator whether the call applies a decorator
 */
public record CallShape(List<Argument> arguments, boolean decorator) {
  /** Copies the list. */
  public CallShape {
    arguments = List.copyOf(arguments);
  }

  /** Whether everything is passed by position. */
  public boolean isPositional() {
    return arguments.stream().allMatch(a -> a == Unnamed.POSITIONAL);
  }

  /** How one argument is passed. */
  public sealed interface Argument {}

  /** How an argument without a name is passed. */
  public enum Unnamed implements Argument {
    /** By its position. */
    POSITIONAL,
    /** {@code *values}. */
    STAR,
    /** {@code **mapping}. */
    DOUBLE_STAR
  }

  /** {@code name=value}; a private name is the one that it stands for. */
  public record Named(String name) implements Argument {}
}
