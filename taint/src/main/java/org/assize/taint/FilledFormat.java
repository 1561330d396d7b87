package org.assize.taint;

import java.util.List;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/**
 * What a format is filled with. Fields reach attributes of it; those of texts and numbers lead to
 * nothing that is worth reading, and what is left is a width without bounds.
 */
final class FilledFormat {
  private static final Set<String> CONVERTING =
      Set.of("builtins.str", "builtins.repr", "builtins.int", "builtins.float", "builtins.len");

  private final FlowProgram program;
  private final SinkSite sink;

  FilledFormat(FlowProgram program, SinkSite sink) {
    this.program = program;
    this.sink = sink;
  }

  /** Whether a format is called, and is given nothing but texts and numbers. */
  boolean isOfTexts() {
    Body body = program.body(sink.at().body());
    if (!sink.rule().flow().isOfReceiver() || body.op(sink.at().instruction()) != Op.CALL) {
      return false;
    }
    CallArguments arguments = new CallArguments(program, sink.at());
    List<Integer> given = arguments.all();
    return arguments.receiver().filter(r -> r == sink.value().instruction()).isPresent()
        && !given.isEmpty()
        && given.stream().allMatch(value -> isText(new Ref(sink.at().body(), value)));
  }

  private boolean isText(Ref value) {
    Body body = program.body(value.body());
    int made = program.origin(body, value.instruction());
    return switch (body.op(made)) {
      case JOIN, TEMPLATE, FORMAT -> true;
      case CALL -> isConverted(new Ref(value.body(), made)) || isText(program.value(value));
      case DICT -> isOfTexts(body, value.body(), made);
      default -> isText(program.value(value));
    };
  }

  private boolean isConverted(Ref call) {
    return program.paths(call).stream().anyMatch(CONVERTING::contains);
  }

  /** The values of a display of a mapping; its keys are the names of the fields. */
  private boolean isOfTexts(Body body, int number, int mapping) {
    for (int k = 1; k < body.operandCount(mapping); k += 2) {
      if (!isText(new Ref(number, body.operand(mapping, k)))) {
        return false;
      }
    }
    return body.operandCount(mapping) % 2 == 0;
  }

  private static boolean isText(AbstractValue value) {
    return !value.isOpen()
        && !value.atoms().isEmpty()
        && value.atoms().stream()
            .allMatch(a -> a.asText().isPresent() || isNumber(a) || isOfClass(a, "str"));
  }

  private static boolean isNumber(Atom atom) {
    return (atom instanceof Atom.Constant(Literal literal) && !(literal instanceof Literal.Bytes))
        || isOfClass(atom, "int")
        || isOfClass(atom, "float");
  }

  private static boolean isOfClass(Atom atom, String type) {
    return atom.typeName().filter(type::equals).isPresent();
  }
}
