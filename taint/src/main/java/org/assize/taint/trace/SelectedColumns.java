package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;

/**
 * The columns that a query gives instead of whole records: {@code Post.objects.values_list("id",
 * flat=True)} (Django documentation, "QuerySet API reference").
 *
 * @param program in which it is asked
 */
record SelectedColumns(FlowProgram program) {
  /** So many calls a query is made of at most. */
  private static final int MAX_LINKS = 16;

  private static final Set<String> SELECTING = Set.of("values", "values_list");

  /** What says how rows are given, and names no column. */
  private static final Set<String> OPTIONS = Set.of("flat", "named");

  /**
   * Returns the columns of which a part of the rows can be.
   *
   * @param part of the rows: an index chooses among the columns, where they stand in tuples
   * @return empty where the rows are whole records, or a column is not known
   */
  List<String> in(Ref rows, List<Selector> part) {
    Body body = program.body(rows.body());
    int at = program.origin(body, rows.instruction());
    for (int links = 0; links < MAX_LINKS; links++) {
      switch (body.op(at)) {
        case CALL -> {
          Optional<List<String>> selected = selected(new Ref(rows.body(), at));
          if (selected.isPresent()) {
            return chosen(selected.get(), part);
          }
        }
        case ATTR, AWAIT, ITERATE, NEXT, ITEM, SLICE, UNPACK -> {}
        default -> {
          return List.of();
        }
      }
      at = program.origin(body, body.operand(at, 0));
    }
    return List.of();
  }

  private Optional<List<String>> selected(Ref call) {
    if (CalledMethod.of(program, call).filter(m -> SELECTING.contains(m.name())).isEmpty()) {
      return Optional.empty();
    }
    Body body = program.body(call.body());
    List<CallShape.Argument> shape = body.calls().get(body.arg(call.instruction())).arguments();
    List<String> columns = new ArrayList<>();
    for (int k = 0; k < shape.size(); k++) {
      if (shape.get(k) instanceof CallShape.Named n) {
        if (!OPTIONS.contains(n.name())) {
          columns.add(n.name()); // an expression under a name of its own
        }
        continue;
      }
      Ref column = new Ref(call.body(), body.operand(call.instruction(), k + 1));
      Optional<String> name = program.value(column).constantText();
      if (name.isEmpty()) {
        return Optional.of(List.of());
      }
      columns.add(name.get());
    }
    return Optional.of(columns);
  }

  private static List<String> chosen(List<String> columns, List<Selector> part) {
    for (Selector selector : part) {
      if (selector instanceof Place.Key(Literal.Text(String name))) {
        return List.of(name);
      }
      if (selector instanceof Place.Key(Literal.Whole w)
          && columns.size() > 1
          && w.value().signum() >= 0
          && w.value().bitLength() < Integer.SIZE
          && w.value().intValue() < columns.size()) {
        return List.of(columns.get(w.value().intValue()));
      }
    }
    return columns;
  }
}
