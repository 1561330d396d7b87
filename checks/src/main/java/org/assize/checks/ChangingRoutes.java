package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** Which functions of one module are routed for the methods of HTTP that change something. */
final class ChangingRoutes {
  private static final Set<String> CHANGING_METHODS = Set.of("post", "put", "patch", "delete");

  private static final Set<String> ADDING =
      Set.of("add_post", "add_put", "add_patch", "add_delete");

  private final Set<String> routed;
  private final Set<String> added;

  ChangingRoutes(ModuleView view) {
    routed = routed(view);
    added = added(view);
  }

  /** Whether only requests that change something reach a function. */
  boolean isOnly(PythonFunction function) {
    return function.node().decorators().stream().anyMatch(ChangingRoutes::routesChange)
        || added.contains(function.name());
  }

  /** Whether requests that change something may reach a function, besides others. */
  boolean isAlso(PythonFunction function) {
    boolean decorated =
        function.node().decorators().stream()
            .anyMatch(d -> methods(d).stream().anyMatch(CHANGING_METHODS::contains));
    return decorated || routed.contains(function.name()) || asksForMethod(function);
  }

  /** The names that calls route: {@code Route("/x", function, methods=["POST"])}. */
  private static Set<String> routed(ModuleView view) {
    return view.calls().stream()
        .filter(c -> c.keyword("methods").isPresent())
        .filter(c -> methods(c.node()).stream().anyMatch(CHANGING_METHODS::contains))
        .flatMap(c -> c.node().args().stream())
        .flatMap(a -> a instanceof Expr.Name n ? Stream.of(n.id()) : Stream.of())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The names that calls add for a method that changes: {@code router.add_post("/x", function)}.
   */
  private static Set<String> added(ModuleView view) {
    return view.calls().stream()
        .filter(c -> ADDING.contains(c.calledName()))
        .flatMap(c -> c.node().args().stream().skip(1))
        .flatMap(a -> a instanceof Expr.Name n ? Stream.of(n.id()) : Stream.of())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** {@code if request.method == "POST":}. */
  private static boolean asksForMethod(PythonFunction function) {
    return Inside.any(
        function.node().body(),
        Expr.Compare.class,
        c ->
            NameTerms.last(c.left()).equals("method")
                && c.comparators().getFirst() instanceof Expr.Str s
                && CHANGING_METHODS.contains(s.value().toLowerCase(Locale.ROOT)));
  }

  /** Whether a decorator names only methods that change: a form is shown to everybody. */
  private static boolean routesChange(Expr decorator) {
    List<String> named = methods(decorator);
    String name = NameTerms.last(decorator);
    return CHANGING_METHODS.contains(name)
        || name.equals("mutation")
        || (!named.isEmpty() && CHANGING_METHODS.containsAll(named));
  }

  /** The methods of HTTP that a registration names. */
  private static List<String> methods(Expr registration) {
    List<String> named = new ArrayList<>();
    if (registration instanceof Expr.Call call) {
      boolean isList = NameTerms.last(call).equals("api_view");
      Stream.concat(
              call.keywords().stream()
                  .filter(k -> "methods".equals(k.name()))
                  .map(Node.Keyword::value),
              isList ? call.args().stream() : Stream.of())
          .forEach(list ->
              Inside.all(List.of((Node) list), Expr.Str.class)
                  .forEach(text -> named.add(text.value().toLowerCase(Locale.ROOT))));
    }
    return named;
  }
}
