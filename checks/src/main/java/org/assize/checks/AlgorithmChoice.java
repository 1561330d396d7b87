package org.assize.checks;

import java.util.List;
import java.util.Optional;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What chooses an algorithm by its name: a table that holds it beside others, a comparison of
 * something with its name, or one of several classes of which each has its own. Whether it is used
 * then rests with who sends the name, or with the data that carries it.
 *
 * @param path the dotted name of the algorithm
 */
record AlgorithmChoice(ProgramView program, ModuleView view, String path) {
  /** Returns the key or the comparison that stands for the algorithm. */
  Optional<Surroundings.Named> of(Expr algorithm) {
    Node inner = algorithm;
    Optional<Node> outer = view.parent(algorithm);
    while (outer.isPresent()) {
      Optional<Expr> key = key(outer.get(), inner);
      if (key.isPresent()) {
        String text = view.module().text().slice(key.get().start(), key.get().end());
        return Optional.of(new Surroundings.Named(text, Place.of(view.module(), key.get())));
      }
      inner = outer.get();
      outer = view.parent(inner);
    }
    return new SchemeClass(program, view).around(algorithm);
  }

  private Optional<Expr> key(Node outer, Node inner) {
    Optional<Expr> key =
        switch (outer) {
          case Expr.Dict d when d.keys().size() > 1 && d.values().contains(inner) ->
              Optional.ofNullable(d.keys().get(d.values().indexOf(inner)));
          case Stmt.If s when s.body().contains(inner) -> compared(s.test());
          case Expr.IfExp e when e.body() == inner -> compared(e.test());
          default -> Optional.empty();
        };
    boolean beside = outer instanceof Expr.Dict d && standsBesideOthers(d, inner);
    return key.filter(k -> beside || isNamed(k));
  }

  private static Optional<Expr> compared(Expr test) {
    if (!(test instanceof Expr.Compare c) || c.ops().size() != 1) {
      return Optional.empty();
    }
    CompareOperator op = c.ops().getFirst();
    return op == CompareOperator.EQ || op == CompareOperator.IN
        ? Optional.of(c.comparators().getFirst())
        : Optional.empty();
  }

  /** Whether another entry of the table is of the same family, {@code hashes.SHA256}. */
  private boolean standsBesideOthers(Expr.Dict table, Node inner) {
    return table.values().stream()
        .filter(v -> v != inner)
        .map(v -> v instanceof Expr.Call c ? c.function() : v)
        .map(v -> program.resolver().resolve(v, view.module()).dottedPath().orElse(""))
        .anyMatch(other -> !other.equals(path) && family(other).equals(family(path)));
  }

  private static String family(String dotted) {
    return dotted.substring(0, Math.max(0, dotted.lastIndexOf('.')));
  }

  /** Whether a text shares a word with the algorithm: {@code 3des-cbc} and {@code TripleDES}. */
  private boolean isNamed(Expr key) {
    List<String> own = NameTerms.of(path.substring(path.lastIndexOf('.') + 1));
    return Surroundings.texts(key, view).stream()
        .flatMap(t -> NameTerms.of(t.name()).stream())
        .anyMatch(own::contains);
  }
}
