package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.program.Scope;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * What fields hold, judged by their name alone: where everything in the program that gives a field
 * of that name a value gives it a constant, whichever object it belongs to, then it holds one of
 * them. A text that is the name, as {@code setattr} takes it, leaves that open.
 */
record FieldValues(ProgramView program) {
  /** Returns the places that give fields of a name a value; empty where one gives no constant. */
  List<Place> constants(String field) {
    List<Place> places = new ArrayList<>();
    for (Use use : program.references().named(field)) {
      boolean harmless =
          switch (use.kind()) {
            case READ, CALL, IMPORT -> true;
            case CHANGE, DEFINITION, STRING -> program.isTest(use.module());
            case WRITE -> !isField(use) || program.isTest(use.module()) || isConstant(use, places);
          };
      if (!harmless) {
        return List.of();
      }
    }
    return places;
  }

  private static boolean isField(Use use) {
    return use.node() instanceof Expr.Attribute
        || use.module().scopes().at(use.node().start()).kind() == Scope.Kind.CLASS;
  }

  private boolean isConstant(Use use, List<Place> places) {
    Optional<Expr> value =
        program
            .view(use.module())
            .parent(use.node())
            .filter(p -> p instanceof Stmt.Assign)
            .map(p -> ((Stmt.Assign) p).value());
    value.ifPresent(v -> places.add(Place.of(use.module(), v)));
    return value.flatMap(v -> program.values().constant(v, use.module())).isPresent();
  }
}
