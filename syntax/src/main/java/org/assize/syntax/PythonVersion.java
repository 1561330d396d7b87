package org.assize.syntax;

import java.util.Optional;

/**
 * A version of the language, by its minor number.
 *
 * @param minor 0 to 14 of Python 3; 2 is Python 3.2
 */
public record PythonVersion(int minor) implements Comparable<PythonVersion> {
  /** The newest grammar known. */
  public static final PythonVersion NEWEST = new PythonVersion(14);

  /** Checks the range. */
  public PythonVersion {
    if (minor < 0 || minor > 14) {
      throw new IllegalArgumentException("no grammar for Python 3." + minor);
    }
  }

  /** Reads {@code 3.0} to {@code 3.14}; anything else is empty. */
  public static Optional<PythonVersion> parse(String text) {
    if (!text.matches("3\\.([0-9]|1[0-4])")) {
      return Optional.empty();
    }
    return Optional.of(new PythonVersion(Integer.parseInt(text.substring(2))));
  }

  /** Whether a construct that came with {@code 3.minor} is part of this version. */
  public boolean has(int sinceMinor) {
    return minor >= sinceMinor;
  }

  @Override
  public int compareTo(PythonVersion other) {
    return Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return "3." + minor;
  }
}
