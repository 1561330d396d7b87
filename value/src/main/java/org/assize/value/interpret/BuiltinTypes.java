package org.assize.value.interpret;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Truth;
import org.assize.value.domain.Atom;

/** The classes of built-in values, and the abstract classes they count for (library reference). */
final class BuiltinTypes {
  private static final Map<String, Set<String>> BASES =
      Map.of(
          "bool", Set.of("int", "numbers.Integral", "numbers.Number"),
          "int", Set.of("numbers.Integral", "numbers.Number", "long"),
          "float", Set.of("numbers.Real", "numbers.Number"),
          "str", Set.of("basestring", "unicode", "collections.abc.Sequence"),
          "bytes", Set.of("collections.abc.Sequence"),
          "list", Set.of("collections.abc.Sequence", "collections.abc.MutableSequence"),
          "tuple", Set.of("collections.abc.Sequence"),
          "dict", Set.of("collections.abc.Mapping", "collections.abc.MutableMapping"),
          "set", Set.of("collections.abc.Set", "collections.abc.MutableSet"),
          "frozenset", Set.of("collections.abc.Set"));

  private BuiltinTypes() {}

  /** Returns whether a value is of a class outside the tree. */
  static Truth test(Atom atom, String path) {
    String wanted = path.startsWith("builtins.") ? path.substring("builtins.".length()) : path;
    Optional<String> type = atom.typeName();
    if (wanted.equals("object")) {
      return Truth.TRUE;
    }
    boolean isBuiltIn =
        atom instanceof Atom.Constant
            || atom instanceof Atom.Text
            || atom instanceof Atom.Container
            || (atom instanceof Atom.Typed t && BASES.containsKey(t.type()));
    if (!isBuiltIn || type.isEmpty()) {
      return type.filter(wanted::equals).isPresent() ? Truth.TRUE : Truth.UNKNOWN;
    }
    if (type.get().equals(wanted) || BASES.getOrDefault(type.get(), Set.of()).contains(wanted)) {
      return Truth.TRUE;
    }
    return isPlain(wanted) ? Truth.FALSE : Truth.UNKNOWN;
  }

  /** Whether no class but those listed counts as one of that name. */
  private static boolean isPlain(String wanted) {
    return BASES.containsKey(wanted)
        || BASES.values().stream().anyMatch(bases -> bases.contains(wanted))
        || !wanted.startsWith("collections.abc.");
  }
}
