package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.syntax.Operator;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.language.Surround;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Literals;
import org.assize.value.domain.Place;
import org.assize.value.domain.StringShape;

/** Steps back through text that is put together; what stands around a part is kept. */
final class TextSteps {
  /** What stands behind each part of an address (RFC 3986, 5.3). */
  private static final List<String> BEHIND = List.of("://", "/", "?", "#", "#", "#");

  /** Operators that no text has. */
  private static final Set<Operator> COUNTING =
      Set.of(Operator.SUB, Operator.POW, Operator.FLOOR_DIV, Operator.L_SHIFT, Operator.R_SHIFT);

  private final Walk walk;
  private final FlowProgram program;
  private final ListSums lists;
  private final EscapingOperators escaping;

  TextSteps(Walk walk) {
    this.walk = walk;
    program = walk.program();
    lists = new ListSums(walk);
    escaping = new EscapingOperators(walk);
  }

  /** Returns what is known of a value as a text. */
  private StringShape shape(Node in, int instruction) {
    AbstractValue value = walk.value(in, instruction);
    return value
        .only()
        .flatMap(Atom::asText)
        .map(Atom.Text::shape)
        .or(() -> value.only().filter(a -> a instanceof Atom.Constant).map(this::written))
        .or(() -> common(value))
        .orElse(StringShape.ANY);
  }

  /** What several texts have in common, where nothing else is possible. */
  private static Optional<StringShape> common(AbstractValue value) {
    boolean areTexts =
        !value.isOpen() && value.atoms().stream().allMatch(a -> a.asText().isPresent());
    return areTexts
        ? value.atoms().stream()
            .flatMap(a -> a.asText().stream())
            .map(Atom.Text::shape)
            .reduce(StringShape::join)
        : Optional.empty();
  }

  private StringShape written(Atom constant) {
    return StringShape.fixed(constant.text());
  }

  /** Whether a text is put together: its parts tell more of it than the whole. */
  boolean isComposed(Node node) {
    Body body = program.body(node.body());
    int i = node.instruction();
    return node.part().isEmpty()
        && switch (body.op(i)) {
          case JOIN -> true;
          case BINARY, IN_PLACE ->
              body.operator(i) == Operator.ADD || body.operator(i) == Operator.MOD;
          default -> false;
        };
  }

  void joined(Node node) {
    parts(node, node.instruction(), StringShape.EMPTY);
  }

  /** Visits what an instruction puts one behind the other, with a text in between. */
  private void parts(Node node, int i, StringShape between) {
    Body body = program.body(node.body());
    StringShape before = StringShape.EMPTY;
    for (int k = 0; k < body.operandCount(i); k++) {
      StringShape behind = StringShape.EMPTY;
      for (int later = k + 1; later < body.operandCount(i); later++) {
        behind = behind.concat(between).concat(shape(node, body.operand(i, later)));
      }
      part(node, body.operand(i, k), before, behind);
      before = before.concat(shape(node, body.operand(i, k))).concat(between);
    }
  }

  private void part(Node node, int operand, StringShape before, StringShape behind) {
    walk.visit(
        node.before(operand, Move.COMPOSED)
            .part(List.of())
            .around(node.surround().around(before, behind)));
  }

  void binary(Node made) {
    Node node = escaping.escapes(made) ? escaping.escaped(made) : made;
    Body body = program.body(node.body());
    int i = node.instruction();
    int left = body.operand(i, 0);
    int right = body.operand(i, 1);
    Operator operator = body.operator(i);
    if (operator == Operator.ADD
        && isText(node)
        && !lists.isList(body, left)
        && !lists.isList(body, right)) {
      part(node, left, StringShape.EMPTY, shape(node, right));
      part(node, right, shape(node, left), StringShape.EMPTY);
    } else if (operator == Operator.MOD) {
      percent(node, left, right);
    } else if (operator == Operator.DIV) {
      part(node, left, StringShape.EMPTY, StringShape.fixed("/").concat(shape(node, right)));
      part(node, right, shape(node, left).concat(StringShape.fixed("/")), StringShape.EMPTY);
    } else if (isText(node) && COUNTING.contains(operator) && walk.query().roles().isEmpty()) {
      walk.end(new End.Harmless(node, node.at(), "it is a number"));
    } else {
      lists.step(node, operator, left, right);
    }
  }

  /** Lists are added too: then the parts are elements. */
  private static boolean isText(Node node) {
    return node.part().isEmpty();
  }

  /** What a text is made of that is cut into arguments of a program: each piece is one of them. */
  Node asWords(Node node, String separator) {
    return walk.query().language() == SinkLanguage.ARGUMENT && !separator.isEmpty()
        ? node.around(Surround.ofWords(separator))
        : node;
  }

  private void percent(Node node, int left, int right) {
    Body body = program.body(node.body());
    Optional<List<TextTemplate.Field>> fields =
        text(walk.value(node, left)).map(TextTemplate::percent);
    int tuple = program.origin(body, right);
    if (fields.isEmpty()) {
      part(node, left, StringShape.EMPTY, StringShape.EMPTY);
      part(node, right, StringShape.ANY, StringShape.ANY);
      return;
    }
    boolean isTuple = body.op(tuple) == Op.TUPLE && body.arg(tuple) < 0;
    for (TextTemplate.Field field : fields.get()) {
      if (field.isNumber() || isLiteral(node, field)) {
        continue;
      }
      Node whole =
          node.before(right, Move.COMPOSED)
              .around(node.surround().around(field.before(), field.behind()));
      if (!field.name().isEmpty()) {
        walk.visit(whole.part(List.of(new Place.Key(new Literal.Text(field.name())))));
      } else if (isTuple) {
        if (field.position() < body.operandCount(tuple)) {
          part(node, body.operand(tuple, field.position()), field.before(), field.behind());
        }
      } else {
        walk.visit(whole.part(List.of()));
      }
    }
    if (fields.get().stream().allMatch(TextTemplate.Field::isNumber)) {
      walk.end(new End.Harmless(node, node.at(), "only numbers fit into it"));
    }
  }

  /** Ends a way at a field that writes its value as a literal into a program. */
  private boolean isLiteral(Node node, TextTemplate.Field field) {
    return field.isLiteral()
        && PythonLiterals.end(
            walk, node.around(node.surround().around(field.before(), field.behind())));
  }

  private static Optional<String> text(AbstractValue value) {
    return value.only().flatMap(Atom::asText).flatMap(t -> t.shape().constant());
  }

  /** {@code "…".format(…)}; false where the template is not known. */
  boolean format(Node node, int template) {
    return format(node, template, 0);
  }

  /**
   * Goes on with what a template in braces is filled with.
   *
   * @param given how many positional arguments of the call stand before those of the template
   */
  boolean format(Node node, int template, int given) {
    Body body = program.body(node.body());
    Optional<List<TextTemplate.Field>> fields =
        text(walk.value(node, template)).map(TextTemplate::braces);
    if (fields.isEmpty()) {
      return false;
    }
    int i = node.instruction();
    List<CallShape.Argument> shape = body.calls().get(body.arg(i)).arguments();
    boolean any = false;
    for (TextTemplate.Field field : fields.get()) {
      if (field.isNumber()) {
        continue;
      }
      if (isLiteral(node, field)) {
        any = true;
        continue;
      }
      for (int operand : operands(field, shape, given)) {
        part(node, body.operand(i, operand + 1), field.before(), field.behind());
        any = true;
      }
    }
    if (!any) {
      walk.end(new End.Fixed(node));
    }
    return true;
  }

  private static List<Integer> operands(
      TextTemplate.Field field, List<CallShape.Argument> shape, int given) {
    List<Integer> found = new ArrayList<>();
    int position = -given;
    for (int k = 0; k < shape.size(); k++) {
      boolean fits =
          switch (shape.get(k)) {
            case CallShape.Named n -> n.name().equals(field.name());
            case CallShape.Unnamed u ->
                (u != CallShape.Unnamed.POSITIONAL && given == 0)
                    || (field.name().isEmpty() && position++ == field.position());
          };
      if (fits) {
        found.add(k);
      }
    }
    return found;
  }

  /** {@code urlunsplit((scheme, host, path, query, fragment))}, or of a list of them. */
  void address(Node node, int tuple) {
    Body body = program.body(node.body());
    int parts = program.origin(body, tuple);
    boolean isExact =
        body.op(parts) == Op.TUPLE && body.arg(parts) < 0 && body.operandCount(parts) >= 5;
    if (!isExact) {
      elements(node, tuple);
      return;
    }
    address(
        node,
        IntStream.range(0, body.operandCount(parts))
            .mapToObj(k -> body.operand(parts, k))
            .toList());
  }

  /** An address that is put together of these parts, the scheme first. */
  void address(Node node, List<Integer> parts) {
    StringShape before = StringShape.EMPTY;
    for (int k = 0; k < parts.size(); k++) {
      StringShape part = shape(node, parts.get(k));
      part(node, parts.get(k), before, StringShape.ANY);
      boolean isLeftOut = part.constant().filter(String::isEmpty).isPresent();
      before = isLeftOut ? before : before.concat(part).concat(StringShape.fixed(BEHIND.get(k)));
    }
  }

  /** What stands before each part, where nothing is known of the others. */
  private static final List<String> LEADING = List.of("", "//", "", "?", "?", "#");

  private static final int HOST = 1;
  private static final int PATH = 2;

  /** What stands before a part of an address that is given by its name. */
  private static final Map<String, String> BEFORE =
      Map.of(
          "scheme", "", "netloc", "//", "path", "", "params", "?", "query", "?", "fragment", "#");

  /** {@code parts._replace(query=query)}; returns false where a value is none. */
  private boolean replaced(Node node, int call) {
    Body body = program.body(node.body());
    int callee = body.op(call) == Op.CALL ? program.origin(body, body.operand(call, 0)) : -1;
    if (callee < 0
        || body.op(callee) != Op.ATTR
        || !body.names().get(body.arg(callee)).equals("_replace")) {
      return false;
    }
    List<CallShape.Argument> shape = body.calls().get(body.arg(call)).arguments();
    Set<Integer> others = new HashSet<>();
    for (int k = 0; k < shape.size(); k++) {
      String name = shape.get(k) instanceof CallShape.Named n ? n.name() : "scheme";
      StringShape before = StringShape.fixed(BEFORE.getOrDefault(name, ""));
      part(node, body.operand(call, k + 1), before, StringShape.ANY);
      others.add(List.of("scheme", "netloc", "path").indexOf(name));
    }
    elements(node, body.operand(callee, 0), others);
    return true;
  }

  /** The parts of an address that are kept in a list: which one matters tells where it lands. */
  private void elements(Node node, int list) {
    if (!replaced(node, program.origin(program.body(node.body()), list))) {
      elements(node, list, Set.of());
    }
  }

  private void elements(Node node, int list, Set<Integer> others) {
    for (int k = 0; k < LEADING.size(); k++) {
      if (others.contains(k)) {
        continue;
      }
      boolean isBehindHost = k == PATH && others.contains(HOST);
      StringShape before = StringShape.fixed(isBehindHost ? "//host/" : LEADING.get(k));
      walk.visit(
          node.before(list, Move.COMPOSED)
              .part(List.of(new Place.Key(Literals.whole(k))))
              .around(node.surround().around(before, StringShape.ANY)));
    }
  }

  /** {@code separator.join(parts)}. */
  void join(Node node, int separator, int parts) {
    StringShape between = shape(node, separator);
    Body body = program.body(node.body());
    int list = program.origin(body, parts);
    boolean isExact =
        (body.op(list) == Op.LIST || body.op(list) == Op.TUPLE)
            && body.arg(list) < 0
            && body.operandCount(list) > 0
            && (body.op(list) == Op.TUPLE || program.index().isNeverFilled(walk.value(node, list)));
    if (isExact) {
      parts(node, list, between);
      return;
    }
    Node pieces =
        node.before(parts, Move.COMPOSED)
            .part(List.of(Place.Each.EACH))
            .around(node.surround().around(StringShape.EMPTY, between));
    walk.visit(between.characters().contains('/') ? pieces.repeating() : pieces);
  }

  /** Whether a loop puts the next piece behind what it has put together before. */
  boolean isGrown(Node node) {
    Body body = program.body(node.body());
    int i = node.instruction();
    boolean puts =
        switch (body.op(i)) {
          case BINARY, IN_PLACE, JOIN, CALL -> node.part().isEmpty() && !node.repeated();
          default -> false;
        };
    for (int k = 0; puts && k < body.operandCount(i); k++) {
      int before = body.operand(i, k);
      if (body.op(before) == Op.PHI && isFed(body, before, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFed(Body body, int phi, int by) {
    for (int k = 0; k < body.operandCount(phi); k++) {
      if (body.operand(phi, k) == by) {
        return true;
      }
    }
    return false;
  }
}
