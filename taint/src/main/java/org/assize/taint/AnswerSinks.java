package org.assize.taint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.facts.ArgumentView;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.Target;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/**
 * What functions of the program answer to a library that calls them: views by a decorator, by a
 * table, or as methods that override.
 */
final class AnswerSinks {
  /** What a library sends as text; everything else it turns into something of its own. */
  private static final Set<String> TEXTS = Set.of("str", "bytes", "tuple", "markupsafe.Markup");

  private final FlowProgram program;
  private final Map<String, SinkRule> rules;

  AnswerSinks(FlowProgram program, Map<String, SinkRule> rules) {
    this.program = program;
    this.rules = rules;
  }

  /** Adds what a function answers that the decorator in {@code at} registers. */
  void decorated(Ref at, Body body, List<SinkSite> found) {
    if (body.operandCount(at.instruction()) < 2) {
      return;
    }
    Ref decorator = new Ref(at.body(), program.origin(body, body.operand(at.instruction(), 0)));
    ArgumentView given =
        body.op(decorator.instruction()) == Op.CALL
            ? new CallArguments(program, decorator).view()
            : slot -> ArgumentView.Absent.ABSENT;
    List<String> paths = program.paths(decorator);
    if (paths.isEmpty() && isRoute(body, decorator)) {
      routed(new Ref(at.body(), body.operand(at.instruction(), 1)), found);
    }
    for (String path : paths) {
      for (Fact.Sink sink : program.facts().at(path, Fact.Sink.class)) {
        boolean holds =
            sink.slot() == Slot.Fixed.DECORATED && sink.when().evaluate(given) == Truth.TRUE;
        SinkRule rule = rules.get(sink.weakness());
        if (rule != null && holds) {
          function(rule, new Ref(at.body(), body.operand(at.instruction(), 1)), found);
        }
      }
    }
  }

  /** {@code @app.route("/x")}, where nothing tells what {@code app} is. */
  private boolean isRoute(Body body, Ref decorator) {
    if (body.op(decorator.instruction()) != Op.CALL
        || body.operandCount(decorator.instruction()) < 2) {
      return false;
    }
    int callee = program.origin(body, body.operand(decorator.instruction(), 0));
    boolean isNamed =
        body.op(callee) == Op.ATTR && body.names().get(body.arg(callee)).equals("route");
    return isNamed
        && program
            .value(new Ref(decorator.body(), body.operand(decorator.instruction(), 1)))
            .atoms()
            .stream()
            .anyMatch(
                a -> a instanceof Atom.Constant(Literal.Text(String text)) && text.startsWith("/"));
  }

  /** What is answered under an address is a page, whatever library it is. */
  private void routed(Ref function, List<SinkSite> found) {
    rules.values().stream()
        .filter(rule -> rule.flow().language() == SinkLanguage.HTML)
        .forEach(rule -> function(rule, function, found));
  }

  /** Adds what a function in an argument answers; returns whether there is one. */
  boolean function(SinkRule rule, Ref value, List<SinkSite> found) {
    boolean any = false;
    for (Atom atom : program.value(value).atoms()) {
      if (atom instanceof Atom.Function f) {
        any = true;
        answers(rule, f.body(), found);
      }
    }
    return any;
  }

  /** Adds what a method answers that overrides one of a library. */
  void overriding(int number, Body body, List<SinkSite> found) {
    PythonClass type = body.function().flatMap(f -> f.owner()).orElse(null);
    if (type == null) {
      return;
    }
    List<Target> order = program.view().resolver().hierarchy().order(type);
    for (Target base : order.subList(1, order.size())) {
      String path = base.dottedPath().orElse("");
      for (Fact.Sink sink :
          program.facts().at(path + "." + body.function().get().name(), Fact.Sink.class)) {
        SinkRule rule = rules.get(sink.weakness());
        if (rule != null && sink.slot() == Slot.Fixed.RETURN) {
          answers(rule, number, found);
        }
      }
    }
  }

  private void answers(SinkRule rule, int function, List<SinkSite> found) {
    Body body = program.body(function);
    for (int i = 0; i < body.size(); i++) {
      if (body.op(i) == Op.RETURN && program.values().isReached(function, body.blockOf(i))) {
        Ref at = new Ref(function, i);
        Ref answer = new Ref(function, first(body, body.operand(i, 0)));
        boolean isNew = found.stream().noneMatch(s -> s.rule() == rule && s.at().equals(at));
        if (isNew && isText(rule, answer)) {
          found.add(SinkSite.certain(rule, at, answer, "the answer"));
        }
      }
    }
  }

  /** Of a text with a status, the text. */
  private int first(Body body, int value) {
    int origin = program.origin(body, value);
    return body.op(origin) == Op.TUPLE && body.operandCount(origin) > 0
        ? body.operand(origin, 0)
        : value;
  }

  /** Dictionaries become JSON, and responses were judged where they were made. */
  private boolean isText(SinkRule rule, Ref answer) {
    AbstractValue value = program.value(answer);
    return rule.flow().language() != SinkLanguage.HTML
        || value.isOpen()
        || value.atoms().isEmpty()
        || value.atoms().stream().anyMatch(a -> a.typeName().map(TEXTS::contains).orElse(true));
  }
}
