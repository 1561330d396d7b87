package org.assize.checks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** What a function writes into an object that it makes: by keyword, or by assignment after it. */
record WrittenFields(CallSite made, ModuleView view) {

  /** Returns the first value of each field; of what {@code **} expands, {@code **}. */
  Map<String, Expr> values() {
    Map<String, Expr> values = new LinkedHashMap<>();
    for (Node.Keyword keyword : made.node().keywords()) {
      values.putIfAbsent(keyword.name() == null ? "**" : keyword.name(), keyword.value());
    }
    if (view.parent(made.node()).orElse(null) instanceof Stmt.Assign assign
        && assign.targets().getFirst() instanceof Expr.Name object) {
      List<Stmt> body = made.function().map(f -> f.node().body()).orElse(List.of());
      for (Stmt.Assign later : Inside.all(body, Stmt.Assign.class)) {
        if (later.targets().getFirst() instanceof Expr.Attribute a
            && later.start() > assign.start()
            && a.value() instanceof Expr.Name n
            && n.id().equals(object.id())) {
          values.putIfAbsent(a.attribute(), later.value());
        }
      }
    }
    return values;
  }
}
