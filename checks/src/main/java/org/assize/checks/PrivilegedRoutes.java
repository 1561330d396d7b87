package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;

/**
 * Handlers under an address for those who look after a program, {@code /admin/…}, of which all but
 * one ask by the same guard.
 */
record PrivilegedRoutes(GuardedCode code) {
  private static final Set<String> PRIVILEGED =
      Set.of("admin", "staff", "manage", "management", "moderator", "operator", "backoffice");

  /** Functions that hand out a file. */
  private static final Set<String> FILES =
      Set.of("send_file", "FileResponse", "read_text", "read_bytes", "static_file");

  private static final int MIN_ASKING = 2;

  /** The one that does not ask, and those that do. */
  record Found(PythonFunction silent, List<PythonFunction> asking, String guard) {}

  List<Found> find(List<PythonFunction> functions) {
    Map<String, List<PythonFunction>> byArea = new LinkedHashMap<>();
    functions.forEach(
        f -> area(f).ifPresent(a -> byArea.computeIfAbsent(a, k -> new ArrayList<>()).add(f)));
    List<Found> found = new ArrayList<>();
    for (Map.Entry<String, List<PythonFunction>> entry : byArea.entrySet()) {
      List<PythonFunction> group = entry.getValue();
      List<PythonFunction> silent = group.stream().filter(f -> code.guards(f).isEmpty()).toList();
      List<PythonFunction> asking = group.stream().filter(f -> !silent.contains(f)).toList();
      boolean isEnough =
          asking.size() >= MIN_ASKING
              || (silent.size() == 1
                  && code.changesStored(silent.getFirst())
                  && asking.stream().anyMatch(f -> asksFor(f, entry.getKey())));
      if (silent.size() == 1 && isEnough && isSuspect(silent.getFirst())) {
        Set<String> shared = new LinkedHashSet<>(code.guards(asking.getFirst()));
        asking.forEach(f -> shared.retainAll(code.guards(f)));
        boolean givesAll = shared.isEmpty() && code.givesAll(silent.getFirst());
        (givesAll ? code.guards(asking.getFirst()) : shared)
            .stream()
                .findFirst()
                .ifPresent(guard -> found.add(new Found(silent.getFirst(), asking, guard)));
      }
    }
    return found;
  }

  private boolean isSuspect(PythonFunction function) {
    return (code.changes(function)
            || code.changesStored(function)
            || code.givesAll(function)
            || code.showsRecords(function)
            || handsOutFile(function))
        && !code.isOpen(function)
        && !code.looksItself(function)
        && !HookHandlers.isForServices(function)
        && !StandingGuard.mayLook(function, code.program());
  }

  /** Whether a guard is called after those for whom the address is: {@code @admin_only}. */
  private boolean asksFor(PythonFunction function, String area) {
    return code.guards(function).stream().anyMatch(g -> NameTerms.speaksOf(g, List.of(area)));
  }

  /** {@code return send_file("service.log")}: what is kept on the disk. */
  private static boolean handsOutFile(PythonFunction function) {
    return Inside.any(
        function.node().body(), Expr.Call.class, c -> FILES.contains(NameTerms.last(c)));
  }

  /** The first part of the address that says for whom it is. */
  private static Optional<String> area(PythonFunction function) {
    return function.node().decorators().stream()
        .flatMap(d -> d instanceof Expr.Call c ? c.args().stream() : Stream.<Expr>of())
        .flatMap(a -> a instanceof Expr.Str s ? Stream.of(s.value()) : Stream.of())
        .filter(path -> path.startsWith("/"))
        .flatMap(path -> area(path.substring(1)).stream())
        .findFirst();
  }

  static Optional<String> area(String address) {
    return Stream.of(address.split("/", -1)).limit(2).filter(PRIVILEGED::contains).findFirst();
  }
}
