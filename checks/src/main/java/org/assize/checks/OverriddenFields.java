package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assize.facts.ArgumentView;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Settings that a method takes from a field of its class, and that a class of the hierarchy gives
 * the value with which they hold: {@code AES.new(key, self.mode)} where one class has {@code mode =
 * AES.MODE_ECB}.
 */
record OverriddenFields(Check check) {

  /**
   * A class that gives the value.
   *
   * @param type the class
   * @param field what it assigns
   */
  record Giving(PythonClass type, Binding field) {
    Place place() {
      return Place.of(type.module(), field.source());
    }
  }

  /** Returns the classes whose own value of a field makes a setting of a call hold. */
  List<Giving> of(CallSite call, Fact.Setting setting) {
    return of(call, setting, this::classes);
  }

  /** The same of the classes below alone, where the class itself gives another value. */
  List<Giving> below(CallSite call, Fact.Setting setting) {
    return of(
        call, setting, owner -> check.program().resolver().hierarchy().descendants(owner).stream());
  }

  private List<Giving> of(
      CallSite call, Fact.Setting setting, Function<PythonClass, Stream<PythonClass>> among) {
    Optional<PythonFunction> method = call.function().filter(f -> f.receiver().isPresent());
    Optional<PythonClass> owner = method.flatMap(PythonFunction::owner);
    if (owner.isEmpty()) {
      return List.of();
    }
    List<Giving> found = new ArrayList<>();
    fields(call, method.get().receiver().orElse(""))
        .forEach(field ->
            among
                .apply(owner.get())
                .filter(type -> holds(call, setting, field, type))
                .forEach(type -> found.add(new Giving(type, binding(type, field).orElseThrow()))));
    return found;
  }

  private static Stream<Expr.Attribute> fields(CallSite call, String self) {
    return Stream.concat(
            call.node().args().stream(), call.node().keywords().stream().map(Node.Keyword::value))
        .filter(e ->
            e instanceof Expr.Attribute a
                && a.value() instanceof Expr.Name n
                && n.id().equals(self))
        .map(e -> (Expr.Attribute) e);
  }

  private Stream<PythonClass> classes(PythonClass owner) {
    return Stream.concat(
        check.program().resolver().hierarchy().ownOrder(owner).stream(),
        check.program().resolver().hierarchy().descendants(owner).stream());
  }

  private boolean holds(
      CallSite call, Fact.Setting setting, Expr.Attribute field, PythonClass type) {
    Values values = check.program().values();
    ArgumentView plain = values.arguments(call);
    return binding(type, field)
        .flatMap(Binding::value)
        .filter(value -> {
          ArgumentView given = values.assigned(value, type.module());
          ArgumentView view =
              slot ->
                  slot instanceof Slot.Argument a
                          && Values.argument(call, a).filter(e -> e == field).isPresent()
                      ? given.at(Slot.Fixed.VALUE)
                      : plain.at(slot);
          return setting.when().evaluate(view) == Truth.TRUE;
        })
        .isPresent();
  }

  private static Optional<Binding> binding(PythonClass type, Expr.Attribute field) {
    return type.body().local(field.attribute()).flatMap(Symbol::only);
  }
}
