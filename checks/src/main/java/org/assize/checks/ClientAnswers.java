package org.assize.checks;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;

/**
 * As what exceptions are answered to clients: tables of them, and status codes in their classes.
 */
final class ClientAnswers {
  private final ProgramView program;
  private final Map<PythonClass, Answer> tables = new HashMap<>();

  ClientAnswers(ProgramView program) {
    this.program = program;
    for (PythonModule module : program.program().modules()) {
      if (!program.isTest(module)) {
        ModuleView view = program.view(module);
        view.all(Expr.Dict.class).forEach(d -> table(d, view));
      }
    }
  }

  /**
   * What a client is answered.
   *
   * @param what a status code, or the name of what stands for one
   */
  record Answer(String what, Place place) {}

  private void table(Expr.Dict dict, ModuleView view) {
    for (int i = 0; i < dict.keys().size(); i++) {
      Expr key = dict.keys().get(i);
      Expr value = dict.values().get(i);
      boolean named = key instanceof Expr.Attribute || key instanceof Expr.Name;
      Optional<String> status = named ? status(value) : Optional.empty();
      if (key != null
          && status.isPresent()
          && program.resolver().resolve(key, view.module()) instanceof Target.ClassTarget c) {
        tables.putIfAbsent(c.type(), new Answer(status.get(), Place.of(view.module(), key)));
      }
    }
  }

  private static Optional<String> status(Expr value) {
    return switch (value) {
      case Expr.Int n when n.value() >= 400 && n.value() < 600 ->
          Optional.of("with status " + n.value());
      case Expr.Attribute a when a.attribute().startsWith("HTTP") ->
          Optional.of(HttpStatus.told(a.attribute()));
      case Expr.Name n when n.id().startsWith("HTTP") -> Optional.of(HttpStatus.told(n.id()));
      default -> Optional.empty();
    };
  }

  /** Returns the answer for a class, by its own entry or code, else the nearest class above. */
  Optional<Answer> of(PythonClass type) {
    for (Target target : program.resolver().hierarchy().order(type)) {
      if (target instanceof Target.ClassTarget c) {
        Answer table = tables.get(c.type());
        Optional<Answer> found = table == null ? code(c.type()) : Optional.of(table);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** A code of 500 and above is what everything unexpected gets, without its text. */
  private static Optional<Answer> code(PythonClass type) {
    for (Symbol symbol : type.body().symbols()) {
      Optional<Binding> only = symbol.only();
      if (symbol.name().endsWith("code")
          && only.isPresent()
          && only.get().value().orElse(null) instanceof Expr.Int n
          && n.value() >= 400
          && n.value() < 500) {
        return Optional.of(
            new Answer("with status " + n.value(), Place.of(type.module(), only.get().node())));
      }
    }
    return Optional.empty();
  }
}
