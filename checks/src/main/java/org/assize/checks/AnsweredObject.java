package org.assize.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What of an answer is made of a thing that a handler has taken, as far as names tell: whatever a
 * statement brings together with it, may hold it afterwards.
 *
 * @param names the thing, and what may hold it
 */
record AnsweredObject(Set<String> names) {
  private static final int ROUNDS = 4;

  /** Follows what a call gives in a function; the call stands in that function. */
  static AnsweredObject of(Expr taken, PythonFunction function) {
    List<Stmt> body = function.node().body();
    Set<String> names = new HashSet<>();
    for (Stmt statement : Inside.all(body, Stmt.class)) {
      if (isSimple(statement) && holds(statement, taken)) {
        names.addAll(written(statement));
      }
    }
    int before = -1;
    for (int round = 0; round < ROUNDS && before < names.size(); round++) {
      before = names.size();
      Inside.all(body, Stmt.class).stream()
          .filter(s -> mentions(read(s), names))
          .forEach(s -> names.addAll(written(s)));
    }
    return new AnsweredObject(names);
  }

  /** Whether an expression may hold the thing. */
  boolean isIn(Expr answer) {
    return mentions(List.of(answer), names);
  }

  private static boolean isSimple(Stmt statement) {
    return switch (statement) {
      case Stmt.Assign _, Stmt.AnnAssign _, Stmt.AugAssign _, Stmt.ExprStmt _ -> true;
      default -> false;
    };
  }

  private static boolean holds(Stmt statement, Expr taken) {
    return statement.start() <= taken.start() && taken.end() <= statement.end();
  }

  private static boolean mentions(List<? extends Node> nodes, Set<String> names) {
    return Inside.deep(nodes, Expr.Name.class).stream().anyMatch(n -> names.contains(n.id()));
  }

  /** What a statement itself reads, without those inside of it. */
  private static List<? extends Node> read(Stmt statement) {
    return switch (statement) {
      case Stmt.Assign s -> List.of(s.value());
      case Stmt.AnnAssign s when s.value() != null -> List.of(s.value());
      case Stmt.AugAssign s -> List.of(s.value());
      case Stmt.ExprStmt s -> List.of(s.value());
      case Stmt.For s -> List.of(s.iter());
      case Stmt.With s -> s.items();
      default -> List.of();
    };
  }

  private static Set<String> written(Stmt statement) {
    Set<String> found = new HashSet<>();
    Stream<? extends Node> targets =
        switch (statement) {
          case Stmt.Assign s -> s.targets().stream();
          case Stmt.AnnAssign s -> Stream.of(s.target());
          case Stmt.AugAssign s -> Stream.of(s.target());
          case Stmt.ExprStmt s -> Stream.of(s.value());
          case Stmt.For s -> Stream.of(s.target());
          case Stmt.With s -> s.items().stream();
          default -> Stream.<Node>of();
        };
    targets.forEach(t -> Inside.deep(List.of(t), Expr.Name.class).forEach(n -> found.add(n.id())));
    return found;
  }
}
