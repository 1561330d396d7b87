package org.assize.cli;

import java.util.Collection;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A word where only certain words are valid. */
final class UnknownWordException extends ParameterException {
  private final transient Optional<String> nearest;

  private UnknownWordException(CommandLine command, String message, Optional<String> nearest) {
    super(command, message);
    this.nearest = nearest;
  }

  /** A value of an option that has few valid ones, all of which are told. */
  static UnknownWordException of(
      CommandLine command, String option, String word, Collection<String> valid) {
    return new UnknownWordException(
        command,
        "%s knows no '%s', only %s".formatted(option, word, String.join(", ", valid)),
        Nearest.to(word, valid));
  }

  /** A value of an option that has too many valid ones to tell. */
  static UnknownWordException of(
      CommandLine command, String option, String word, String kind, Collection<String> valid) {
    return new UnknownWordException(
        command, "%s: '%s' is no %s".formatted(option, word, kind), Nearest.to(word, valid));
  }

  /** Returns the valid word that was most likely meant. */
  Optional<String> nearest() {
    return nearest;
  }
}
