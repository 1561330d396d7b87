package org.assize.taint.trace;

import java.util.Optional;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.value.domain.Atom;

/**
 * What the arguments of resolvers and mutations are converted to: the class around them declares it
 * beside the field, or in a class of its own (Graphene, "Schema" and "Mutations").
 */
final class GraphArguments {
  private static final String RESOLVER = "resolve_";
  private static final String DECLARED = "Arguments";

  private final FlowProgram program;
  private final Columns columns;

  GraphArguments(FlowProgram program) {
    this.program = program;
    columns = new Columns(program);
  }

  /** Returns the harmless class that a parameter of a function is converted to. */
  Optional<String> type(PythonFunction function, String parameter) {
    return function
        .owner()
        .flatMap(owner ->
            function.name().startsWith(RESOLVER)
                ? beside(owner, function.name().substring(RESOLVER.length()), parameter)
                : ofMutation(owner, parameter))
        .filter(Safety::isHarmlessType);
  }

  /** {@code order = graphene.Field(Order, number=graphene.Int())}. */
  private Optional<String> beside(PythonClass owner, String field, String parameter) {
    return columns
        .stored(owner, field)
        .filter(f -> program.body(f.body()).op(f.instruction()) == Op.CALL)
        .flatMap(f -> argument(f, parameter));
  }

  private Optional<String> argument(Ref field, String parameter) {
    Body body = program.body(field.body());
    return new CallArguments(program, field)
        .in(new Slot.Argument(-1, parameter)).stream()
            .map(v -> new Ref(field.body(), program.origin(body, v)))
            .flatMap(v -> columns.typeOf(v).stream())
            .findFirst();
  }

  /** {@code class Arguments: number = graphene.Int()}. */
  private Optional<String> ofMutation(PythonClass owner, String parameter) {
    return columns
        .stored(owner, DECLARED)
        .flatMap(inner ->
            program.value(inner).atoms().stream()
                .filter(Atom.ClassObject.class::isInstance)
                .findFirst())
        .flatMap(inner -> columns.type(((Atom.ClassObject) inner).type(), parameter));
  }
}
