package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.facts.Reason;
import org.assize.program.Binding;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;

/**
 * What an argument is where the program leaves a choice: the default of a parameter, one side of a
 * conditional expression, the last side of an {@code or}.
 *
 * @param value what it is then
 * @param module where that stands
 * @param reason who has the choice
 */
record Alternatives(Expr value, PythonModule module, Reason reason) {

  /** Returns the sides of a choice; none where there is no choice. */
  static List<Alternatives> of(Expr argument, PythonModule module, ProgramView program) {
    if (argument instanceof Expr.IfExp choice) {
      return Stream.of(choice.body(), choice.orelse())
          .map(side -> new Alternatives(side, module, Reason.OPERATOR_INPUT))
          .toList();
    }
    Values values = program.values();
    if (argument instanceof Expr.BoolOp either && isLastResort(either)) {
      boolean isHanded = values.parameter(either.values().getFirst(), module).isPresent();
      Reason who = isHanded ? Reason.EXPOSED_TO_CALLERS : Reason.OPERATOR_INPUT;
      return List.of(new Alternatives(either.values().getLast(), module, who));
    }
    Optional<WrittenField> field = WrittenField.of(argument, module, program);
    Optional<Binding> parameter =
        values
            .parameter(argument, module)
            .or(() -> field.flatMap(f -> values.parameter(f.value(), f.module())));
    PythonModule where = field.map(WrittenField::module).orElse(module);
    return parameter
        .flatMap(p -> p.value().map(v -> new Alternatives(v, where, Reason.EXPOSED_TO_CALLERS)))
        .stream()
        .toList();
  }

  /** {@code given or False}. */
  static boolean isLastResort(Expr.BoolOp either) {
    return !either.isAnd() && either.values().size() == 2;
  }
}
