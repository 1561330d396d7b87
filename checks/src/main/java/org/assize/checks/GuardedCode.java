package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.jspecify.annotations.Nullable;

/** What functions of one module ask before they act, as far as names tell. */
final class GuardedCode {
  /** Decorators that run a function before every handler. */
  private static final Set<String> BEFORE_ALL = Set.of("before_request", "before_app_request");

  /** Calls that make a parameter's default what another function gives (FastAPI). */
  private static final Set<String> INJECTED = Set.of("Depends", "Security");

  private static final Set<String> CHANGING_METHODS = Set.of("post", "put", "patch", "delete");

  private final MissingGuard terms;
  private final ModuleView view;

  GuardedCode(MissingGuard terms, ModuleView view) {
    this.terms = terms;
    this.view = view;
  }

  /** Whether something is asked before any handler of the module runs. */
  boolean isGuardedAsAWhole() {
    boolean before =
        view.module().scopes().functions().stream()
            .flatMap(f -> f.node().decorators().stream())
            .anyMatch(d -> BEFORE_ALL.contains(NameTerms.last(d)));
    boolean injected = view.calls().stream().anyMatch(c -> c.keyword("dependencies").isPresent());
    return before || injected;
  }

  /** Whether a function changes something, by its name or by the methods that it is routed for. */
  boolean changes(PythonFunction function) {
    List<String> words = NameTerms.of(function.name());
    boolean isPublic = !function.name().startsWith("_");
    return isPublic
        && ((!words.isEmpty() && terms.changeTerms().contains(words.getFirst()))
            || function.node().decorators().stream().anyMatch(GuardedCode::routesChange));
  }

  private static boolean routesChange(Expr decorator) {
    return CHANGING_METHODS.contains(NameTerms.last(decorator))
        || (decorator instanceof Expr.Call call
            && call.keywords().stream()
                .filter(k -> "methods".equals(k.name()))
                .anyMatch(k -> namesChange(k.value())));
  }

  /** Whether a list of methods holds only those that change: a form is shown to everybody. */
  private static boolean namesChange(Expr methods) {
    List<String> named = new ArrayList<>();
    Nodes.forEach(
        methods,
        node -> {
          if (node instanceof Expr.Str text) {
            named.add(text.value().toLowerCase(Locale.ROOT));
          }
        });
    return !named.isEmpty() && CHANGING_METHODS.containsAll(named);
  }

  /** Returns what a function asks by: decorators, functions that it calls, what it is given. */
  Set<String> guards(PythonFunction function) {
    Set<String> found = new LinkedHashSet<>();
    for (Expr decorator : function.node().decorators()) {
      String name = dotted(decorator);
      if (isGuard(name)) {
        found.add("@" + name);
      }
    }
    for (CallSite call : view.callsIn(function)) {
      String name = call.calledName();
      if (isGuard(name) && NameTerms.speaksOf(name, terms.askTerms())) {
        found.add(name + "()");
      }
    }
    for (Node.Parameter parameter : function.parameters()) {
      injected(parameter.defaultValue(), found);
      injected(parameter.annotation(), found);
    }
    return found;
  }

  private void injected(@Nullable Expr expression, Set<String> found) {
    if (expression == null) {
      return;
    }
    Nodes.forEach(
        expression,
        node -> {
          boolean isInjected =
              node instanceof Expr.Call call
                  && INJECTED.contains(NameTerms.last(call))
                  && !call.args().isEmpty()
                  && NameTerms.speaksOf(
                      NameTerms.last(call.args().getFirst()), identitiesAndGuards());
          if (isInjected) {
            found.add("Depends(" + NameTerms.last(((Expr.Call) node).args().getFirst()) + ")");
          }
        });
  }

  private Set<String> identitiesAndGuards() {
    Set<String> all = new LinkedHashSet<>(terms.guardTerms());
    all.addAll(terms.identityTerms());
    return all;
  }

  private boolean isGuard(String name) {
    return NameTerms.speaksOf(name, terms.guardTerms());
  }

  /** Whether everybody may call a function, by its name: logins, hooks, checks of health. */
  boolean isOpen(PythonFunction function) {
    return NameTerms.speaksOf(function.name(), terms.openTerms());
  }

  /** Whether a function looks itself at whoever is asking. */
  boolean looksItself(PythonFunction function) {
    boolean[] looks = {false};
    for (Node statement : function.node().body()) {
      Nodes.forEach(statement, node -> looks[0] = looks[0] || isIdentity(node));
    }
    return looks[0];
  }

  private boolean isIdentity(Node node) {
    String name =
        switch (node) {
          case Expr.Name n -> n.id();
          case Expr.Attribute a -> a.attribute();
          case Expr.Str s when s.value().length() < 40 -> s.value();
          default -> "";
        };
    return !name.isEmpty() && (NameTerms.speaksOf(name, terms.identityTerms()) || isGuard(name));
  }

  /** All of what a decorator or a call names: {@code permissions.edit.require}. */
  private static String dotted(Expr expression) {
    return switch (expression) {
      case Expr.Call c -> dotted(c.function());
      case Expr.Attribute a -> dotted(a.value()) + "." + a.attribute();
      case Expr.Name n -> n.id();
      default -> "";
    };
  }
}
