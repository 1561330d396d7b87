package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;

/**
 * Steps back from a field of a tuple with names, {@code Answer = namedtuple("Answer", "path
 * headers")}, to what it was made with.
 */
final class TupleFields {
  private static final Set<String> MAKERS = Set.of("collections.namedtuple", "typing.NamedTuple");

  private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");

  private final Walk walk;
  private final FlowProgram program;

  TupleFields(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  /** Goes on with what a field is given; false where the call makes no such tuple. */
  boolean isFollowed(Node node) {
    Body body = program.body(node.body());
    if (body.op(node.instruction()) != Op.CALL
        || node.part().isEmpty()
        || !(node.part().getFirst() instanceof Place.Field(String field))) {
      return false;
    }
    int callee = program.origin(body, body.operand(node.instruction(), 0));
    int position = fields(new Ref(node.body(), callee)).indexOf(field);
    List<CallShape.Argument> shape = body.calls().get(body.arg(node.instruction())).arguments();
    List<Selector> rest = Parts.inner(node.part());
    for (int k = 0; position >= 0 && k < shape.size(); k++) {
      boolean isGiven =
          switch (shape.get(k)) {
            case CallShape.Named n -> n.name().equals(field);
            case CallShape.Unnamed.POSITIONAL -> k == position;
            default -> false;
          };
      if (isGiven) {
        walk.visit(node.before(body.operand(node.instruction(), k + 1), Move.FIELD).part(rest));
        return true;
      }
      if (!(shape.get(k) instanceof CallShape.Named)
          && shape.get(k) != CallShape.Unnamed.POSITIONAL) {
        return false;
      }
    }
    return false;
  }

  /** The names of the fields, where a value is a class that such a function has made. */
  private List<String> fields(Ref type) {
    Optional<Ref> made = made(type);
    if (made.isEmpty() || program.paths(made.get()).stream().noneMatch(MAKERS::contains)) {
      return List.of();
    }
    Body body = program.body(made.get().body());
    int call = made.get().instruction();
    if (body.op(call) != Op.CALL || body.operandCount(call) < 3) {
      return List.of();
    }
    int names = program.origin(body, body.operand(call, 2));
    if (body.op(names) == Op.LIST || body.op(names) == Op.TUPLE) {
      return IntStream.range(0, body.operandCount(names))
          .map(k -> program.origin(body, body.operand(names, k)))
          .mapToObj(v -> name(body, made.get().body(), v))
          .toList();
    }
    String text = text(made.get().body(), names);
    return text.isBlank() ? List.of() : List.of(BETWEEN.split(text.strip(), -1));
  }

  /** {@code "path"}, or {@code ("path", str)}. */
  private String name(Body body, int number, int value) {
    return body.op(value) == Op.TUPLE && body.operandCount(value) > 0
        ? text(number, body.operand(value, 0))
        : text(number, value);
  }

  private String text(int body, int value) {
    return program.value(new Ref(body, value)).constantText().orElse("");
  }

  /** The call whose result a variable of this or another module holds. */
  private Optional<Ref> made(Ref at) {
    Body body = program.body(at.body());
    return switch (body.op(at.instruction())) {
      case LOAD ->
          program
              .onlyStored(body.symbols().get(body.arg(at.instruction())))
              .flatMap(this::imported);
      case IMPORT -> imported(at);
      default -> Optional.of(at);
    };
  }

  private Optional<Ref> imported(Ref at) {
    return program.body(at.body()).op(at.instruction()) == Op.IMPORT
        ? ImportedVariables.of(program, at).flatMap(program::onlyStored)
        : Optional.of(at);
  }
}
