package org.assize.taint.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.Scope;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Nodes;
import org.assize.value.entry.Entry;

/**
 * The models of a program that a framework fills with what clients send: those that the parameters
 * of its handlers are declared as, and those of their fields (FastAPI, "Nested Models"; Pydantic,
 * "Unions").
 */
final class SentModels {
  private static final String MODEL = "pydantic.BaseModel";

  private final FlowProgram program;
  private final Set<PythonClass> found = new HashSet<>();
  private final Set<Expr> seen = new HashSet<>();
  private final Deque<PythonClass> open = new ArrayDeque<>();

  private SentModels(FlowProgram program) {
    this.program = program;
  }

  static Set<PythonClass> of(FlowProgram program) {
    SentModels models = new SentModels(program);
    program.entries().all().stream()
        .filter(e -> e.control() == Control.REMOTE && !e.isTest())
        .map(Entry::body)
        .flatMap(body -> program.body(body).function().stream())
        .forEach(f ->
            f.parameters().stream()
                .filter(p -> p.annotation() != null)
                .forEach(p -> models.named(p.annotation(), f.definedIn())));
    return models.closed();
  }

  private Set<PythonClass> closed() {
    while (!open.isEmpty()) {
      for (PythonClass type : program.view().resolver().hierarchy().ownOrder(open.remove())) {
        ModelFields.annotations(type).values().forEach(a -> named(a, type.body()));
      }
    }
    return found;
  }

  /** Adds the models that an annotation names, itself or by another name for it. */
  private void named(Expr annotation, Scope scope) {
    Nodes.forEach(
        annotation,
        node -> {
          if (node instanceof Expr.Name || node instanceof Expr.Attribute) {
            resolved(program.view().resolver().resolve((Expr) node, scope));
          }
        });
  }

  private void resolved(Target target) {
    switch (target) {
      case Target.ClassTarget(PythonClass type) -> add(type);
      case Target.VariableTarget(var symbol) ->
          symbol
              .only()
              .flatMap(Binding::value)
              .filter(seen::add)
              .ifPresent(value -> named(value, symbol.scope()));
      default -> {}
    }
  }

  private void add(PythonClass type) {
    boolean isModel = program.view().resolver().hierarchy().outsideAncestors(type).contains(MODEL);
    if (isModel && found.add(type)) {
      open.add(type);
    }
  }
}
