package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What tells that somebody else has chosen an algorithm: a digest of the same data by a better one
 * beside it, which others may take, or what the text around it says of a format.
 */
record ForeignFormat(AlgorithmUse use) {
  private static final Set<String> BETTER =
      Set.of("sha256", "sha384", "sha512", "blake2b", "blake2s", "sha3_256", "sha3_512");

  private static final Set<String> REPLACING = Set.of("upgrade", "rehash");

  /** How a remark says that another program or standard has decided. */
  private static final Pattern REMARK =
      Pattern.compile(
          "\\b(?:mimics?\\b|RFC ?\\d{3,5}\\b|(?:compatible|compatibility|interoperab\\w+) with\\b"
              + "|\\w+'s (?:hash\\w* )?algorithm\\b)",
          Pattern.CASE_INSENSITIVE);

  /** Returns a digest of the same by a better algorithm, in the same block of code. */
  Optional<Surroundings.Named> beside() {
    if (use.call().node().args().size() != 1) {
      return Optional.empty();
    }
    String given = text(use.call().node().args().getFirst());
    return Inside.all(block(), Expr.Call.class).stream()
        .filter(c -> BETTER.contains(NameTerms.last(c)) && c.args().size() == 1)
        .filter(c -> text(c.args().getFirst()).equals(given) && isBeside(c))
        .findFirst()
        .map(c -> new Surroundings.Named(NameTerms.last(c), Place.of(use.call().module(), c)));
  }

  /** Whether both run, one after the other. */
  private boolean isBeside(Expr.Call other) {
    ModuleView view = use.view();
    Node own = view.parent(view.statement(use.call().node())).orElse(null);
    return own == view.parent(view.statement(other)).orElse(null);
  }

  private List<Stmt> block() {
    return use.call()
        .function()
        .map(f -> f.node().body())
        .orElseGet(() -> use.call().module().tree().body());
  }

  /** Returns the function where it replaces old digests by its name. */
  Optional<Surroundings.Named> replaced() {
    return use.call()
        .function()
        .filter(f -> NameTerms.speaksOf(f.name(), REPLACING))
        .map(f -> new Surroundings.Named(f.name(), Place.ofName(f)));
  }

  /** Returns what the function, or the docstring of its class, says of a format. */
  Optional<Surroundings.Named> remark() {
    Optional<PythonFunction> function = use.call().function();
    return function
        .flatMap(f -> remark(f.node().start(), f.node().end()))
        .or(() ->
            function
                .flatMap(PythonFunction::owner)
                .flatMap(c -> docstring(c.node().body()))
                .flatMap(d -> remark(d.start(), d.end())));
  }

  private static Optional<Node> docstring(List<Stmt> body) {
    return body.getFirst() instanceof Stmt.ExprStmt(_, _, Expr.Str text)
        ? Optional.of(text)
        : Optional.empty();
  }

  private Optional<Surroundings.Named> remark(int from, int to) {
    Matcher found = REMARK.matcher(use.call().module().text().slice(from, to));
    return found.find()
        ? Optional.of(
            new Surroundings.Named(
                found.group(),
                new Place(use.call().module(), from + found.start(), from + found.end())))
        : Optional.empty();
  }

  private String text(Expr e) {
    return use.call().module().text().slice(e.start(), e.end());
  }
}
