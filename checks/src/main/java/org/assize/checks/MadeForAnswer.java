package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * A value that is made for one answer and kept nowhere, such as a password that is only suggested:
 * nobody has it but the one who asked.
 */
record MadeForAnswer(ModuleView view) {
  /** First words of functions that make something anew. */
  private static final Set<String> MAKING =
      Set.of("make", "generate", "create", "new", "random", "suggest", "token", "gen");

  /** Returns where a value is made that nothing but the answer gets. */
  Optional<Place> of(Expr shown) {
    return shown instanceof Expr.Name name
        ? view.module()
            .scopes()
            .only(name)
            .filter(b -> b.value().filter(MadeForAnswer::isMade).isPresent())
            .filter(b -> isUsedOnce(name, b))
            .map(b -> Place.of(view.module(), b.source()))
        : Optional.empty();
  }

  /** A call that is given nothing but numbers and texts. */
  private static boolean isMade(Expr value) {
    return value instanceof Expr.Call c
        && NameTerms.startsWith(NameTerms.last(c), MAKING)
        && Inside.all(c.args(), Expr.Name.class).isEmpty()
        && c.keywords().stream()
            .allMatch(k -> Inside.all(List.of((Node) k.value()), Expr.Name.class).isEmpty());
  }

  private boolean isUsedOnce(Expr.Name name, Binding binding) {
    return view.module()
        .scopes()
        .functionAt(name.start())
        .filter(f ->
            Inside.deep(f.node().body(), Expr.Name.class).stream()
                    .filter(n -> n != binding.node() && n.id().equals(name.id()))
                    .count()
                == 1)
        .isPresent();
  }
}
