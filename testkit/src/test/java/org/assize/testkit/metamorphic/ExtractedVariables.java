package org.assize.testkit.metamorphic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.program.Scope;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Gives the first argument that is more than a name or a constant a variable of its own, in front
 * of the statement whose value is the call: all that is evaluated before it are names, constants
 * and attributes, so the order stays.
 */
final class ExtractedVariables {
  private final Source source;
  private final Edits edits;
  private int number;

  ExtractedVariables(Source source) {
    this.source = source;
    this.edits = new Edits(source);
  }

  Edits edits() {
    source.forEach(node -> {
      if (node instanceof Stmt statement && isInFunction(statement)) {
        call(statement)
            .flatMap(ExtractedVariables::argument)
            .ifPresent(argument -> {
              if (source.isAlone(statement)) {
                extract(argument, statement);
              }
            });
      }
    });
    return edits;
  }

  /** A variable of a module or class is one that others see. */
  private boolean isInFunction(Stmt statement) {
    return source.scopes().at(statement.start()).owner().kind() == Scope.Kind.FUNCTION;
  }

  private static Optional<Expr.Call> call(Stmt statement) {
    return switch (statement) {
      case Stmt.ExprStmt s -> call(s.value());
      case Stmt.Return s -> call(s.value());
      case Stmt.Assign s when s.targets().stream().allMatch(Expr.Name.class::isInstance) ->
          call(s.value());
      default -> Optional.empty();
    };
  }

  private static Optional<Expr.Call> call(@Nullable Expr value) {
    return switch (value) {
      case Expr.Call call when isPlain(call.function()) -> Optional.of(call);
      case Expr.Await a -> call(a.value());
      case null, default -> Optional.empty();
    };
  }

  private static Optional<Expr> argument(Expr.Call call) {
    List<Expr> values = new ArrayList<>(call.args());
    call.keywords().stream()
        .sorted(java.util.Comparator.comparingInt(Node.Keyword::start))
        .forEach(keyword -> values.add(keyword.value()));
    for (Expr value : values) {
      if (!isPlain(value)) {
        return isExtracted(value) ? Optional.of(value) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Starred values and generators without brackets are no expressions by themselves. */
  private static boolean isExtracted(Expr value) {
    boolean[] fits = {!(value instanceof Expr.Starred || value instanceof Expr.GeneratorExp)};
    Nodes.forEach(value, node -> fits[0] &= !(node instanceof Expr.NamedExpr));
    return fits[0];
  }

  private static boolean isPlain(Expr value) {
    return switch (value) {
      case Expr.Name _,
          Expr.Str _,
          Expr.Bytes _,
          Expr.Int _,
          Expr.BigInt _,
          Expr.Real _,
          Expr.Bool _,
          Expr.None _ ->
          true;
      case Expr.Attribute a -> isPlain(a.value());
      default -> false;
    };
  }

  private void extract(Expr argument, Stmt statement) {
    number++;
    String name = source.unused("part_" + number);
    boolean wide = source.slice(argument).contains("\n");
    edits.insert(
        source.lineStart(statement.start()),
        Piece.instead(
            source,
            argument.start(),
            source.before(statement.start()) + name + (wide ? " = (" : " = ")),
        Piece.copy(source, argument.start(), argument.end()),
        Piece.instead(source, argument.start(), wide ? ")\n" : "\n"));
    edits.replace(argument.start(), argument.end(), Piece.instead(source, argument.start(), name));
  }
}
