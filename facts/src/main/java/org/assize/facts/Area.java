package org.assize.facts;

import java.util.Optional;

/** The groups of a review, in the order in which a review shows them. */
public enum Area {
  /** Random values and what they are used for. */
  RANDOMNESS,
  /** Partial operations without a guard, unbounded recursion, regex and allocation blow-ups. */
  ROBUSTNESS,
  /** SQL, NoSQL, LDAP and XPath, and what mocks hide of them. */
  DATA_ACCESS,
  /** UUIDs, tokens and keys: how they are made, logged and exposed. */
  IDENTIFIERS,
  /** Every injection family and mass assignment. */
  INPUT_VALIDATION,
  /** Details of errors that reach a client. */
  ERROR_DISCLOSURE,
  /** Hashes, ciphers, modes, keys and comparisons. */
  CRYPTOGRAPHY,
  /** Credentials in code, in logs and at rest. */
  SECRETS,
  /** Certificates, host checks, protocols and time limits. */
  TRANSPORT,
  /** Authentication, authorisation and sessions. */
  ACCESS_CONTROL,
  /** Paths, permissions, temporary files, archives, parsers and loaders. */
  FILES_AND_PARSING,
  /** Debug switches, bindings and other settings. */
  CONFIGURATION,
  /** Test patterns that reach production, and controls that tests always replace. */
  TEST_HYGIENE,
  /** Language models: prompts, tools and what their answers may do. */
  AI;

  private final String id = Words.kebab(this);

  /** Returns the word as reports and rule files write it. */
  public String id() {
    return id;
  }

  /** Returns the constant that is written as {@code word}. */
  public static Optional<Area> parse(String word) {
    for (Area constant : values()) {
      if (constant.id.equals(word)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
