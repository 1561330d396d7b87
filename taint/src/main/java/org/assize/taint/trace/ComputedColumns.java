package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;

/**
 * The columns that queries of the program compute under names of their own ({@code
 * annotate(number=Count("post"))}; Django documentation, "Aggregation").
 */
final class ComputedColumns {
  private static final Set<String> COMPUTING =
      Set.of("annotate", "alias", "aggregate", "aaggregate");

  /** Expressions of Django that are numbers, whatever they are given. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "django\\.db\\.models\\.(\\w+\\.)*(Count|Sum|Avg|StdDev|Variance|Length|RowNumber|Rank"
              + "|DenseRank|NTile|Extract\\w*|Trunc(Date|Time|Day|Week|Month|Quarter|Year|Hour)?)");

  /** Expressions that choose among what they are given. */
  private static final Pattern CHOOSING =
      Pattern.compile(
          "django\\.db\\.models\\.(\\w+\\.)*(Coalesce|Greatest|Least|Abs|Round|Ceil|Floor)");

  private final FlowProgram program;
  private final Map<String, List<Ref>> expressions = new HashMap<>();

  private ComputedColumns(FlowProgram program) {
    this.program = program;
  }

  static ComputedColumns of(FlowProgram program) {
    ComputedColumns columns = new ComputedColumns(program);
    for (int number = 0; number < program.values().bodies().size(); number++) {
      Body body = program.body(number);
      for (int i = 0; program.isProduction(number) && i < body.size(); i++) {
        Ref at = new Ref(number, i);
        if (CalledMethod.of(program, at).filter(m -> COMPUTING.contains(m.name())).isPresent()) {
          columns.add(at);
        }
      }
    }
    return columns;
  }

  private void add(Ref call) {
    Body body = program.body(call.body());
    List<CallShape.Argument> shape = body.calls().get(body.arg(call.instruction())).arguments();
    for (int k = 0; k < shape.size(); k++) {
      if (shape.get(k) instanceof CallShape.Named n) {
        int value = body.operand(call.instruction(), k + 1);
        expressions
            .computeIfAbsent(n.name(), _ -> new ArrayList<>())
            .add(new Ref(call.body(), value));
      }
    }
  }

  /** Whether queries compute a column of a name, and each of them a number or a time. */
  boolean isNumber(String name) {
    List<Ref> found = expressions.getOrDefault(name, List.of());
    return !found.isEmpty() && found.stream().allMatch(this::isNumber);
  }

  private boolean isNumber(Ref expression) {
    Body body = program.body(expression.body());
    Ref at = new Ref(expression.body(), program.origin(body, expression.instruction()));
    if (program.value(at).atoms().stream().allMatch(Safety::isNumber)
        && !program.value(at).atoms().isEmpty()) {
      return true;
    }
    if (body.op(at.instruction()) != Op.CALL) {
      return false;
    }
    List<String> paths = program.paths(at);
    return paths.stream().anyMatch(p -> NUMBER.matcher(p).matches())
        || (paths.stream().anyMatch(p -> CHOOSING.matcher(p).matches())
            && new CallArguments(program, at)
                .all().stream().allMatch(v -> isNumber(new Ref(at.body(), v))));
  }
}
