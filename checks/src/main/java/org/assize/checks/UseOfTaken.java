package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * What a handler does with a thing after it has taken it.
 *
 * @param place where
 * @param says what
 */
record UseOfTaken(Place place, String says) {
  private static final Set<String> STORING = Set.of("save", "commit", "flush", "put");
  private static final Set<String> ANSWERING = Set.of("write", "finish", "send", "render");

  /**
   * Returns what is done with it, where the code of the handler shows it.
   *
   * @param changes whether the handler changes it
   */
  static Optional<UseOfTaken> in(ObjectHandler handler, Touch touch, boolean changes) {
    PythonModule module = handler.place().module();
    return module.scopes().functions().stream()
        .filter(f -> f.node().nameStart() == handler.place().start())
        .findFirst()
        .flatMap(f -> in(f, touch, changes))
        .filter(u -> u.place().line() != module.text().lineAt(touch.node().start()));
  }

  /**
   * Whether a handler that only reads answers with something that does not hold the thing at all:
   * it is called by a name of its own, and no answer mentions that; nor is anything made with it.
   */
  static boolean isKeptBack(ObjectHandler handler, Touch touch) {
    boolean isOnlyRead =
        handler.more().made().isEmpty()
            && handler.touches().stream().noneMatch(t -> t.verb().writes());
    return isOnlyRead
        && handler.place().module().scopes().functions().stream()
            .filter(f -> f.node().nameStart() == handler.place().start())
            .anyMatch(f -> {
              AnsweredObject taken = AnsweredObject.of(touch.node(), f);
              List<Expr> answers = answers(f, touch.node().start()).toList();
              return !taken.names().isEmpty()
                  && !answers.isEmpty()
                  && answers.stream().noneMatch(taken::isIn);
            });
  }

  private static Stream<Expr> answers(PythonFunction function, int from) {
    Stream<Expr> returned =
        Inside.all(function.node().body(), Stmt.Return.class).stream()
            .filter(r -> r.end() > from)
            .flatMap(r -> Stream.ofNullable(r.value()));
    return Stream.concat(returned, calls(function, from, ANSWERING));
  }

  private static Optional<UseOfTaken> in(PythonFunction function, Touch touch, boolean changes) {
    int from = touch.node().start();
    if (changes) {
      return calls(function, from, STORING)
          .map(c -> new UseOfTaken(Place.of(function.module(), c), "the change is stored"))
          .findFirst();
    }
    AnsweredObject taken = AnsweredObject.of(touch.node(), function);
    return answers(function, from)
        .filter(e -> e.start() > from && (taken.names().isEmpty() || taken.isIn(e)))
        .map(e -> new UseOfTaken(Place.of(function.module(), e), "the client gets it"))
        .findFirst();
  }

  private static Stream<Expr> calls(PythonFunction function, int from, Set<String> names) {
    return Inside.all(function.node().body(), Expr.Call.class).stream()
        .filter(c -> c.start() > from && names.contains(NameTerms.last(c)))
        .map(c -> c);
  }
}
