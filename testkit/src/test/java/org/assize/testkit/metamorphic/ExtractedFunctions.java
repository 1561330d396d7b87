package org.assize.testkit.metamorphic;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Moves the first computed value of each function that reads local variables, assigned to a name or
 * returned, to a function of its own before it.
 */
final class ExtractedFunctions {
  private static final Set<String> OF_THE_FRAME =
      Set.of("locals", "vars", "super", "eval", "exec", "dir", "inspect", "sys", "__class__");

  private final Source source;
  private final Edits edits;
  private int number;

  ExtractedFunctions(Source source) {
    this.source = source;
    this.edits = new Edits(source);
  }

  Edits edits() {
    for (Stmt statement : source.module().tree().body()) {
      if (source.isAlone(statement)) {
        for (PythonFunction function : source.scopes().functions()) {
          Stmt.FunctionDef node = function.node();
          if (statement.start() <= node.start() && node.end() <= statement.end()) {
            value(node.body()).ifPresent(value -> extract(value, statement));
          }
        }
      }
    }
    return edits;
  }

  /** Looks through the statements of a function, those below others included. */
  private Optional<Expr> value(List<Stmt> body) {
    for (Stmt statement : body) {
      Optional<Expr> found =
          switch (statement) {
            case Stmt.Assign s when s.targets().getFirst() instanceof Expr.Name -> fit(s.value());
            case Stmt.Return s -> fit(s.value());
            case Stmt.If s -> value(s.body()).or(() -> value(s.orelse()));
            case Stmt.For s -> value(s.body());
            case Stmt.With s -> value(s.body());
            case Stmt.Try s -> value(s.body());
            default -> Optional.empty();
          };
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Expr> fit(@Nullable Expr value) {
    if (value == null) {
      return Optional.empty();
    }
    return switch (value) {
      case Expr.Call _, Expr.BinOp _, Expr.JoinedStr _, Expr.Subscript _, Expr.IfExp _
          when canMove(value) && !locals(value).isEmpty() ->
          Optional.of(value);
      default -> Optional.empty();
    };
  }

  private boolean canMove(Expr value) {
    boolean[] fits = {!source.slice(value).contains("\n")};
    Nodes.forEach(
        value,
        node ->
            fits[0] &=
                switch (node) {
                  case Expr.Await _, Expr.Yield _, Expr.YieldFrom _, Expr.NamedExpr _ -> false;
                  case Expr.Name name -> !OF_THE_FRAME.contains(name.id()) && isMovable(name);
                  // within a class, two underscores are the beginning of another name
                  case Expr.Attribute a -> !a.attribute().startsWith("__");
                  case Node.Comprehension c -> !c.isAsync();
                  default -> true;
                });
    return fits[0];
  }

  /** Names of type parameters and of modules that only a function imports stay where they are. */
  private boolean isMovable(Expr.Name name) {
    Optional<Symbol> symbol = source.scopes().at(name.start()).lookup(name.id());
    return symbol.isEmpty()
        || (symbol.get().scope().kind() != Scope.Kind.TYPE_PARAMETERS
            && (isOfModule(symbol.get())
                || symbol.get().bindings().stream().noneMatch(b -> isImport(b.kind()))));
  }

  private static boolean isImport(Binding.Kind kind) {
    return kind == Binding.Kind.IMPORT || kind == Binding.Kind.FROM_IMPORT;
  }

  private static boolean isOfModule(Symbol symbol) {
    return symbol.scope().kind() == Scope.Kind.MODULE;
  }

  /** The names that the value reads from the functions around it. */
  private Set<String> locals(Expr value) {
    return source.names(value, Scope.Kind.FUNCTION);
  }

  private void extract(Expr value, Stmt outermost) {
    number++;
    String name = source.unused("_extracted_" + number);
    String names = String.join(", ", locals(value));
    edits.insert(
        source.startWithComments(outermost),
        Piece.instead(source, value.start(), "def %s(%s):\n    return ".formatted(name, names)),
        Piece.copy(source, value.start(), value.end()),
        Piece.added("\n\n\n"));
    edits.replace(
        value.start(), value.end(), Piece.instead(source, value.start(), name + "(" + names + ")"));
  }
}
