package org.assize.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.facts.ArgumentView;
import org.assize.facts.Condition;
import org.assize.facts.Constant;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.program.Binding;
import org.assize.program.PythonModule;
import org.assize.syntax.Node;

/**
 * Decides a condition whose argument is a parameter of the function around the call, by what every
 * call in the program passes for it.
 *
 * @param truth TRUE where some call makes it hold, FALSE where none does
 * @param named whether the argument in question is a parameter at all
 * @param steps the calls that show it
 */
record ParameterSwitch(Truth truth, boolean named, List<Finding.Evidence> steps) {
  static ParameterSwitch of(Check check, CallSite call, Condition condition) {
    Values values = check.program().values();
    ArgumentView plain = values.arguments(call);
    Map<String, List<CallerValues.Passed>> switches = new HashMap<>();
    List<Finding.Evidence> unknown = new ArrayList<>();
    for (Node.Keyword keyword : call.node().keywords()) {
      Optional<Binding> parameter = values.parameter(keyword.value(), call.module());
      if (parameter.isPresent() && keyword.name() != null && asks(condition, keyword.name())) {
        switches.put(
            keyword.name(), new CallerValues(check.program()).of(parameter.get(), call.module()));
        unknown.add(
            new Finding.Evidence(
                Place.of(call.module(), keyword.value()), keyword.name() + " is a parameter"));
      }
    }
    if (switches.size() != 1) {
      return new ParameterSwitch(Truth.UNKNOWN, !switches.isEmpty(), unknown);
    }
    String name = switches.keySet().iterator().next();
    List<CallerValues.Passed> passed = switches.getOrDefault(name, List.of());
    if (passed.isEmpty()) {
      return new ParameterSwitch(Truth.UNKNOWN, true, unknown);
    }
    return decide(condition, plain, name, passed);
  }

  /** Returns the first step with its place, for a sentence about a file. */
  String why(PythonModule reader) {
    Finding.Evidence first = steps.getFirst();
    return first.text() + " (" + first.place().citeFrom(reader) + ")";
  }

  /** Whether the truth of the condition depends on an argument at all. */
  private static boolean asks(Condition condition, String keyword) {
    ArgumentView without = slot -> isNamed(slot, keyword) ? known(Constant.Bool.FALSE) : UNKNOWN;
    ArgumentView with = slot -> isNamed(slot, keyword) ? known(Constant.Bool.TRUE) : UNKNOWN;
    return condition.evaluate(without) != condition.evaluate(with);
  }

  private static final ArgumentView.Given UNKNOWN = ArgumentView.Unknown.UNKNOWN;

  private static ArgumentView.Given known(Constant constant) {
    return new ArgumentView.Known(constant);
  }

  private static boolean isNamed(Slot slot, String keyword) {
    return slot instanceof Slot.Argument a && a.keyword().equals(keyword);
  }

  private static ParameterSwitch decide(
      Condition condition, ArgumentView plain, String name, List<CallerValues.Passed> passed) {
    Truth any = Truth.FALSE;
    List<Finding.Evidence> holding = new ArrayList<>();
    for (CallerValues.Passed one : passed) {
      ArgumentView view =
          slot ->
              isNamed(slot, name)
                  ? one.value().map(ParameterSwitch::known).orElse(UNKNOWN)
                  : plain.at(slot);
      Truth truth = condition.evaluate(view);
      if (truth != Truth.FALSE) {
        holding.add(new Finding.Evidence(one.place(), "this call decides " + name));
      }
      any = any.or(truth);
    }
    if (any == Truth.FALSE) {
      Finding.Evidence first =
          new Finding.Evidence(
              passed.getFirst().place(),
              passed.size() == 1
                  ? "its only production call does not set " + name
                  : "none of its " + passed.size() + " production calls sets " + name);
      return new ParameterSwitch(any, true, List.of(first));
    }
    return new ParameterSwitch(any, true, holding);
  }
}
