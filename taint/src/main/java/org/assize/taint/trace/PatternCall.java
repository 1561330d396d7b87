package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.domain.Atom;

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

  /** Begins a pattern whose {@code ^} and {@code $} stand for the ends of any line. */
  static final String PER_LINE = "(?m)";

  private static final Set<String> LINES =
      Set.of("re.M", "re.MULTILINE", "re.RegexFlag.M", "re.RegexFlag.MULTILINE");

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
          .map(p -> withFlags(program, new Ref(node.body(), call), p, 2))
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
      return walk.value(node, body.operand(receiver, 1))
          .constantText()
          .map(p -> withFlags(program, at, p, 1));
    }
    return body.op(receiver) == Op.LOAD
        ? program
            .onlyStored(body.symbols().get(body.arg(receiver)))
            .filter(v -> isCompiled(program, v))
            .flatMap(v ->
                program
                    .value(pattern(program, v))
                    .constantText()
                    .map(p -> withFlags(program, v, p, 1)))
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

  /** The pattern as it is written with the flag by which it looks at each line for itself. */
  private static String withFlags(FlowProgram program, Ref call, String pattern, int position) {
    boolean isPerLine =
        new CallArguments(program, call)
            .in(new Slot.Argument(position, "flags")).stream()
                .anyMatch(flags -> isPerLine(program, new Ref(call.body(), flags)));
    return isPerLine ? PER_LINE + pattern : pattern;
  }

  private static boolean isPerLine(FlowProgram program, Ref flags) {
    Body body = program.body(flags.body());
    int i = program.origin(body, flags.instruction());
    if (body.op(i) == Op.BINARY) {
      return isPerLine(program, new Ref(flags.body(), body.operand(i, 0)))
          || isPerLine(program, new Ref(flags.body(), body.operand(i, 1)));
    }
    return program.value(flags).atoms().stream()
        .anyMatch(a -> a instanceof Atom.External e && LINES.contains(e.path()));
  }

  /** Whether the result is a match, or none. */
  boolean isMatch() {
    return MATCHING.contains(function);
  }

  /** Returns what stands for what matches, where that is replaced. */
  Optional<Integer> replacement() {
    return function.equals("sub") ? arguments.stream().findFirst() : Optional.empty();
  }

  /** Returns the text that is looked through, where it is given. */
  Optional<Integer> subject() {
    int index = function.equals("sub") ? 1 : 0;
    return arguments.size() > index ? Optional.of(arguments.get(index)) : Optional.empty();
  }
}
