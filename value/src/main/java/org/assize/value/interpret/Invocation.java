package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.value.calls.Arguments;
import org.assize.value.calls.Finding;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/** Calls bodies of the tree: what they are given, and what their summaries say comes of it. */
final class Invocation {
  private final Frame frame;
  private final Spread spread;
  private final Invalidation invalidation;
  private final Instantiation instantiation;

  Invocation(Frame frame, Members members, Spread spread, Invalidation invalidation) {
    this.frame = frame;
    this.spread = spread;
    this.invalidation = invalidation;
    this.instantiation = new Instantiation(frame, members);
  }

  /** Calls a body of the tree. */
  AbstractValue invoke(
      int callee, Optional<Atom> receiver, Call call, Finding how, Callees callees) {
    callees.body(callee, how);
    List<AbstractValue> passed = passed(callee, call, receiver.map(AbstractValue::of));
    flow(callee, passed);
    Optional<Summary> general = frame.surroundings().summary(callee);
    if (general.isEmpty()) {
      invalidation.weaken(Summary.UNKNOWN, callee, call, passed, receiver.isPresent());
      receiver.map(AbstractValue::of).ifPresent(invalidation::forget);
      return AbstractValue.UNKNOWN;
    }
    Summary summary = special(callee, general.get(), passed).orElse(general.get());
    transitive(summary, passed);
    invalidation.weaken(summary, callee, call, passed, receiver.isPresent());
    AbstractValue result = instantiation.instantiate(summary, passed);
    boolean isAbstract = result.isBottom() && receiver.isPresent();
    return isAbstract ? AbstractValue.UNKNOWN : result;
  }

  /** Looks at a body that a call may reach, as the name of a method alone tells. */
  void guess(int candidate, AbstractValue receiver, Call call, Callees callees) {
    callees.body(candidate, Finding.BY_NAME);
    boolean bound = takesReceiver(candidate);
    List<AbstractValue> passed =
        passed(candidate, call, bound ? Optional.of(receiver) : Optional.empty());
    flow(candidate, passed);
    frame
        .surroundings()
        .summary(candidate)
        .ifPresent(s -> invalidation.weaken(s, candidate, call, passed, bound));
  }

  private boolean takesReceiver(int method) {
    return frame.surroundings().body(method).function().filter(f -> !f.isStatic()).isPresent();
  }

  /** What decides in the callee decides here too, where it comes from a parameter. */
  private void transitive(Summary summary, List<AbstractValue> passed) {
    if (summary.deciding() == 0) {
      return;
    }
    for (int i = 0; i < passed.size(); i++) {
      if (summary.decides(i)) {
        frame.decide(passed.get(i));
      }
    }
  }

  private Optional<Summary> special(int callee, Summary general, List<AbstractValue> passed) {
    if (!hasSpecial(general, passed)) {
      return Optional.empty();
    }
    List<AbstractValue> arguments = new ArrayList<>(passed.size());
    for (int i = 0; i < passed.size(); i++) {
      AbstractValue value = passed.get(i);
      boolean special = general.decides(i) && isSpecial(value);
      arguments.add(special ? value : AbstractValue.parameter(i));
    }
    if (frame.isRecording()) {
      frame.effects().request(new Flow(callee, arguments));
    }
    return frame.surroundings().specialised(callee, arguments);
  }

  private static boolean hasSpecial(Summary general, List<AbstractValue> passed) {
    if (general.deciding() == 0) {
      return false;
    }
    for (int i = 0; i < passed.size(); i++) {
      if (general.decides(i) && isSpecial(passed.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Constants, functions and classes: what a body can be specialised for. */
  private static boolean isSpecial(AbstractValue value) {
    if (value.isOpen() || value.isBottom()) {
      return false;
    }
    for (int i = 0; i < value.size(); i++) {
      Atom atom = value.atom(i);
      if (!(atom instanceof Atom.Constant
          || atom instanceof Atom.Function
          || atom instanceof Atom.ClassObject
          || atom instanceof Atom.External)) {
        return false;
      }
    }
    return true;
  }

  private List<AbstractValue> passed(int callee, Call call, Optional<AbstractValue> receiver) {
    Body body = frame.surroundings().body(callee);
    Arguments match =
        Arguments.match(call.shape(), body.parameters(), receiver.isPresent() ? 1 : 0);
    List<AbstractValue> passed = new ArrayList<>();
    for (int i = 0; i < body.parameters().size(); i++) {
      int source = match.source(i);
      passed.add(
          source >= 0
              ? call.arguments().get(source)
              : i == 0 && receiver.isPresent()
                  ? receiver.get()
                  : source == Arguments.DEFAULT
                      ? frame.surroundings().defaultOf(callee, i)
                      : source == Arguments.COLLECTED
                          ? spread.collected(call, match, body.parameters(), i)
                          : AbstractValue.UNKNOWN);
    }
    return passed;
  }

  private void flow(int callee, List<AbstractValue> passed) {
    if (!frame.isRecording()) {
      return;
    }
    List<AbstractValue> exported = new ArrayList<>(passed.size());
    for (AbstractValue value : passed) {
      exported.add(frame.exported(value));
    }
    frame.effects().flow(new Flow(callee, exported));
  }
}
