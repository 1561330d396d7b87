package org.assize.taint.trace;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assize.facts.Confidence;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.jspecify.annotations.Nullable;

/**
 * Steps back from an exception that is caught. It carries what it was made with: by a raise in the
 * try, or in what is called there; and conversions quote in theirs what they could not read.
 */
final class ExceptionSteps {
  /** Conversions whose errors show the text that they were given (library reference). */
  private static final Set<String> QUOTING =
      Set.of(
          "builtins.int",
          "builtins.float",
          "datetime.datetime.strptime",
          "datetime.datetime.fromisoformat",
          "datetime.date.fromisoformat",
          "datetime.time.fromisoformat",
          "time.strptime",
          "ipaddress.ip_address",
          "ipaddress.ip_network",
          "ipaddress.ip_interface");

  /** What a handler of such an error names. */
  private static final Set<String> ERRORS_OF_VALUES =
      Set.of("builtins.ValueError", "builtins.Exception", "builtins.BaseException");

  private final Walk walk;
  private final FlowProgram program;

  ExceptionSteps(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  void caught(Node node) {
    Body body = program.body(node.body());
    int handler = body.blockOf(node.instruction());
    boolean any = false;
    for (int i = 0; i < body.size(); i++) {
      if (body.handler(body.blockOf(i)) == handler) {
        if (body.op(i) == Op.RAISE) {
          any |= raised(node, new Ref(node.body(), i), node.calling());
        } else if (body.op(i) == Op.CALL) {
          any |= raisedBy(node, new Ref(node.body(), i));
          any |= quotedBy(node, new Ref(node.body(), i));
        }
      }
    }
    if (!any) {
      walk.end(new End.Unknown(node, "an exception"));
    }
  }

  private boolean raisedBy(Node node, Ref call) {
    boolean any = false;
    for (int callee : program.call(call).map(c -> c.callees()).orElse(List.of())) {
      Calling calling = CallSteps.calling(walk, node, call, callee);
      Body body = program.body(callee);
      for (int i = 0; calling != null && i < body.size(); i++) {
        if (body.op(i) == Op.RAISE && body.handler(body.blockOf(i)) < 0) {
          any |= raised(node, new Ref(callee, i), calling);
        }
      }
    }
    return any;
  }

  /** {@code int("x")} says that "x" is no number. */
  private boolean quotedBy(Node node, Ref call) {
    Body body = program.body(call.body());
    boolean isQuoting =
        body.operandCount(call.instruction()) > 1
            && program.paths(call).stream().anyMatch(QUOTING::contains)
            && isOfValue(node, body);
    if (isQuoting) {
      int given = body.operand(call.instruction(), 1);
      walk.visit(
          node.before(given, Move.RAISED).by(call).part(List.of()).atMost(Confidence.MEDIUM));
    }
    return isQuoting;
  }

  /** Whether the handler from which a way comes takes errors of values; a bare one takes all. */
  private boolean isOfValue(Node node, Body body) {
    Node next = node.next();
    if (next == null || next.body() != node.body() || body.op(next.instruction()) != Op.SIGMA) {
      return true;
    }
    int test = body.operand(next.instruction(), 1);
    if (body.op(test) != Op.CATCHES) {
      return true;
    }
    int classes = body.operand(test, 1);
    return body.op(classes) == Op.TUPLE
        ? IntStream.range(0, body.operandCount(classes))
            .anyMatch(k -> isOfValue(node, body.operand(classes, k)))
        : isOfValue(node, classes);
  }

  private boolean isOfValue(Node node, int type) {
    return program.paths(new Ref(node.body(), type)).stream().anyMatch(ERRORS_OF_VALUES::contains);
  }

  private boolean raised(Node node, Ref raise, @Nullable Calling calling) {
    Body body = program.body(raise.body());
    if (body.operandCount(raise.instruction()) == 0) {
      return false;
    }
    Ref made = new Ref(raise.body(), body.operand(raise.instruction(), 0));
    walk.visit(node.before(made, Move.RAISED).by(raise).part(List.of()).in(calling));
    return true;
  }
}
