package org.assize.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is to be explained, as it was written. */
sealed interface Subject {
  /** A file or folder. */
  record File(String path) implements Subject {}

  /** A line of a file. */
  record Line(String path, int number) implements Subject {}

  /** The beginning of a finding's fingerprint. */
  record Fingerprint(String prefix) implements Subject {}

  /** Anything else: most likely a weakness. */
  record Word(String text) implements Subject {}

  /** A place as reports write it: the column says no more than the line. */
  Pattern PLACE = Pattern.compile("(?<path>.+?):(?<line>\\d{1,9})(?::\\d+)?");

  Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{4,16}");

  /** Reads what was written: what exists on the disk is meant as a path. */
  static Subject parse(String written) {
    Matcher place = PLACE.matcher(written);
    if (exists(written)) {
      return new File(written);
    }
    if (place.matches()) {
      return new Line(place.group("path"), Integer.parseInt(place.group("line")));
    }
    if (FINGERPRINT.matcher(written).matches()) {
      return new Fingerprint(written);
    }
    boolean isPath = written.indexOf('/') >= 0 || written.indexOf('.') >= 0;
    return isPath ? new File(written) : new Word(written);
  }

  private static boolean exists(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      return false; // nothing can have such a name
    }
  }
}
