package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.program.Binding;
import org.assize.program.FieldWrite;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;

/**
 * What a field of an object has all its life, because one statement of its class writes it.
 *
 * @param value what the statement assigns
 * @param module where it stands
 */
record WrittenField(Expr value, PythonModule module) {

  /** Returns it for {@code self.field} in a method. */
  static Optional<WrittenField> of(Expr expression, PythonModule module, ProgramView program) {
    if (!(expression instanceof Expr.Attribute field) || !(field.value() instanceof Expr.Name n)) {
      return Optional.empty();
    }
    Optional<PythonFunction> method = module.scopes().functionAt(field.start());
    Optional<PythonClass> type =
        method
            .filter(m -> m.receiver().filter(n.id()::equals).isPresent())
            .flatMap(PythonFunction::owner);
    return type.flatMap(t -> written(t, field.attribute(), program));
  }

  private static Optional<WrittenField> written(
      PythonClass type, String name, ProgramView program) {
    List<PythonClass> classes = new ArrayList<>(program.resolver().hierarchy().descendants(type));
    classes.addAll(program.resolver().hierarchy().ownOrder(type));
    List<WrittenField> found = new ArrayList<>();
    for (PythonClass each : classes) {
      for (FieldWrite write : program.resolver().hierarchy().fields(each)) {
        if (write.name().equals(name)) {
          if (write.value() == null) {
            return Optional.empty();
          }
          found.add(new WrittenField(write.value(), each.module()));
        }
      }
      each.body()
          .local(name)
          .flatMap(Symbol::only)
          .flatMap(Binding::value)
          .ifPresent(v -> found.add(new WrittenField(v, each.module())));
    }
    return found.size() == 1 && !isWrittenOutside(name, program)
        ? Optional.of(found.getFirst())
        : Optional.empty();
  }

  /** Whether somebody sets a field of that name on an object that may be such a one. */
  private static boolean isWrittenOutside(String name, ProgramView program) {
    return program.references().named(name).stream()
        .filter(u -> u.kind() == Use.Kind.WRITE)
        .anyMatch(u -> u.node() instanceof Expr.Attribute a && !isKnown(a, u, program));
  }

  /** A field of the object's own methods, or of an object of a library. */
  private static boolean isKnown(Expr.Attribute written, Use use, ProgramView program) {
    Optional<String> receiver =
        use.module().scopes().functionAt(written.start()).flatMap(PythonFunction::receiver);
    boolean isOwn =
        written.value() instanceof Expr.Name n && receiver.filter(n.id()::equals).isPresent();
    return isOwn
        || (program.resolver().resolve(written.value(), use.module())
                instanceof Target.InstanceTarget i
            && i.type() instanceof Target.External);
  }
}
