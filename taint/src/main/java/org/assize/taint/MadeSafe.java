package org.assize.taint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assize.base.graph.Dominators;
import org.assize.facts.ArgumentView;
import org.assize.facts.Constant;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;

/**
 * Objects whose methods do no harm because of how they were made, or of what was assigned to them
 * before: what {@code socket.socket(socket.AF_UNIX)} connects to has a path and no host, and {@code
 * archive.extraction_filter = tarfile.data_filter} holds for all that is unpacked later.
 */
record MadeSafe(FlowProgram program) {

  /**
   * Whether facts say so of the call that made the object whose method is called: the call itself,
   * or all that the same function assigns to the field in which it keeps the object.
   */
  boolean holds(Fact.Sink sink, Ref at, CallArguments arguments) {
    if (arguments.receiver().isEmpty()) {
      return false;
    }
    Body body = program.body(at.body());
    int object = program.origin(body, arguments.receiver().get());
    if (isToldBefore(sink, at, object)) {
      return true;
    }
    if (body.op(object) != Op.ATTR) {
      return isSafe(new Ref(at.body(), object), sink.weakness());
    }
    List<Ref> kept =
        IntStream.range(0, body.size())
            .filter(i -> body.op(i) == Op.SET_ATTR && body.arg(i) == body.arg(object))
            .filter(i ->
                program.origin(body, body.operand(i, 0))
                    == program.origin(body, body.operand(object, 0)))
            .mapToObj(i -> new Ref(at.body(), program.origin(body, body.operand(i, 1))))
            .toList();
    return !kept.isEmpty() && kept.stream().allMatch(k -> isSafe(k, sink.weakness()));
  }

  /** Whether an assignment to the object, on every way to the call, makes it safe. */
  private boolean isToldBefore(Fact.Sink sink, Ref at, int object) {
    Body body = program.body(at.body());
    List<Integer> told =
        IntStream.range(0, body.size())
            .filter(i ->
                body.op(i) == Op.SET_ATTR && program.origin(body, body.operand(i, 0)) == object)
            .filter(i -> !tellingFacts(at.body(), i, sink.weakness()).isEmpty())
            .boxed()
            .toList();
    return told.stream().anyMatch(i -> isBefore(body, i, at))
        && told.stream().allMatch(i -> tells(at.body(), i, sink.weakness()));
  }

  private boolean isBefore(Body body, int assignment, Ref call) {
    int from = body.blockOf(assignment);
    int to = body.blockOf(call.instruction());
    Dominators dominators = program.dominators(call.body());
    return from == to
        ? assignment < call.instruction()
        : dominators.dominates(from, to)
            || Arrays.stream(body.predecessors(from))
                .anyMatch(b -> dominators.dominates(b, to) && asksForName(call.body(), b));
  }

  /** {@code if hasattr(tarfile, "data_filter")}: what today's versions all have. */
  private boolean asksForName(int number, int block) {
    Body body = program.body(number);
    if (body.op(body.last(block)) != Op.BRANCH) {
      return false;
    }
    int asked = program.origin(body, body.operand(body.last(block), 0));
    return isCallOf(number, asked, "builtins.hasattr", 3)
        && !program.paths(new Ref(number, body.operand(asked, 1))).isEmpty();
  }

  private boolean isCallOf(int number, int call, String path, int operands) {
    Body body = program.body(number);
    return body.op(call) == Op.CALL
        && body.operandCount(call) == operands
        && program.paths(new Ref(number, call)).contains(path);
  }

  /** The facts that speak of a field of the library's to which a value is assigned. */
  private List<Fact.Sanitizer> tellingFacts(int number, int assignment, String weakness) {
    Body body = program.body(number);
    String field = body.names().get(body.arg(assignment));
    return program.objects(new Ref(number, body.operand(assignment, 0))).stream()
        .flatMap(type -> program.facts().at(type + "." + field, Fact.Sanitizer.class).stream())
        .filter(f -> f.weakness().equals(weakness) && f.slot() == Slot.Fixed.VALUE)
        .toList();
  }

  private boolean tells(int number, int assignment, String weakness) {
    Body body = program.body(number);
    int value = program.origin(body, body.operand(assignment, 1));
    int given =
        isCallOf(number, value, "builtins.staticmethod", 2)
            ? program.origin(body, body.operand(value, 1))
            : value;
    ArgumentView.Given told =
        isCallOf(number, given, "builtins.getattr", 4)
            ? named(number, given)
            : CallArguments.given(program.value(new Ref(number, given)));
    return tellingFacts(number, assignment, weakness).stream()
        .anyMatch(f -> f.when().evaluate(_ -> told) == Truth.TRUE);
  }

  /** {@code getattr(tarfile, "data_filter", other)}. */
  private ArgumentView.Given named(int number, int call) {
    Body body = program.body(number);
    Optional<String> name = program.value(new Ref(number, body.operand(call, 2))).constantText();
    return program.paths(new Ref(number, body.operand(call, 1))).stream()
        .findFirst()
        .flatMap(module -> name.map(n -> module + "." + n))
        .<ArgumentView.Given>map(path -> new ArgumentView.Known(new Constant.Name(path)))
        .orElse(ArgumentView.Unknown.UNKNOWN);
  }

  private boolean isSafe(Ref maker, String weakness) {
    return program.body(maker.body()).op(maker.instruction()) == Op.CALL
        && program.paths(maker).stream()
            .flatMap(path -> program.facts().at(path, Fact.Sanitizer.class).stream())
            .filter(f -> f.weakness().equals(weakness) && f.slot() == Slot.Fixed.RETURN)
            .anyMatch(f -> new CallArguments(program, maker).holds(f.when()) == Truth.TRUE);
  }
}
