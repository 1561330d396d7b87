package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;

/**
 * A call that applies a regular expression which is known: {@code re.match(pattern, text)}, or
 * {@code compiled.match(text)}.
 *
 * @param function name in {@code re}
 * @param pattern the expression
 * @param arguments behind the pattern
 */
record PatternCall(String function, String pattern, List<Integer> arguments) {
  private static final Set<String> FUNCTIONS =
      Set.of("match", "fullmatch", "search", "findall", "finditer", "sub");

  /** Functions whose result is a match, or none. */
  private static final Set<String> MATCHING = Set.of("match", "fullmatch", "search");

  /**
   * Returns what a call applies.
   *
   * @param node in whose body and call it is
   */
  static Optional<PatternCall> of(Walk walk, Node node, int call) {
    FlowProgram program = walk.program();
    Body body = program.body(node.body());
    if (body.op(call) != Op.CALL) {
      return Optional.empty();
    }
    int callee = program.origin(body, body.operand(call, 0));
    String name = program.named(body, callee);
    if (!FUNCTIONS.contains(name)) {
      return Optional.empty();
    }
    List<Integer> all = new CallArguments(program, new Ref(node.body(), call)).all();
    boolean ofModule = program.paths(new Ref(node.body(), call)).contains("re." + name);
    if (ofModule && !all.isEmpty()) {
      return walk.value(node, all.getFirst())
          .constantText()
          .map(p -> new PatternCall(name, p, all.subList(1, all.size())));
    }
    return body.op(callee) == Op.ATTR
        ? compiled(walk, node, program.origin(body, body.operand(callee, 0)))
            .map(p -> new PatternCall(name, p, all))
        : Optional.empty();
  }

  /** The pattern of {@code re.compile(pattern)}, where the compiled one is at hand. */
  private static Optional<String> compiled(Walk walk, Node node, int receiver) {
    FlowProgram program = walk.program();
    Body body = program.body(node.body());
    Ref at = new Ref(node.body(), receiver);
    if (isCompiled(program, at)) {
      return walk.value(node, body.operand(receiver, 1)).constantText();
    }
    return body.op(receiver) == Op.LOAD
        ? program
            .onlyStored(body.symbols().get(body.arg(receiver)))
            .filter(v -> isCompiled(program, v))
            .flatMap(v -> program.value(pattern(program, v)).constantText())
        : Optional.empty();
  }

  private static boolean isCompiled(FlowProgram program, Ref at) {
    Body body = program.body(at.body());
    return body.op(at.instruction()) == Op.CALL
        && body.operandCount(at.instruction()) > 1
        && program.paths(at).contains("re.compile");
  }

  private static Ref pattern(FlowProgram program, Ref compiled) {
    Body body = program.body(compiled.body());
    return new Ref(compiled.body(), body.operand(compiled.instruction(), 1));
  }

  /** Whether the result is a match, or none. */
  boolean isMatch() {
    return MATCHING.contains(function);
  }

  /** Returns the text that is looked through, where it is given. */
  Optional<Integer> subject() {
    int index = function.equals("sub") ? 1 : 0;
    return arguments.size() > index ? Optional.of(arguments.get(index)) : Optional.empty();
  }
}
