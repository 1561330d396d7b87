package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.program.PythonFunction;

/**
 * The one handler of a module that changes things and asks nobody, where those that only read ask
 * all by one guard: who may not even look may not change either.
 *
 * @param silent the handler that changes
 * @param guard what the readers ask by
 * @param readers those that ask by it
 */
record UnaskedWriter(PythonFunction silent, String guard, List<PythonFunction> readers) {
  /** Fewer readers are no rule. */
  private static final int MIN_READERS = 4;

  static Optional<UnaskedWriter> in(List<PythonFunction> functions, GuardedCode code) {
    List<PythonFunction> writers = functions.stream().filter(code::changes).toList();
    List<PythonFunction> others = functions.stream().filter(f -> !code.changes(f)).toList();
    if (writers.size() != 1 || asks(writers.getFirst(), code)) {
      return Optional.empty();
    }
    return others.stream()
        .flatMap(f -> code.guards(f).stream())
        .distinct()
        .flatMap(guard -> found(writers.getFirst(), guard, others, code))
        .findFirst();
  }

  private static boolean asks(PythonFunction writer, GuardedCode code) {
    return !code.guards(writer).isEmpty() || code.isOpen(writer) || code.looksItself(writer);
  }

  private static Stream<UnaskedWriter> found(
      PythonFunction writer, String guard, List<PythonFunction> others, GuardedCode code) {
    List<PythonFunction> readers =
        others.stream().filter(f -> code.guards(f).contains(guard)).toList();
    return readers.size() >= MIN_READERS && readers.size() * 2 >= others.size()
        ? Stream.of(new UnaskedWriter(writer, guard, readers))
        : Stream.empty();
  }
}
