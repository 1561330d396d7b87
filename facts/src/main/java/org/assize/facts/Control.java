package org.assize.facts;

import java.util.Optional;

/** Who determines a value. */
public enum Control implements Origin {
  /** A network client. */
  REMOTE,
  /** A language-model agent that calls the function. */
  TOOL,
  /** Another service, stored data, a model's answer, the content of an archive or a download. */
  PEER,
  /** Whoever uses the program's public code. */
  CALLER,
  /** Command line, environment or the program's own configuration. */
  OPERATOR,
  /** The program text itself. */
  CONSTANT,
  /** Nothing says who. */
  UNKNOWN;

  private final String id = Words.kebab(this);

  @Override
  public String id() {
    return id;
  }

  /** Returns the constant that is written as {@code word}. */
  public static Optional<Control> parse(String word) {
    for (Control constant : values()) {
      if (constant.id.equals(word)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
