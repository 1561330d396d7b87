package org.assize.facts;

import java.util.Optional;

/**
 * What a value is, apart from who determines it: the roles that decide about secrets, and how
 * random and unique values were made.
 */
public enum ValueRole implements Origin {
  /** Confidential, kind not known. */
  SECRET,
  /** Whoever shows it is let in. */
  TOKEN,
  /** The result of a hash. */
  DIGEST,
  /**
   * What only those can make who know a key or a password: the result of a message authentication
   * code, or the hash of a password.
   */
  KEYED_DIGEST,
  /** A password or passphrase. */
  PASSWORD,
  /** Key material. */
  KEY,
  /** Names a session. */
  SESSION_ID,
  /** A code that is valid once. */
  ONE_TIME_CODE,
  /** Data about a person. */
  PERSONAL,
  /** Holds secrets with high probability: whole requests, header maps, connection parameters. */
  SECRET_CARRIER,
  /** From the operating system's generator. */
  STRONG_RANDOM,
  /** From a predictable generator. */
  WEAK_RANDOM,
  /** A random UUID (version 4). */
  UUID_RANDOM,
  /** A UUID of time and host (version 1), predictable. */
  UUID_TIME,
  /** A UUID derived from a name (versions 3 and 5): as secret as the name. */
  UUID_NAME;

  private final String id = Words.kebab(this);

  @Override
  public String id() {
    return id;
  }

  /** Returns the constant that is written as {@code word}. */
  public static Optional<ValueRole> parse(String word) {
    for (ValueRole constant : values()) {
      if (constant.id.equals(word)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
