package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.ir.Literal;
import org.assize.program.PythonFunction;
import org.assize.resources.template.Template;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Place.Selector;

/** What a call of a library that writes a template hands to the template's function. */
final class RenderedContext {
  private final FlowProgram program;
  private final Ref call;

  RenderedContext(FlowProgram program, Ref call) {
    this.program = program;
    this.call = call;
  }

  /**
   * Returns what arrives in the context.
   *
   * @param callee the function of a template
   * @param part which part of the context
   * @param keywords what the call passes by name
   * @return empty where the call is an ordinary one, of a macro say
   */
  Optional<List<PassedValue>> given(
      int callee, List<Selector> part, Supplier<List<PassedValue>> keywords) {
    boolean isRender =
        program.body(callee).function().map(PythonFunction::name).stream()
            .anyMatch(Template.RENDER::equals);
    if (!isRender) {
      return Optional.empty();
    }
    CallArguments arguments = new CallArguments(program, call);
    List<PassedValue> found = new ArrayList<>();
    for (String path : program.paths(call)) {
      for (Fact.Rendering fact : program.facts().at(path, Fact.Rendering.class)) {
        if (names(fact, arguments, callee)) {
          found.addAll(
              fact.context().isEmpty()
                  ? keywords.get()
                  : arguments.in(fact.context().get()).stream().map(i -> at(i, part)).toList());
        }
      }
    }
    return Optional.of(found);
  }

  /** Whether a fact is about this form of the call: its slot holds the template's name. */
  private boolean names(Fact.Rendering fact, CallArguments arguments, int callee) {
    return fact.slot() == Slot.Fixed.SELF || isNamed(fact, arguments, callee);
  }

  private boolean isNamed(Fact.Rendering fact, CallArguments arguments, int callee) {
    return arguments.in(fact.slot()).stream()
        .map(i -> program.value(new Ref(call.body(), i)))
        .flatMap(v -> texts(v).stream())
        .anyMatch(name ->
            program.view().program().templates(name).contains(program.body(callee).module()));
  }

  private static List<String> texts(AbstractValue value) {
    List<String> found = new ArrayList<>();
    value
        .constants()
        .ifPresent(all ->
            all.forEach(literal -> {
              if (literal instanceof Literal.Text t) {
                found.add(t.value());
              }
            }));
    return found;
  }

  private PassedValue at(int value, List<Selector> part) {
    return PassedValue.of(new Ref(call.body(), value), part);
  }
}
