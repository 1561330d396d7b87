package org.assize.taint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.base.Memo;
import org.assize.facts.Fact;
import org.assize.facts.ValueRole;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;

/**
 * Where sinks lie that may be told of in the files in scope. A finding stands at its sink, or at a
 * call of a function that hands its parameter on to it, or at a check that something harmful
 * passes; the rest of a program need not be followed for a few of its files.
 */
final class ScopeReach {
  /** What a test of the host of an address reads, and what tests of a path call. */
  private static final Set<String> OF_HOSTS = Set.of("netloc", "hostname", "host");

  private static final Set<String> OF_PATHS = Set.of("startswith", "commonprefix");

  private final FlowProgram program;
  private final BitSet inScope = new BitSet();
  private final BitSet called = new BitSet();
  private final Set<SinkLanguage> checked = EnumSet.noneOf(SinkLanguage.class);
  private final Memo<Set<ValueRole>, Boolean> made = new Memo<>(this::findMade);

  private ScopeReach(FlowProgram program) {
    this.program = program;
  }

  static ScopeReach of(FlowProgram program) {
    ScopeReach reach = new ScopeReach(program);
    int bodies = program.values().bodies().size();
    for (int body = 0; body < bodies; body++) {
      reach.inScope.set(body, program.body(body).module().inScope());
    }
    if (reach.inScope.cardinality() == bodies) {
      reach.called.or(reach.inScope);
    } else {
      reach.spread(bodies);
      reach.called.stream().forEach(reach::checks);
    }
    return reach;
  }

  /** Whether a body belongs to a file in scope. */
  boolean isInScope(int body) {
    return inScope.get(body);
  }

  /** Whether a sink may be told of in scope. */
  boolean mayTellOf(SinkSite sink) {
    return called.get(sink.at().body()) || checked.contains(sink.rule().flow().language());
  }

  /** Whether something in scope makes a value of some origin, which is told of where it is made. */
  boolean makes(Set<ValueRole> origins) {
    return made.get(origins);
  }

  private boolean findMade(Set<ValueRole> origins) {
    return inScope.stream().anyMatch(body -> makes(body, origins));
  }

  private boolean makes(int number, Set<ValueRole> origins) {
    Body body = program.body(number);
    for (int i = 0; i < body.size(); i++) {
      for (String path : program.paths(new Ref(number, i))) {
        for (Fact.Source fact : program.facts().at(path, Fact.Source.class)) {
          if (fact.origin() instanceof ValueRole role && origins.contains(role)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** From the bodies in scope to those that they call, and on. */
  private void spread(int bodies) {
    Map<Integer, List<Integer>> callees = new HashMap<>();
    for (int body = 0; body < bodies; body++) {
      for (Ref caller : program.callersOf(body)) {
        callees.computeIfAbsent(caller.body(), c -> new ArrayList<>()).add(body);
      }
    }
    Deque<Integer> open = new ArrayDeque<>();
    inScope.stream().forEach(open::add);
    while (!open.isEmpty()) {
      int body = open.removeFirst();
      if (!called.get(body)) {
        called.set(body);
        open.addAll(callees.getOrDefault(body, List.of()));
      }
    }
  }

  /** Notes for which sinks a body may hold a check that something harmful passes. */
  private void checks(int number) {
    Body body = program.body(number);
    for (int i = 0; i < body.size(); i++) {
      String name =
          switch (body.op(i)) {
            case ATTR -> body.names().get(body.arg(i));
            case IMPORT -> body.imports().get(body.arg(i)).member();
            default -> "";
          };
      if (OF_HOSTS.contains(name)) {
        checked.add(SinkLanguage.REDIRECT);
      }
      if (OF_PATHS.contains(name) || isStepUp(new Ref(number, i), body)) {
        checked.add(SinkLanguage.PATH);
        checked.add(SinkLanguage.MEMBER);
      }
    }
  }

  /** Whether a text is looked for that leads upwards, or may be one. */
  private boolean isStepUp(Ref at, Body body) {
    return body.op(at.instruction()) == Op.COMPARE
        && program
            .value(new Ref(at.body(), body.operand(at.instruction(), 0)))
            .constantText()
            .filter(text -> text.startsWith(".."))
            .isPresent();
  }
}
