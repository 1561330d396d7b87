package org.assize.taint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assize.facts.ArgumentView;
import org.assize.facts.Condition;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.Atom;

/**
 * What is stored in mappings of libraries, and by which keys they are read: {@code x[k] = v} is
 * {@code x.__setitem__(k, v)}, {@code x[k]} is {@code x.__getitem__(k)}.
 */
final class ItemSinks {
  private final FlowProgram program;
  private final Map<String, SinkRule> rules;

  ItemSinks(FlowProgram program, Map<String, SinkRule> rules) {
    this.program = program;
    this.rules = rules;
  }

  /** Adds what a {@link org.assize.ir.Op#SET_ITEM} stores. */
  void stored(Ref at, Body body, List<SinkSite> found) {
    for (String path : owners(program, at, body)) {
      for (Fact.Sink sink : program.facts().at(path + ".__setitem__", Fact.Sink.class)) {
        SinkRule rule = rules.get(sink.weakness());
        Truth holds = sink.when().evaluate(given(program, at, body));
        if (rule != null
            && holds != Truth.FALSE
            && sink.slot() instanceof Slot.Argument argument
            && argument.position() <= 1
            && !(argument.position() == 1 && isPlain(rule.flow(), at, body))) {
          found.add(site(rule, sink, at, body, path, holds, argument.position()));
        }
      }
    }
  }

  /** Adds the key by which a {@link org.assize.ir.Op#ITEM} reads. */
  void read(Ref at, Body body, List<SinkSite> found) {
    for (String path : owners(program, at, body)) {
      for (Fact.Sink sink : program.facts().at(path + ".__getitem__", Fact.Sink.class)) {
        SinkRule rule = rules.get(sink.weakness());
        boolean isKey = sink.slot() instanceof Slot.Argument key && key.position() == 0;
        if (rule != null && isKey && sink.when().equals(Condition.ALWAYS)) {
          found.add(site(rule, sink, at, body, path, Truth.TRUE, 0));
        }
      }
    }
  }

  private SinkSite site(
      SinkRule rule, Fact.Sink sink, Ref at, Body body, String path, Truth holds, int position) {
    return new SinkSite(
        rule,
        at,
        new Ref(at.body(), body.operand(at.instruction(), position + 1)),
        List.of(),
        path.startsWith("builtins.") ? path.substring("builtins.".length()) : path,
        holds,
        sink.when(),
        false,
        program.byVersion(sink, body));
  }

  /** Whether only data can stand under the key. */
  private boolean isPlain(Flow flow, Ref at, Body body) {
    return program
        .value(new Ref(at.body(), body.operand(at.instruction(), 1)))
        .constantText()
        .filter(key -> !flow.names().isRead(key))
        .isPresent();
  }

  /** The classes and names outside of the tree that the mapping may be of. */
  static Set<String> owners(FlowProgram program, Ref at, Body body) {
    Ref object = new Ref(at.body(), program.origin(body, body.operand(at.instruction(), 0)));
    Set<String> found = new TreeSet<>();
    for (Atom atom : program.value(object).atoms()) {
      if (atom instanceof Atom.Typed typed) {
        found.add(typed.type());
      } else if (atom instanceof Atom.External external) {
        found.add(external.path());
      }
    }
    if (found.isEmpty()) {
      found.addAll(program.paths(object));
    }
    return found;
  }

  /** The key and the value as conditions ask for them. */
  static ArgumentView given(FlowProgram program, Ref at, Body body) {
    return slot ->
        slot instanceof Slot.Argument a && a.position() >= 0 && a.position() <= 1
            ? CallArguments.given(
                program.value(new Ref(at.body(), body.operand(at.instruction(), a.position() + 1))))
            : ArgumentView.Unknown.UNKNOWN;
  }

  /** What a {@link org.assize.ir.Op#SET_ATTR} writes, as conditions ask for it. */
  static ArgumentView written(FlowProgram program, Ref at, Body body) {
    return slot ->
        slot == Slot.Fixed.VALUE
            ? CallArguments.given(
                program.value(new Ref(at.body(), body.operand(at.instruction(), 1))))
            : ArgumentView.Unknown.UNKNOWN;
  }
}
