package org.assize.taint;

import java.util.ArrayList;
import java.util.List;
import org.assize.checks.Place;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Move;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Passed;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.AbstractValue;

/** A condition of a sink that a parameter of the body around it decides, such as {@code shell=}. */
final class Switch {
  private final FlowProgram program;
  private final SinkSite sink;

  Switch(FlowProgram program, SinkSite sink) {
    this.program = program;
    this.sink = sink;
  }

  /** Whether the condition holds for what all callers pass. */
  Truth everywhere() {
    int body = sink.at().body();
    return sink.when()
        .evaluate(
            new CallArguments(program, sink.at(), k -> program.values().parameter(body, k)).view());
  }

  /** Whether the condition holds in the call by which a way enters the body. */
  Truth onTheWay(Node source) {
    for (Node at = source; at.next() != null; at = at.next()) {
      boolean enters =
          at.move() == Move.PASSED
              && at.next().body() == sink.at().body()
              && at.next().calling() == null;
      if (enters) {
        Ref call = at.by();
        return sink.when()
            .evaluate(new CallArguments(program, sink.at(), k -> passed(call, k)).view());
      }
    }
    return Truth.UNKNOWN;
  }

  private AbstractValue passed(Ref call, int index) {
    return new Passed(program, call, sink.at().body()).value(index);
  }

  /** Returns the calls that set it. */
  List<Place> places() {
    List<Place> places = new ArrayList<>();
    Body body = program.body(sink.at().body());
    program.callersOf(sink.at().body()).stream()
        .limit(3)
        .forEach(call -> places.add(program.place(call)));
    if (places.isEmpty()) {
      places.add(new Place(body.module(), body.span().start(), body.span().end()));
    }
    return places;
  }
}
