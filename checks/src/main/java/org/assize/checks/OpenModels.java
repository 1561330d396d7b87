package org.assize.checks;

import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.Binding;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Models that a framework fills with what a client sends, and that keep fields which they do not
 * declare.
 */
record OpenModels(Check check) {
  /** {@code data.model_dump()} of a class that keeps fields which it does not declare. */
  boolean isDumped(Expr mapping) {
    Expr value =
        mapping instanceof Expr.Name n
            ? check.view().module().scopes().onlyValue(n).orElse(n)
            : mapping;
    return value instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && Set.of("model_dump", "dict").contains(a.attribute())
        && a.value() instanceof Expr.Name model
        && (isOpen(model) || isHandedOpen(model));
  }

  /** Whether a name is a parameter that is declared as such a class. */
  private boolean isOpen(Expr.Name model) {
    return parameters(model).anyMatch(p -> p.annotation() != null && keepsAny(p.annotation()));
  }

  /** Whether a function whose parameter declares nothing is called with such a model. */
  private boolean isHandedOpen(Expr.Name model) {
    return parameters(model).anyMatch(p -> p.annotation() == null)
        && check
            .view()
            .module()
            .scopes()
            .functionAt(model.start())
            .filter(f ->
                new FieldLoops(check)
                    .given(f, model.id())
                    .anyMatch(
                        g -> g.value() instanceof Expr.Name n && new OpenModels(g.in()).isOpen(n)))
            .isPresent();
  }

  private Stream<Node.Parameter> parameters(Expr.Name model) {
    return check.view().module().scopes().functionAt(model.start()).stream()
        .flatMap(f -> f.parameters().stream())
        .filter(p -> p.name().equals(model.id()));
  }

  private boolean keepsAny(Expr type) {
    return check.program().resolver().resolve(type, check.view().module())
            instanceof Target.ClassTarget t
        && (t.type()
                .body()
                .local("model_config")
                .flatMap(Symbol::only)
                .flatMap(Binding::value)
                .filter(OpenModels::allows)
                .isPresent()
            || t.type().node().keywords().stream()
                .anyMatch(k -> "extra".equals(k.name()) && isAllow(k.value())));
  }

  /** {@code ConfigDict(extra="allow")}, {@code {"extra": "allow"}}. */
  private static boolean allows(Expr config) {
    return switch (config) {
      case Expr.Call c ->
          c.keywords().stream().anyMatch(k -> "extra".equals(k.name()) && isAllow(k.value()));
      case Expr.Dict d -> {
        boolean found = false;
        for (int i = 0; i < d.keys().size(); i++) {
          found |=
              d.keys().get(i) instanceof Expr.Str s
                  && s.value().equals("extra")
                  && isAllow(d.values().get(i));
        }
        yield found;
      }
      default -> false;
    };
  }

  private static boolean isAllow(Expr value) {
    return value instanceof Expr.Str s && s.value().equals("allow");
  }
}
