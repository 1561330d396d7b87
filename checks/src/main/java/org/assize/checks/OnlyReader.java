package org.assize.checks;

import java.util.List;
import java.util.Optional;
import org.assize.program.PythonFunction;

/** The one handler of a module that shows records to everybody, where the others ask. */
record OnlyReader(GuardedCode code) {
  private static final int MIN_ASKING = 4;

  Optional<PythonFunction> in(List<PythonFunction> functions) {
    List<PythonFunction> silent = functions.stream().filter(f -> code.guards(f).isEmpty()).toList();
    int asking = functions.size() - silent.size();
    if (asking < MIN_ASKING) {
      return Optional.empty();
    }
    List<PythonFunction> whole = silent.stream().filter(code::givesAll).toList();
    if (whole.size() == 1 && isAlone(whole.getFirst(), silent)) {
      return Optional.of(whole.getFirst());
    }
    boolean hasReaders = functions.stream().filter(f -> !code.changes(f)).count() > 2;
    return silent.size() == 1
            && hasReaders
            && !code.changes(silent.getFirst())
            && code.showsRecords(silent.getFirst())
        ? Optional.of(silent.getFirst())
        : Optional.empty();
  }

  /** Whether the others that ask by nothing are for everybody, or show and change nothing. */
  private boolean isAlone(PythonFunction whole, List<PythonFunction> silent) {
    return !code.changes(whole)
        && silent.stream()
            .filter(f -> f != whole)
            .noneMatch(f -> code.showsRecords(f) && !code.looksItself(f));
  }
}
