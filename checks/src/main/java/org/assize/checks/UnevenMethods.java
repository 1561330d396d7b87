package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Classes that answer requests and ask before they show something, and not before they change it:
 * each method of HTTP has a method of its own, which some guards decorate one by one.
 */
record UnevenMethods(GuardWords words, Check check) {
  private static final Set<String> SHOWING = Set.of("get", "head");
  private static final Set<String> CHANGING = Set.of("post", "put", "patch", "delete");

  /** What Flask-RESTX and Flask itself decorate all or some methods of a class with. */
  private static final List<String> SETTINGS = List.of("method_decorators", "decorators");

  /** The method that asks, by what, and the one that does not. */
  record Found(PythonFunction asking, String guard, PythonFunction silent) {}

  List<Found> find() {
    ProgramView program = check.program();
    GuardedCode code = new GuardedCode(words, program, check.view());
    GuardedClasses classes = new GuardedClasses(words, program, code);
    RequestHandlers handlers = RequestHandlers.of(program);
    List<Found> found = new ArrayList<>();
    for (PythonClass type : check.view().module().scopes().classes()) {
      Optional<PythonFunction> asking =
          type.methods().stream()
              .filter(m -> SHOWING.contains(m.name()) && !guards(type, m, code).isEmpty())
              .filter(handlers::answers)
              .findFirst();
      if (asking.isPresent()
          && classes.asked(type).isEmpty()
          && !code.isOpen(asking.get())
          && !NameTerms.speaksOf(type.name(), words.openTerms())) {
        type.methods().stream()
            .filter(m -> CHANGING.contains(m.name()) && guards(type, m, code).isEmpty())
            .filter(m -> !code.looksItself(m) && changes(m, code))
            .map(
                m -> new Found(asking.get(), guards(type, asking.get(), code).iterator().next(), m))
            .forEach(found::add);
      }
    }
    return found;
  }

  private boolean changes(PythonFunction method, GuardedCode code) {
    Atoms atoms = new Atoms(method, code, check.program());
    return Touches.of(method, atoms, words, check.program()).touches().stream()
        .anyMatch(t -> t.verb().changes());
  }

  private static Set<String> guards(PythonClass type, PythonFunction method, GuardedCode code) {
    Set<String> found = new LinkedHashSet<>(code.guards(method));
    for (String setting : SETTINGS) {
      type.body().local(setting).flatMap(Symbol::only).flatMap(Binding::value).stream()
          .flatMap(v -> decorating(v, method.name()))
          .map(NameTerms::last)
          .filter(code::isGuard)
          .forEach(n -> found.add("@" + n));
    }
    return found;
  }

  /** {@code [login_required]}, {@code {"get": [login_required]}}. */
  private static Stream<Expr> decorating(Expr setting, String method) {
    return switch (setting) {
      case Expr.ListExpr l -> l.elements().stream();
      case Expr.Tuple t -> t.elements().stream();
      case Expr.Dict d -> {
        List<Expr> of = new ArrayList<>();
        for (int i = 0; i < d.keys().size(); i++) {
          if (d.keys().get(i) instanceof Expr.Str key && key.value().equalsIgnoreCase(method)) {
            of.addAll(Inside.all(List.of((Node) d.values().get(i)), Expr.Name.class));
          }
        }
        yield of.stream();
      }
      default -> Stream.of();
    };
  }
}
