package org.assize.taint.trace;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Place;
import org.assize.value.pure.Concrete;
import org.assize.value.pure.Evaluator;
import org.assize.value.pure.Outcome;

/**
 * Which characters a pure call can give, whatever text it is given: the call is evaluated on texts
 * that hold each character, alone and as a name in a path. A quote that comes out escaped, as the
 * language of the sink has it, does not count.
 */
final class Images {
  private static final int ASCII = 128;
  private static final CharSet HEXADECIMAL = CharSet.of("0123456789abcdef");

  private final Walk walk;
  private final Node call;
  private final Body body;

  Images(Walk walk, Node call) {
    this.walk = walk;
    this.call = call;
    body = walk.program().body(call.body());
  }

  /**
   * Takes away from an operand the characters that the call never lets through.
   *
   * @param called the same call by its names
   * @param value the operand
   * @param before the operand on its way into the call
   */
  Node through(LibraryCall called, int value, Node before) {
    if (called.lastName().equals("hexdigest")) {
      return before.allowing(before.allowed().intersect(HEXADECIMAL));
    }
    if (Recoding.isNamed(called.name())) {
      return before.recode();
    }
    boolean matters =
        !walk.query().language().context(call.surround()).harmful().equals(CharSet.ALL);
    return matters
        ? of(value).map(image -> before.allowing(before.allowed().intersect(image))).orElse(before)
        : before;
  }

  /**
   * Returns the characters that the call can give.
   *
   * @param value the receiver or argument that is not known; all others must be constants
   * @return empty where the call cannot be evaluated
   */
  Optional<CharSet> of(int value) {
    CharSet image = new CharSet(0, 0, true);
    QuoteEscapes escapes =
        QuoteEscapes.in(
            walk.query().language(),
            walk.query().language().context(call.surround()),
            doublesBackslashes(value));
    for (int c = 1; c < ASCII; c++) {
      if (c >= 0x1c && c <= 0x1f) {
        continue; // separators that no language reads, and that patterns of Java take otherwise
      }
      for (String sample : List.of("a" + (char) c + "a", "a/" + (char) c + "/a")) {
        Optional<String> out = evaluate(value, sample);
        if (out.isEmpty()) {
          return Optional.empty();
        }
        image = image.union(CharSet.of(escapes.without(out.get(), (char) c)));
      }
    }
    return Optional.of(image);
  }

  /** Whether the call, or the one whose result it is given, writes each backslash twice. */
  private boolean doublesBackslashes(int value) {
    if (doubles(value)) {
      return true;
    }
    int inner = walk.program().origin(body, value);
    int callee =
        body.op(inner) == Op.CALL ? walk.program().origin(body, body.operand(inner, 0)) : -1;
    return callee >= 0
        && body.op(callee) == Op.ATTR
        && new Images(walk, call.before(inner, Move.MADE))
            .doublesBackslashes(body.operand(callee, 0));
  }

  private boolean doubles(int value) {
    return evaluate(value, "a\\a").filter("a\\\\a"::equals).isPresent();
  }

  private Optional<String> evaluate(int value, String sample) {
    int i = call.instruction();
    CallShape shape = body.calls().get(body.arg(i));
    if (!shape.isPositional()) {
      return Optional.empty();
    }
    List<Concrete> arguments = new ArrayList<>();
    for (int k = 1; k < body.operandCount(i); k++) {
      Optional<Concrete> argument = concrete(body.operand(i, k), value, sample);
      if (argument.isEmpty()) {
        return Optional.empty();
      }
      arguments.add(argument.get());
    }
    int callee = walk.program().origin(body, body.operand(i, 0));
    boolean onReceiver = body.op(callee) == Op.ATTR && body.operand(callee, 0) == value;
    Outcome outcome =
        onReceiver
            ? Evaluator.method(
                Concrete.text(sample), body.names().get(body.arg(callee)), arguments, Map.of())
            : function(arguments);
    return outcome instanceof Outcome.Value v ? text(v.value()) : Optional.empty();
  }

  /** What is wanted of the result: the text, or one that stands in a tuple. */
  private Optional<String> text(Concrete value) {
    if (value instanceof Concrete.Items items
        && !call.part().isEmpty()
        && call.part().getFirst() instanceof Place.Key(Literal.Whole(BigInteger index))
        && index.bitLength() < 31
        && isIn(items.elements().size(), index.intValue())) {
      int at = index.signum() < 0 ? items.elements().size() + index.intValue() : index.intValue();
      return text(items.elements().get(at));
    }
    return switch (value) {
      case Concrete.Scalar(Literal.Text(String text)) -> Optional.of(text);
      case Concrete.Scalar(Literal.Bytes(String bytes)) -> Optional.of(bytes);
      default -> Optional.empty();
    };
  }

  private static boolean isIn(int size, int index) {
    return index < size && index >= -size;
  }

  private Outcome function(List<Concrete> arguments) {
    Optional<PatternCall> pattern = PatternCall.of(walk, call, call.instruction());
    if (pattern.isPresent() && pattern.get().arguments().size() == arguments.size()) {
      List<Concrete> all = new ArrayList<>(arguments);
      all.addFirst(Concrete.text(pattern.get().pattern()));
      return Evaluator.call("re." + pattern.get().function(), all, Map.of());
    }
    List<String> paths = walk.program().paths(call.at());
    return paths.size() == 1
        ? Evaluator.call(paths.getFirst(), arguments, Map.of())
        : Outcome.Unknown.UNKNOWN;
  }

  private Optional<Concrete> concrete(int operand, int value, String sample) {
    return operand == value
        ? Optional.of(Concrete.text(sample))
        : walk.value(call, operand)
            .constant()
            .<Concrete>map(Concrete.Scalar::new)
            .or(() -> table(new Ref(call.body(), operand)));
  }

  /** A table of constants that is written out: {@code {ord("<"): "("}}. */
  private Optional<Concrete> table(Ref at) {
    FlowProgram program = walk.program();
    Body code = program.body(at.body());
    int origin = program.origin(code, at.instruction());
    if (code.op(origin) == Op.LOAD) {
      return program
          .onlyStored(code.symbols().get(code.arg(origin)))
          .filter(stored -> program.body(stored.body()).op(stored.instruction()) == Op.DICT)
          .flatMap(this::table);
    }
    Map<Concrete, Concrete> entries = new LinkedHashMap<>();
    for (int k = 0; code.op(origin) == Op.DICT && k + 1 < code.operandCount(origin); k += 2) {
      Optional<Literal> key = program.value(new Ref(at.body(), code.operand(origin, k))).constant();
      Optional<Literal> value =
          program.value(new Ref(at.body(), code.operand(origin, k + 1))).constant();
      if (key.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      entries.put(new Concrete.Scalar(key.get()), new Concrete.Scalar(value.get()));
    }
    return entries.isEmpty() ? Optional.empty() : Optional.of(new Concrete.Mapping(entries));
  }
}
