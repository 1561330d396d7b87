package org.assize.checks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;

/**
 * The module of production that a test module is about.
 *
 * @param classes those of its classes that the tests name, with where each is first named, in the
 *     order of the places; never empty
 */
record TestedModule(PythonModule module, Map<PythonClass, Place> classes) {

  /** Returns what the module of a check is about; empty where it is no test or names no class. */
  static Optional<TestedModule> of(Check check) {
    if (!check.inTest()) {
      return Optional.empty();
    }
    TestSubjects subjects = check.view().subjects(check.program());
    return subjects
        .module(check.view().module())
        .map(module -> {
          Map<PythonClass, Place> classes = new LinkedHashMap<>();
          subjects
              .first()
              .forEach((type, place) -> {
                if (type.module() == module) {
                  classes.put(type, place);
                }
              });
          return new TestedModule(module, classes);
        });
  }

  /** Returns where the first of the classes is named. */
  Place place() {
    return classes.values().iterator().next();
  }
}
