package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Methods that do nothing but turn every request down, and classes that turn down all that would
 * change something: {@code def destroy(self, request, pk): raise MethodNotAllowed("DELETE")}.
 * Nobody needs to be asked who they are for that.
 */
record RefusingMethods(ProgramView program) {
  private static final int DEPTH = 2;

  /** Words of functions that answer and go no further. */
  private static final List<String> REFUSING =
      List.of("abort", "not-allowed", "not-found", "not-supported", "bad-request", "forbidden");

  /** What marks a text for translation. */
  private static final Set<String> TRANSLATING = Set.of("_", "gettext", "gettext_lazy", "ugettext");

  private static final Set<String> CHANGING = Set.of("post", "put", "patch", "delete");

  /** What a generic view of a library offers, by a word of its name. */
  private static final Map<String, List<String>> OFFERS =
      Map.of(
          "model-view", List.of("create", "update", "destroy"),
          "create", List.of("create"),
          "update", List.of("update"),
          "edit", List.of("update"),
          "destroy", List.of("destroy"),
          "delete", List.of("delete"));

  /** Whether all that a function does is to refuse. */
  boolean refuses(PythonFunction function) {
    return refuses(function, DEPTH);
  }

  private boolean refuses(PythonFunction function, int depth) {
    List<Stmt> body = LiveStatements.of(function.node());
    return body.size() == 1
        && switch (body.getFirst()) {
          case Stmt.Raise _ -> true;
          case Stmt.Return s -> s.value() instanceof Expr.Call c && answers(c, function, depth);
          case Stmt.ExprStmt s -> s.value() instanceof Expr.Call c && answers(c, function, depth);
          default -> false;
        };
  }

  /** An object that is made of texts and numbers, or what refuses itself. */
  private boolean answers(Expr.Call call, PythonFunction in, int depth) {
    boolean isPlain =
        Stream.concat(call.args().stream(), call.keywords().stream().map(Node.Keyword::value))
            .flatMap(a -> Inside.all(List.of((Node) a), Expr.Call.class).stream())
            .allMatch(c -> TRANSLATING.contains(NameTerms.last(c)) || makes(c));
    if (!isPlain) {
      return false;
    }
    Target callee = program.resolver().resolve(call.function(), in.module());
    return callee instanceof Target.FunctionTarget f
        ? depth > 0 && refuses(f.function(), depth - 1)
        : makes(call) || NameTerms.speaksOf(NameTerms.last(call), REFUSING);
  }

  /** A class is called, as far as its name tells. */
  private static boolean makes(Expr.Call call) {
    return StoreCalls.isClassName(NameTerms.last(call));
  }

  /** Whether a class turns down all that a base of this name would change. */
  boolean refusesAllOf(PythonClass type, String base) {
    List<String> offered =
        OFFERS.entrySet().stream()
            .filter(e -> NameTerms.speaksOf(base, List.of(e.getKey())))
            .flatMap(e -> e.getValue().stream())
            .toList();
    return takesNoChanges(type)
        || (!offered.isEmpty()
            && offered.stream()
                .allMatch(action -> method(type, action).filter(this::refuses).isPresent()));
  }

  private Optional<PythonFunction> method(PythonClass type, String name) {
    return program.resolver().hierarchy().ownOrder(type).stream()
        .flatMap(t -> t.methods().stream())
        .filter(m -> m.name().equals(name))
        .findFirst();
  }

  /** {@code http_method_names = ["get", "head"]}. */
  private boolean takesNoChanges(PythonClass type) {
    return program.resolver().hierarchy().ownOrder(type).stream()
        .flatMap(t -> t.body().local("http_method_names").stream())
        .findFirst()
        .flatMap(Symbol::only)
        .flatMap(b -> b.value())
        .map(v -> Inside.all(List.of((Node) v), Expr.Str.class))
        .filter(names ->
            !names.isEmpty() && names.stream().noneMatch(n -> CHANGING.contains(n.value())))
        .isPresent();
  }
}
