package org.assize.taint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.checks.Sentences;
import org.assize.facts.Confidence;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.facts.Slot;
import org.assize.facts.ValueRole;
import org.assize.facts.Weakness;
import org.assize.ir.Body;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Query;
import org.assize.taint.trace.Ref;
import org.assize.taint.trace.Trace;
import org.assize.taint.trace.Tracer;

/** Looks in one body for places that give a value a role, and asks what the value is. */
final class RoleReview {
  private final FlowProgram program;
  private final Weakness weakness;
  private final RoleFlow flow;

  RoleReview(FlowProgram program, Weakness weakness, RoleFlow flow) {
    this.program = program;
    this.weakness = weakness;
    this.flow = flow;
  }

  List<Finding> in(int number) {
    List<Finding> found = new ArrayList<>();
    Body body = program.body(number);
    for (int i = 0; i < body.size(); i++) {
      Ref at = new Ref(number, i);
      switch (body.op(i)) {
        case SET_ITEM -> stored(at, body, found);
        case CALL -> passed(at, found);
        default -> {}
      }
    }
    return found;
  }

  /** {@code session[key] = value}. */
  private void stored(Ref at, Body body, List<Finding> found) {
    String name = program.named(body, program.origin(body, body.operand(at.instruction(), 0)));
    String lower = name.toLowerCase(Locale.ROOT);
    if (!name.isEmpty() && flow.containers().stream().anyMatch(lower::contains)) {
      judge(at, body.operand(at.instruction(), 2), "an entry of " + name, found);
    }
  }

  private void passed(Ref at, List<Finding> found) {
    for (String path : program.paths(at)) {
      for (Fact.Source fact : program.facts().at(path, Fact.Source.class)) {
        boolean isRole =
            fact.origin() instanceof ValueRole role
                && flow.roles().contains(role)
                && (fact.slot() instanceof Slot.Argument);
        if (isRole) {
          for (int value : new CallArguments(program, at).in(fact.slot())) {
            judge(at, value, "the " + fact.origin().id() + " of " + path, found);
          }
        }
      }
    }
  }

  private void judge(Ref at, int value, String role, List<Finding> found) {
    Query query =
        new Query(SinkLanguage.VALUE, weakness.id(), Optional.empty(), Set.copyOf(flow.origins()));
    Trace trace = Tracer.trace(program, query, new Ref(at.body(), value), List.of(), at);
    for (End.Made made : trace.all(End.Made.class)) {
      found.add(finding(at, made, role));
    }
  }

  private Finding finding(Ref at, End.Made made, String role) {
    Place place = program.place(made.node().at());
    boolean isGuess = made.node().confidence() == Confidence.LOW;
    Finding.Builder found =
        isGuess
            ? Finding.caution(weakness, place, Reason.MISSING_FACT)
            : Finding.defect(weakness, place)
                .severity(program.view().severityIn(place.module(), weakness));
    return found
        .confidence(made.node().confidence())
        .step(place, made.what() + " makes it")
        .step(program.place(at), "it becomes " + role)
        .saying(new Sentences(flow.say()).fill("effect", "name", made.what()));
  }
}
