package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Which fields a serializer writes that makes and changes its records itself: with {@code create}
 * and {@code update} of its own, those that they name, as long as neither hands the values on as a
 * whole.
 */
final class WrittenByHand {
  private static final List<String> WRITING = List.of("create", "update");

  /** Methods of a mapping that give one of its values. */
  private static final Set<String> READING = Set.of("get", "pop");

  private WrittenByHand() {}

  /** Whether a field of a class may be written. */
  static boolean mayWrite(PythonClass type, String field) {
    return WRITING.stream().anyMatch(name -> mayWrite(method(type, name), field));
  }

  private static boolean mayWrite(Optional<PythonFunction> method, String field) {
    return method.isEmpty() || handsOn(method.get()) || names(method.get(), field);
  }

  private static Optional<PythonFunction> method(PythonClass type, String name) {
    return type.methods().stream().filter(m -> m.name().equals(name)).findFirst();
  }

  private static boolean names(PythonFunction method, String field) {
    return Inside.any(method.node().body(), Expr.Str.class, s -> s.value().equals(field))
        || Inside.any(method.node().body(), Expr.Attribute.class, a -> a.attribute().equals(field));
  }

  /** Whether a method does more with the values than to read them one by one. */
  private static boolean handsOn(PythonFunction method) {
    List<Node.Parameter> all = method.parameters();
    String values = all.isEmpty() ? "" : all.getLast().name();
    List<? extends Node> body = method.node().body();
    long uses = Inside.all(body, Expr.Name.class).stream().filter(n -> isOf(n, values)).count();
    long reads =
        Inside.all(body, Expr.Subscript.class).stream().filter(s -> isOf(s.value(), values)).count()
            + Inside.all(body, Expr.Attribute.class).stream()
                .filter(a -> isOf(a.value(), values) && READING.contains(a.attribute()))
                .count()
            + Inside.all(body, Expr.Compare.class).stream()
                .filter(c -> isOf(c.comparators().getLast(), values))
                .count();
    return uses > reads;
  }

  private static boolean isOf(Expr e, String values) {
    return e instanceof Expr.Name n && n.id().equals(values);
  }
}
