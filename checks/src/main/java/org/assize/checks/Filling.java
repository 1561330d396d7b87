package org.assize.checks;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What a function makes of what it is handed, as far as names within it show.
 *
 * @param function the function
 * @param handler where the values come from: itself, or the function that answers requests and
 *     hands them on to it
 * @param names the names in it that hold what it is handed
 */
record Filling(PythonFunction function, PythonFunction handler, Set<String> names) {
  private static final Set<String> REQUESTS = Set.of("request", "req", "context", "ctxt");

  /** The parts of a request that a client fills. */
  private static final Set<String> SENT =
      Set.of(
          "form",
          "args",
          "json",
          "values",
          "data",
          "files",
          "GET",
          "POST",
          "body",
          "params",
          "query_params",
          "cookies",
          "headers");

  /** So many calls lie between a handler and a function that gets what it was sent. */
  private static final int LINKS = 3;

  /** Returns what a function makes of all its parameters. */
  static Filling ofParameters(PythonFunction function) {
    return new Filling(function, function, spread(function, given(function)));
  }

  /**
   * Returns what a function makes of what a client sends: one that answers requests, or that such a
   * function of its module calls.
   */
  static Optional<Filling> of(PythonFunction function, ProgramView program) {
    return of(function, program, LINKS);
  }

  private static Optional<Filling> of(PythonFunction function, ProgramView program, int links) {
    if (RequestHandlers.of(program).answers(function)) {
      return Optional.of(ofParameters(function));
    }
    if (links == 0 || RequestHandlers.of(program).in(function.module()).isEmpty()) {
      return Optional.empty();
    }
    for (CallSite call : program.view(function.module()).calls()) {
      if (call.calledName().equals(function.name())
          && call.function().filter(f -> f != function).isPresent()) {
        Optional<Filling> caller = of(call.function().get(), program, links - 1);
        Set<String> handed = new LinkedHashSet<>();
        caller.ifPresent(c -> handed(call, function, c.names(), handed));
        if (!handed.isEmpty()) {
          return Optional.of(
              new Filling(function, caller.get().handler(), spread(function, handed)));
        }
      }
    }
    return Optional.empty();
  }

  private static void handed(
      CallSite call, PythonFunction function, Set<String> here, Set<String> to) {
    for (Node.Parameter parameter : function.parameters()) {
      call.given(function, parameter.name())
          .filter(e -> mentions(List.of(e), here))
          .ifPresent(e -> to.add(parameter.name()));
    }
  }

  /** What a function gets besides who calls: of a handler its body, and the parts of its path. */
  private static Set<String> given(PythonFunction handler) {
    Set<String> names = new LinkedHashSet<>();
    handler.parameters().stream()
        .map(Node.Parameter::name)
        .filter(n -> !REQUESTS.contains(n) && !handler.receiver().filter(n::equals).isPresent())
        .forEach(names::add);
    return names;
  }

  /** Adds the names that are bound to something in which one of the names stands. */
  private static Set<String> spread(PythonFunction function, Set<String> from) {
    Set<String> names = new HashSet<>(from);
    List<Stmt> body = function.node().body();
    int before;
    do {
      before = names.size();
      Inside.all(body, Stmt.Assign.class)
          .forEach(a -> a.targets().forEach(t -> bind(t, a.value(), names)));
      Inside.all(body, Stmt.For.class).forEach(f -> bind(f.target(), f.iter(), names));
      Inside.all(body, Node.Comprehension.class).forEach(c -> bind(c.target(), c.iter(), names));
    } while (names.size() > before);
    return names;
  }

  private static void bind(Expr target, Expr value, Set<String> names) {
    if (mentions(List.of(value), names)) {
      switch (target) {
        case Expr.Name n -> names.add(n.id());
        case Expr.Tuple t -> t.elements().forEach(e -> bind(e, value, names));
        default -> {}
      }
    }
  }

  private static boolean mentions(List<? extends Node> in, Set<String> names) {
    return Inside.any(in, Expr.Name.class, n -> names.contains(n.id()))
        || Inside.any(in, Expr.Attribute.class, Filling::isSent);
  }

  /** {@code request.form}, {@code req.body}. */
  private static boolean isSent(Expr.Attribute read) {
    return read.value() instanceof Expr.Name n
        && (n.id().equals("request") || n.id().equals("req"))
        && SENT.contains(read.attribute());
  }

  /**
   * Returns the fields that a new object gets of it, by keyword or by assignment; {@code **} where
   * a mapping of it names them.
   */
  List<String> fields(CallSite made, ModuleView view) {
    return new WrittenFields(made, view)
        .values().entrySet().stream()
            .filter(e -> mentions(List.of(e.getValue()), names))
            .map(Map.Entry::getKey)
            .toList();
  }
}
