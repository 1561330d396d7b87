package org.assize.checks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** What the decorators of a handler say beside their names. */
record HandlerDecorators(ProgramView program) {
  /** What queues call, with what the program itself has put into them. */
  private static final Set<String> TASKS =
      Set.of("task", "shared_task", "periodic_task", "job", "db_task", "db_periodic_task", "actor");

  private static final Set<String> BINDING = Set.of("bind", "bind_partial", "getcallargs");

  /** {@code view_config(permission="edit")}; without one, everybody may call it. */
  private static final Set<String> PERMISSIONS = Set.of("permission", "effective_principals");

  /** What runs before or after handlers and has no address of its own. */
  private static final Set<String> AROUND =
      Set.of(
          "before_request",
          "before_app_request",
          "after_request",
          "after_app_request",
          "after_this_request",
          "teardown_request",
          "teardown_app_request",
          "teardown_appcontext");

  /** Whether a function runs around handlers and is none. */
  static boolean isAround(PythonFunction function) {
    return function.node().decorators().stream().map(NameTerms::last).anyMatch(AROUND::contains);
  }

  /** Whether a queue calls a function, and no client. */
  boolean isTask(PythonFunction function) {
    return function.node().decorators().stream().anyMatch(d -> TASKS.contains(NameTerms.last(d)));
  }

  /** Returns the permissions that a registration asks for. */
  Set<String> permissions(PythonFunction function) {
    Set<String> found = new LinkedHashSet<>();
    for (Expr decorator : function.node().decorators()) {
      if (decorator instanceof Expr.Call call) {
        call.keywords().stream()
            .filter(k -> k.name() != null && PERMISSIONS.contains(k.name()))
            .map(Node.Keyword::value)
            .filter(v -> !NameTerms.speaksOf(NameTerms.last(v), List.of("no-permission")))
            .filter(v -> !(v instanceof Expr.None))
            .forEach(v -> found.add(v instanceof Expr.Str s ? s.value() : NameTerms.last(v)));
      }
    }
    return found;
  }

  /**
   * Whether a decorator of the program looks at what the handler is called with, by the names of
   * its parameters, and may refuse: {@code signature(handler).bind(…).arguments["user_name"]}.
   */
  boolean looksAtArguments(PythonFunction function) {
    return function.node().decorators().stream().anyMatch(d -> isGivenCheck(d, function))
        || function.node().decorators().stream()
            .map(d -> d instanceof Expr.Call c ? c.function() : d)
            .map(d -> program.resolver().resolve(d, function.definedIn()))
            .anyMatch(t ->
                t instanceof Target.FunctionTarget(PythonFunction decorator)
                    && refuses(decorator)
                    && (binds(decorator) || reads(decorator, function)));
  }

  /**
   * {@code @before(check_action, request)}: a function of the program that is given the request,
   * reads what the handler is called with by the names of its parameters, and may refuse.
   */
  private boolean isGivenCheck(Expr decorator, PythonFunction handler) {
    return decorator instanceof Expr.Call c
        && c.args().stream().anyMatch(a -> a instanceof Expr.Name n && n.id().equals("request"))
        && c.args().stream()
            .map(a -> program.resolver().resolve(a, handler.definedIn()))
            .anyMatch(t ->
                t instanceof Target.FunctionTarget(PythonFunction check)
                    && refuses(check)
                    && mentions(check, handler));
  }

  private static boolean mentions(PythonFunction check, PythonFunction handler) {
    Set<String> names = new LinkedHashSet<>();
    handler.parameters().forEach(p -> names.add(p.name()));
    return Inside.any(check.node().body(), Expr.Str.class, s -> names.contains(s.value()));
  }

  private static boolean refuses(PythonFunction decorator) {
    List<Stmt> body = decorator.node().body();
    return !Inside.deep(body, Stmt.Raise.class).isEmpty()
        || Inside.deep(body, Expr.Call.class).stream()
            .anyMatch(c -> NameTerms.last(c).equals("abort"));
  }

  private static boolean binds(PythonFunction decorator) {
    List<Stmt> body = decorator.node().body();
    return Inside.deep(body, Expr.Call.class).stream()
            .anyMatch(c -> BINDING.contains(NameTerms.last(c)))
        && Inside.deep(body, Expr.Attribute.class).stream()
            .anyMatch(a -> a.attribute().equals("arguments"));
  }

  /** {@code kwargs["user_name"]}, where the handler has that parameter. */
  private static boolean reads(PythonFunction decorator, PythonFunction handler) {
    Set<String> names = new LinkedHashSet<>();
    handler.parameters().forEach(p -> names.add(p.name()));
    List<Stmt> body = decorator.node().body();
    return Inside.deep(body, Expr.Subscript.class).stream()
            .anyMatch(s -> isKeyword(s.value()) && names.contains(key(s.index())))
        || Inside.deep(body, Expr.Call.class).stream().anyMatch(c -> gets(c, names));
  }

  private static boolean gets(Expr.Call call, Set<String> names) {
    return call.function() instanceof Expr.Attribute a
        && a.attribute().equals("get")
        && isKeyword(a.value())
        && !call.args().isEmpty()
        && names.contains(key(call.args().getFirst()));
  }

  private static boolean isKeyword(Expr value) {
    return value instanceof Expr.Name n && Set.of("kwargs", "kwds", "kw").contains(n.id());
  }

  private static String key(Expr index) {
    return index instanceof Expr.Str s ? s.value() : "";
  }

  /** The record that a serializer changes: the view that calls it has looked it up. */
  Optional<String> given(PythonFunction function) {
    return function
        .owner()
        .filter(
            c -> c.node().bases().stream().anyMatch(b -> NameTerms.last(b).endsWith("Serializer")))
        .flatMap(_ ->
            function.parameters().stream()
                .skip(1)
                .map(Node.Parameter::name)
                .filter("instance"::equals)
                .findFirst());
  }
}
