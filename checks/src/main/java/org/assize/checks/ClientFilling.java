package org.assize.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What a function that answers requests makes of the parameters in which it is handed what a client
 * sends, as far as names within it show.
 *
 * @param function the function
 * @param handler the function that answers requests, itself or the one that hands values on to it
 * @param names the names in it that hold what comes from the client
 */
record ClientFilling(PythonFunction function, PythonFunction handler, Set<String> names) {
  private static final Set<String> REQUESTS = Set.of("request", "req", "context", "ctxt");

  /** Returns it for a function that answers requests, or that one of its module calls. */
  static Optional<ClientFilling> of(PythonFunction function, ProgramView program) {
    RequestHandlers handlers = RequestHandlers.of(program);
    if (handlers.answers(function)) {
      return Optional.of(new ClientFilling(function, function, spread(function, given(function))));
    }
    for (PythonFunction handler : handlers.in(function.module())) {
      Set<String> here = spread(handler, given(handler));
      Set<String> handed = new LinkedHashSet<>();
      for (CallSite call : program.view(function.module()).callsIn(handler)) {
        if (call.calledName().equals(function.name())) {
          handed(call, function, here, handed);
        }
      }
      if (!handed.isEmpty()) {
        return Optional.of(new ClientFilling(function, handler, spread(function, handed)));
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

  /** What a handler gets besides the request itself: its body, the parts of its path. */
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
    return Inside.any(in, Expr.Name.class, n -> names.contains(n.id()));
  }

  /**
   * Returns the fields that a new object gets from the client, by keyword or by assignment; {@code
   * **} where a mapping of the client names them.
   */
  List<String> fields(CallSite made, ModuleView view) {
    Set<String> fields = new LinkedHashSet<>();
    for (Node.Keyword keyword : made.node().keywords()) {
      if (mentions(List.of(keyword.value()), names)) {
        fields.add(keyword.name() == null ? "**" : keyword.name());
      }
    }
    if (view.parent(made.node()).orElse(null) instanceof Stmt.Assign assign
        && assign.targets().getFirst() instanceof Expr.Name object) {
      for (Stmt.Assign later : Inside.all(function.node().body(), Stmt.Assign.class)) {
        if (later.targets().getFirst() instanceof Expr.Attribute a
            && a.value() instanceof Expr.Name n
            && n.id().equals(object.id())
            && mentions(List.of(later.value()), names)) {
          fields.add(a.attribute());
        }
      }
    }
    return new ArrayList<>(fields);
  }
}
