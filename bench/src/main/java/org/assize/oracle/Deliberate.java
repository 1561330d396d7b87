package org.assize.oracle;

import java.util.List;
import java.util.function.BiPredicate;
import org.assize.syntax.PythonVersion;

/**
 * A difference that is meant.
 *
 * @param name a few words for the report
 * @param reason why CPython is not followed here
 * @param matches whether a difference from a version is this one
 */
record Deliberate(String name, String reason, BiPredicate<Difference, PythonVersion> matches) {
  /** All of them; everything else that differs is a fault. */
  static List<Deliberate> all() {
    return List.of();
  }
}
