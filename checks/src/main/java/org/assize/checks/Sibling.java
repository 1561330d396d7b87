package org.assize.checks;

import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;

/**
 * A handler among others of its module, and what it asks by before it does anything.
 *
 * @param guards what it asks by
 * @param isExcused whether nothing is said of it if it asks by nothing
 * @param looks whether it looks itself at whoever is asking
 */
record Sibling(String name, Place place, Set<String> guards, boolean isExcused, boolean looks) {
  static Sibling of(PythonClass type, Set<String> guards) {
    return new Sibling(type.name(), Place.ofName(type), guards, false, false);
  }

  static Sibling of(PythonFunction function, Set<String> guards) {
    return new Sibling(function.name(), Place.ofName(function), guards, false, false);
  }
}
