package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;

/**
 * Methods by which a model checks or changes one of its fields before it holds it (Pydantic,
 * "Validators").
 */
final class ModelChecks {
  /** Decorators that take the names of fields. */
  private static final Set<String> DECORATORS = Set.of("field_validator", "validator");

  private final FlowProgram program;

  ModelChecks(FlowProgram program) {
    this.program = program;
  }

  /**
   * Returns the method whose result the field of a model is, the last where there are several.
   *
   * @param part of the model
   */
  Optional<Integer> of(AbstractValue model, List<Selector> part) {
    if (part.isEmpty() || !(part.getFirst() instanceof Place.Field(String field))) {
      return Optional.empty();
    }
    return model.atoms().stream()
        .flatMap(a -> a instanceof Atom.Instance i ? Stream.of(i.type()) : Stream.empty())
        .flatMap(type -> checks(type, field))
        .flatMap(check -> program.values().bodies().of(check).stream())
        .reduce((_, last) -> last);
  }

  private Stream<PythonFunction> checks(PythonClass type, String field) {
    return program.view().resolver().hierarchy().ownOrder(type).stream()
        .flatMap(c -> c.methods().stream())
        .filter(m -> m.node().decorators().stream().anyMatch(d -> names(d, field)));
  }

  private static boolean names(Expr decorator, String field) {
    return decorator instanceof Expr.Call call
        && DECORATORS.contains(lastName(call.function()))
        && call.args().stream()
            .anyMatch(a -> a instanceof Expr.Str s && Set.of(field, "*").contains(s.value()));
  }

  private static String lastName(Expr name) {
    return switch (name) {
      case Expr.Name n -> n.id();
      case Expr.Attribute a -> a.attribute();
      default -> "";
    };
  }
}
