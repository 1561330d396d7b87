package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.syntax.Operator;
import org.assize.taint.language.SinkLanguage;

/**
 * Expressions of which each part is of an allowed kind: {@code for part in ast.walk(tree)} with
 * {@code isinstance(part, ALLOWED)} (library reference, "ast"). Without attributes nothing leads
 * from a value to its class and on; without calls, or where there are no built-in functions to
 * call, nothing runs.
 */
record AllowedSyntax(Walk walk) {
  private static final String AST = "ast.";

  /** Parts of expressions by which code reaches or makes what it was not given. */
  private static final Set<String> REACHING =
      Set.of(
          "Attribute",
          "Lambda",
          "ListComp",
          "SetComp",
          "DictComp",
          "GeneratorExp",
          "Await",
          "AST",
          "expr",
          "stmt",
          "Import",
          "ImportFrom",
          "FunctionDef",
          "ClassDef");

  private static final int MAX_KINDS = 60;

  /** Whether a value is what a loop over the parts of an expression gives. */
  boolean isPartOf(Body body, int iterated, int tested) {
    return walk.query().language() == SinkLanguage.PYTHON
        && body.op(iterated) == Op.CALL
        && body.operandCount(iterated) == 2
        && walk.program().paths(ref(body, iterated)).contains("ast.walk")
        && walk.program().origin(body, body.operand(iterated, 1)) == tested;
  }

  /** Whether {@code isinstance(part, kinds)} leaves only parts that do no harm. */
  boolean isChecked(Node node, Ref call, CallArguments arguments, int tested) {
    FlowProgram program = walk.program();
    Body body = program.body(call.body());
    List<Integer> all = arguments.all();
    boolean isAsked =
        walk.query().language() == SinkLanguage.PYTHON
            && body.op(tested) == Op.NEXT
            && all.size() == 2
            && program.origin(body, all.getFirst()) == tested
            && program.paths(call).contains("builtins.isinstance");
    if (!isAsked) {
      return false;
    }
    List<String> kinds = new ArrayList<>();
    return names(new Ref(call.body(), all.get(1)), kinds)
        && kinds.stream().noneMatch(REACHING::contains)
        && (!kinds.contains("Call") || isWithoutBuiltins(node));
  }

  /** Collects the names of classes of syntax; returns false where one is something else. */
  private boolean names(Ref at, List<String> found) {
    FlowProgram program = walk.program();
    Body body = program.body(at.body());
    int origin = program.origin(body, at.instruction());
    boolean isSum = body.op(origin) == Op.BINARY && body.operator(origin) == Operator.ADD;
    if (body.op(origin) == Op.LOAD) {
      Optional<Ref> stored = program.onlyStored(body.symbols().get(body.arg(origin)));
      return stored.isPresent() && !stored.get().equals(at) && names(stored.get(), found);
    }
    if (body.op(origin) == Op.TUPLE || isSum) {
      for (int k = 0; k < body.operandCount(origin); k++) {
        if (!names(new Ref(at.body(), body.operand(origin, k)), found)) {
          return false;
        }
      }
      return found.size() <= MAX_KINDS;
    }
    List<String> paths = program.paths(new Ref(at.body(), origin));
    paths.stream().filter(p -> p.startsWith(AST)).map(p -> p.substring(4)).forEach(found::add);
    return paths.size() == 1 && paths.getFirst().startsWith(AST);
  }

  /** {@code eval(code, {"__builtins__": {}})}. */
  private boolean isWithoutBuiltins(Node node) {
    Node last = node;
    while (last.next() != null) {
      last = last.next();
    }
    Ref sink = last.by();
    Body body = walk.program().body(sink.body());
    for (int k = 1; k < body.operandCount(sink.instruction()); k++) {
      int given = walk.program().origin(body, body.operand(sink.instruction(), k));
      if (body.op(given) == Op.DICT && hidesBuiltins(sink.body(), body, given)) {
        return true;
      }
    }
    return false;
  }

  private boolean hidesBuiltins(int number, Body body, int names) {
    for (int k = 0; k + 1 < body.operandCount(names); k += 2) {
      boolean isMeant =
          walk.program()
              .value(new Ref(number, body.operand(names, k)))
              .constantText()
              .filter("__builtins__"::equals)
              .isPresent();
      int hidden = walk.program().origin(body, body.operand(names, k + 1));
      if (isMeant && (body.op(hidden) == Op.CONST || isEmpty(body, hidden))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEmpty(Body body, int dictionary) {
    return body.op(dictionary) == Op.DICT && body.operandCount(dictionary) == 0;
  }

  private Ref ref(Body body, int instruction) {
    return new Ref(walk.program().values().bodies().numberOf(body), instruction);
  }
}
