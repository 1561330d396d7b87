package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.program.Symbol;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;

/**
 * What parsers of requests let through that a program declares argument by argument: {@code
 * parser.add_argument("by", choices=("name", "price"))}.
 */
record ParsedArguments(Walk walk) {
  private static final String PARSING = "flask_restx.reqparse.RequestParser.parse_args";
  private static final Slot NAME = new Slot.Argument(0, "name");
  private static final Slot CHOICES = new Slot.Argument(Integer.MAX_VALUE, "choices");
  private static final Slot TYPE = new Slot.Argument(Integer.MAX_VALUE, "type");

  /** Types that give no text. */
  private static final Set<String> NUMBERS =
      Set.of(
          "builtins.int",
          "builtins.float",
          "builtins.bool",
          "flask_restx.inputs.positive",
          "flask_restx.inputs.natural",
          "flask_restx.inputs.boolean");

  /** Ends a way where the argument that is wanted can do no harm; false for any other. */
  boolean follow(End end) {
    if (!(end instanceof End.Controlled)
        || end.node().part().isEmpty()
        || !(end.node().part().getFirst() instanceof Place.Key(Literal.Text(String name)))
        || !walk.query().roles().isEmpty()) {
      return false;
    }
    Node node = end.node();
    Optional<Ref> declared =
        parser(node).flatMap(p -> declarations(p).filter(c -> isOf(c, name)).findFirst());
    Optional<String> why = declared.flatMap(this::harmless);
    why.ifPresent(w -> walk.end(new End.Harmless(node, declared.get(), w)));
    return why.isPresent();
  }

  /** The variable of the parser by which a call has parsed. */
  private Optional<Symbol> parser(Node node) {
    FlowProgram program = walk.program();
    Body body = program.body(node.body());
    boolean parses =
        body.op(node.instruction()) == Op.CALL
            && program.paths(node.at()).stream()
                .map(program.facts()::typed)
                .anyMatch(PARSING::equals);
    int callee = parses ? program.origin(body, body.operand(node.instruction(), 0)) : -1;
    int object =
        callee >= 0 && body.op(callee) == Op.ATTR
            ? program.origin(body, body.operand(callee, 0))
            : -1;
    return object >= 0 && body.op(object) == Op.LOAD
        ? Optional.of(body.symbols().get(body.arg(object)))
        : Optional.empty();
  }

  /** The calls by which arguments are declared, where the parser is made. */
  private Stream<Ref> declarations(Symbol parser) {
    FlowProgram program = walk.program();
    return program.index().stores(parser).stream()
        .map(Ref::body)
        .distinct()
        .flatMap(number -> {
          Body body = program.body(number);
          return IntStream.range(0, body.size())
              .filter(i -> declares(number, i, parser))
              .mapToObj(i -> new Ref(number, i));
        });
  }

  private boolean declares(int number, int i, Symbol parser) {
    FlowProgram program = walk.program();
    Body body = program.body(number);
    int callee = body.op(i) == Op.CALL ? program.origin(body, body.operand(i, 0)) : -1;
    if (callee < 0
        || body.op(callee) != Op.ATTR
        || !body.names().get(body.arg(callee)).equals("add_argument")) {
      return false;
    }
    int object = program.origin(body, body.operand(callee, 0));
    boolean isLoaded = body.op(object) == Op.LOAD && body.symbols().get(body.arg(object)) == parser;
    return isLoaded
        || program.index().stores(parser).stream()
            .filter(s -> s.body() == number)
            .anyMatch(s -> program.origin(body, body.operand(s.instruction(), 0)) == object);
  }

  private boolean isOf(Ref call, String name) {
    List<Integer> given = new CallArguments(walk.program(), call).in(NAME);
    return given.stream()
        .flatMap(v -> walk.program().value(new Ref(call.body(), v)).constantText().stream())
        .anyMatch(name::equals);
  }

  private Optional<String> harmless(Ref call) {
    CallArguments arguments = new CallArguments(walk.program(), call);
    if (!arguments.in(CHOICES).isEmpty()) {
      return Optional.of("it is one of the choices");
    }
    boolean isNumber =
        arguments.in(TYPE).stream()
            .flatMap(v -> walk.program().value(new Ref(call.body(), v)).atoms().stream())
            .anyMatch(a -> a instanceof Atom.External e && NUMBERS.contains(e.path()));
    return isNumber ? Optional.of("it is converted to a number") : Optional.empty();
  }
}
