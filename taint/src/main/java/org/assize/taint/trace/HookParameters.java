package org.assize.taint.trace;

import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.value.domain.Place;

/**
 * What the hooks of a serializer get (Django REST framework, "Serializers", "Validation"): {@code
 * validate}, {@code create} and {@code update} the values of all fields, {@code validate_name} that
 * of one. Each has passed the field that the class declares for it.
 */
record HookParameters(FlowProgram program) {
  private static final String BASES = "rest_framework.serializers.";

  /** Methods whose first argument holds the values by the names of their fields. */
  private static final Set<String> OF_ALL = Set.of("validate", "create");

  private static final String OF_ONE = "validate_";

  /**
   * A value of a field.
   *
   * @param at where it is read; its part begins with the name of the field
   */
  record Field(PythonClass serializer, String name, Node at) {}

  /** Returns the field of which a parameter of a hook, or an entry of one, is the value. */
  Optional<Field> field(Node node) {
    Body body = program.body(node.body());
    int at = node.instruction();
    Optional<PythonFunction> hook = body.function();
    Optional<PythonClass> owner = hook.flatMap(PythonFunction::owner).filter(this::isSerializer);
    if (owner.isEmpty() || body.op(at) != Op.PARAM) {
      return Optional.empty();
    }
    String method = hook.get().name();
    boolean isOfAll = OF_ALL.contains(method) ? body.arg(at) == 1 : isSecond(method, body.arg(at));
    if (isOfAll) {
      return !node.part().isEmpty()
              && node.part().getFirst() instanceof Place.Key(Literal.Text(String name))
          ? Optional.of(new Field(owner.get(), name, node))
          : Optional.empty();
    }
    if (!method.startsWith(OF_ONE) || body.arg(at) != 1) {
      return Optional.empty();
    }
    String name = method.substring(OF_ONE.length());
    return Optional.of(
        new Field(owner.get(), name, node.within(new Place.Key(new Literal.Text(name)))));
  }

  private static boolean isSecond(String method, int parameter) {
    return method.equals("update") && parameter == 2;
  }

  private boolean isSerializer(PythonClass type) {
    return program.view().resolver().hierarchy().outsideAncestors(type).stream()
        .anyMatch(base -> base.startsWith(BASES));
  }
}
