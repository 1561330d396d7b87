package org.assize.taint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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
import org.assize.value.calls.CallSite;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/**
 * What functions of the program answer to a library that calls them: views by a decorator, by a
 * table, or as methods that override.
 */
final class AnswerSinks {
  /** What a library sends as text; everything else it turns into something of its own. */
  private static final Set<String> TEXTS = Set.of("str", "bytes", "tuple", "markupsafe.Markup");

  /** What functions of the program hand on to each other is looked through so many times. */
  private static final int MAX_CALLS = 3;

  private final FlowProgram program;
  private final Map<String, SinkRule> rules;
  private final List<String> registrations;

  AnswerSinks(FlowProgram program, Map<String, SinkRule> rules) {
    this.program = program;
    this.rules = rules;
    registrations =
        program.view().facts().all().stream()
            .filter(f -> f instanceof Fact.Sink && f.slot() == Slot.Fixed.DECORATED)
            .map(Fact::name)
            .distinct()
            .toList();
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
    for (String path : registering(decorator, body)) {
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

  /** Adds what a function answers that {@code handle.exposed = True} marks. */
  void marked(Ref at, Body body, List<SinkSite> found) {
    if (program.value(new Ref(at.body(), body.operand(at.instruction(), 1))).truth()
        != Truth.TRUE) {
      return;
    }
    String mark = "function." + body.names().get(body.arg(at.instruction()));
    for (Fact.Sink sink : program.facts().at(mark, Fact.Sink.class)) {
      SinkRule rule = rules.get(sink.weakness());
      if (rule != null && sink.slot() == Slot.Fixed.DECORATED) {
        function(rule, new Ref(at.body(), body.operand(at.instruction(), 0)), found);
      }
    }
  }

  /**
   * The paths of a decorator. Of one on an object of which nothing is known, a path among its
   * arguments tells that it routes, and the imports of the module for whom.
   */
  private List<String> registering(Ref decorator, Body body) {
    List<String> paths = program.paths(decorator);
    if (!paths.isEmpty() || body.op(decorator.instruction()) != Op.CALL) {
      return paths;
    }
    int callee = program.origin(body, body.operand(decorator.instruction(), 0));
    boolean routes =
        body.op(callee) == Op.ATTR
            && body.operandCount(decorator.instruction()) > 1
            && startsWithSlash(new Ref(decorator.body(), body.operand(decorator.instruction(), 1)));
    return routes
        ? routing(body.names().get(body.arg(callee)), body.module().importedPackages())
        : List.of();
  }

  private boolean startsWithSlash(Ref value) {
    return program
        .value(value)
        .only()
        .filter(a -> a instanceof Atom.Constant(Literal.Text(String t)) && t.startsWith("/"))
        .isPresent();
  }

  /** The decorators of a name that facts know in some packages. */
  private List<String> routing(String name, Set<String> packages) {
    return registrations.stream()
        .filter(path -> path.endsWith("." + name))
        .filter(path -> packages.contains(path.substring(0, path.indexOf('.'))))
        .limit(1)
        .toList();
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
    for (int i : returns(function)) {
      Ref at = new Ref(function, i);
      boolean isNew = found.stream().noneMatch(s -> s.rule() == rule && s.at().equals(at));
      if (isNew && isText(rule, answer(at))) {
        found.add(SinkSite.certain(rule, at, answer(at), "the answer"));
      }
    }
  }

  private List<Integer> returns(int function) {
    Body body = program.body(function);
    return IntStream.range(0, body.size())
        .filter(i -> body.op(i) == Op.RETURN)
        .filter(i -> program.values().isReached(function, body.blockOf(i)))
        .boxed()
        .toList();
  }

  /** What a return gives; of a text with a status, the text. */
  private Ref answer(Ref returned) {
    Body body = program.body(returned.body());
    return new Ref(returned.body(), first(body, body.operand(returned.instruction(), 0)));
  }

  /** Of a text with a status, the text. */
  int first(Body body, int value) {
    int origin = program.origin(body, value);
    return body.op(origin) == Op.TUPLE && body.operandCount(origin) > 0
        ? body.operand(origin, 0)
        : value;
  }

  /** Dictionaries become JSON, and responses were judged where they were made. */
  boolean isText(SinkRule rule, Ref answer) {
    return rule.flow().language() != SinkLanguage.HTML || isText(answer, MAX_CALLS);
  }

  /** What a function of the program hands on is what it returns, without a status beside it. */
  private boolean isText(Ref answer, int depth) {
    Body body = program.body(answer.body());
    int origin = program.origin(body, answer.instruction());
    List<Integer> callees =
        body.op(origin) == Op.CALL && depth > 0
            ? program
                .call(new Ref(answer.body(), origin))
                .filter(c -> c.outside().isEmpty())
                .map(CallSite::callees)
                .orElse(List.of())
            : List.of();
    if (!callees.isEmpty() && callees.stream().noneMatch(c -> isOther(program.body(c)))) {
      return callees.stream()
          .anyMatch(
              c -> returns(c).stream().anyMatch(i -> isText(answer(new Ref(c, i)), depth - 1)));
    }
    AbstractValue value = program.value(answer);
    return value.isOpen()
        || value.atoms().isEmpty()
        || value.atoms().stream().anyMatch(a -> a.typeName().map(TEXTS::contains).orElse(true));
  }

  /** A call of it does not give what it returns. */
  private static boolean isOther(Body body) {
    return body.isGenerator() || body.isAsync() || body.name().endsWith("__init__");
  }
}
