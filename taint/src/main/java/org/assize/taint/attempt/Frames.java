package org.assize.taint.attempt;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
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
  private static final int MOST = 6;
  private static final int LONGEST = 40;

  /** Returns what the code says in which the value is on its way. */
  static Frames of(FlowProgram program, Node source, SinkLanguage language) {
    Frames frames = new Frames(new LinkedHashSet<>(List.of("")), new LinkedHashSet<>(List.of("")));
    for (Node at = source; at != null; at = at.next()) {
      if (at == source || at.next() == null || at.next().body() != at.body()) {
        frames.addWithCallees(program, at.body());
      }
    }
    // some letter, where a test wants one
    frames.starts.add(language == SinkLanguage.PATH ? "x/" : "x");
    return frames;
  }

  private void addWithCallees(FlowProgram program, int number) {
    add(program, number);
    Body body = program.body(number);
    for (int i = 0; i < body.size() && starts.size() < MOST; i++) {
      if (body.op(i) == Op.CALL) {
        program.call(new Ref(number, i)).stream()
            .filter(c -> c.finding().isFollowed() && c.callees().size() == 1)
            .forEach(c -> add(program, c.callees().getFirst()));
      }
    }
  }

  private void add(FlowProgram program, int number) {
    Body body = program.body(number);
    for (int i = 0; i < body.size() && starts.size() < MOST && ends.size() < MOST; i++) {
      if (body.op(i) == Op.CALL) {
        tested(program, number, i);
      } else if (body.op(i) == Op.COMPARE) {
        compared(program, new Ref(number, body.operand(i, 0)));
        compared(program, new Ref(number, body.operand(i, 1)));
      }
    }
  }

  private void tested(FlowProgram program, int number, int call) {
    Body body = program.body(number);
    int callee = program.origin(body, body.operand(call, 0));
    if (body.op(callee) == Op.ATTR && body.operandCount(call) == 2) {
      Optional<String> text = program.value(new Ref(number, body.operand(call, 1))).constantText();
      String name = body.names().get(body.arg(callee));
      text.filter(t -> name.equals("startswith")).ifPresent(starts::add);
      text.filter(t -> name.equals("endswith")).ifPresent(ends::add);
    }
  }

  /** What is looked for in a text, or what it is to be, may stand before or behind the rest. */
  private void compared(FlowProgram program, Ref side) {
    program
        .value(side)
        .constantText()
        .filter(t -> !t.isEmpty() && t.length() <= LONGEST)
        .ifPresent(t -> {
          starts.add(t);
          ends.add(t);
        });
  }

  /** Returns texts in all frames, the plainest first. */
  Stream<String> around(List<String> texts) {
    return starts.stream()
        .flatMap(
            start -> ends.stream().flatMap(end -> texts.stream().map(text -> start + text + end)));
  }
}
