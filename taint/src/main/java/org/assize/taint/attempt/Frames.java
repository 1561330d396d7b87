package org.assize.taint.attempt;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Ref;

/**
 * What tests on a way may want a text to begin or end with.
 *
 * @param starts before it, nothing first
 * @param ends behind it, nothing first
 */
record Frames(Set<String> starts, Set<String> ends) {
  private static final int MOST = 4;

  /** Returns what the code says in which the value is on its way. */
  static Frames of(FlowProgram program, Node source) {
    Frames frames = new Frames(new LinkedHashSet<>(List.of("")), new LinkedHashSet<>(List.of("")));
    for (Node at = source; at != null; at = at.next()) {
      if (at == source || at.next() == null || at.next().body() != at.body()) {
        frames.add(program, at.body());
      }
    }
    frames.starts.add("x"); // some letter, where a test wants one
    return frames;
  }

  private void add(FlowProgram program, int number) {
    Body body = program.body(number);
    for (int i = 0; i < body.size() && starts.size() < MOST && ends.size() < MOST; i++) {
      int callee = body.op(i) == Op.CALL ? program.origin(body, body.operand(i, 0)) : -1;
      if (callee >= 0 && body.op(callee) == Op.ATTR && body.operandCount(i) == 2) {
        Optional<String> text = program.value(new Ref(number, body.operand(i, 1))).constantText();
        String name = body.names().get(body.arg(callee));
        text.filter(t -> name.equals("startswith")).ifPresent(starts::add);
        text.filter(t -> name.equals("endswith")).ifPresent(ends::add);
      }
    }
  }

  /** Returns texts in all frames, the plainest first. */
  Stream<String> around(List<String> texts) {
    return starts.stream()
        .flatMap(
            start -> ends.stream().flatMap(end -> texts.stream().map(text -> start + text + end)));
  }
}
