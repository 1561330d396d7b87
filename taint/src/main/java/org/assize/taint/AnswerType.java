package org.assize.taint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Move;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Passed;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.jspecify.annotations.Nullable;

/**
 * Whether a browser reads an answer as a page: the type that code sets on it, before or after it is
 * filled, decides (RFC 9110, 8.3).
 */
final class AnswerType {
  private static final String HEADER = "content-type";

  /** Attributes of answers that hold their type. */
  private static final Set<String> ATTRIBUTES = Set.of("content_type", "mimetype", "media_type");

  /** Methods that set a header of an answer. */
  private static final Set<String> SETTERS =
      Set.of(
          "set_header",
          "setHeader",
          "send_header",
          "add_header",
          "set",
          "add",
          "setdefault",
          "append_header",
          "setRawHeaders");

  /** Methods of handlers that frameworks call before those that answer. */
  private static final Set<String> EARLIER =
      Set.of("set_default_headers", "prepare", "initialize", "dispatch", "setup");

  /** What the answer is called that a framework keeps for a function. */
  private static final Set<String> ANSWERS = Set.of("response", "resp", "res", "reply");

  private final FlowProgram program;

  AnswerType(FlowProgram program) {
    this.program = program;
  }

  /**
   * What code says of the type of an answer.
   *
   * @param isPage whether a browser shows it as a page
   * @param by the value that says so; null where nothing does
   */
  record Said(Truth isPage, @Nullable Ref by) {
    private static final Said NOTHING = new Said(Truth.TRUE, null);
  }

  /** Returns what is said of the type of what reaches a sink along a way. */
  Said of(SinkSite sink, Node source) {
    if (sink.rule().flow().language() != SinkLanguage.HTML) {
      return Said.NOTHING;
    }
    Set<Integer> bodies = new LinkedHashSet<>(List.of(sink.at().body()));
    beside(sink.at().body(), bodies);
    for (Node at = source; at != null; at = at.next()) {
      bodies.add(at.body());
    }
    Said said = Said.NOTHING;
    for (int body : bodies) {
      Said here =
          passed(
              in(body, body == sink.at().body() ? Optional.of(sink.at()) : Optional.empty()),
              source);
      if (here.isPage() == Truth.FALSE) {
        return here;
      }
      said = here.isPage() == Truth.UNKNOWN ? here : said;
    }
    return said;
  }

  /** Where a parameter says the type, what the call passes for it by which the way comes. */
  private Said passed(Said said, Node source) {
    Ref by = said.by();
    if (said.isPage() != Truth.UNKNOWN || by == null) {
      return said;
    }
    Body body = program.body(by.body());
    int origin = program.origin(body, by.instruction());
    for (Node at = source; body.op(origin) == Op.PARAM && at.next() != null; at = at.next()) {
      if (at.move() == Move.PASSED && at.next().body() == by.body()) {
        AbstractValue type = new Passed(program, at.by(), by.body()).value(body.arg(origin));
        return new Said(isMarkup(type), by);
      }
    }
    return said;
  }

  /** Adds the methods of a handler that run before one of its own, or are called there. */
  private void beside(int number, Set<Integer> found) {
    Body body = program.body(number);
    Optional<PythonClass> owner = body.function().flatMap(PythonFunction::owner);
    if (owner.isEmpty()) {
      return;
    }
    Set<String> names = new LinkedHashSet<>(EARLIER);
    for (int i = 0; i < body.size(); i++) {
      int callee = body.op(i) == Op.CALL ? program.origin(body, body.operand(i, 0)) : i;
      boolean isOwn =
          body.op(callee) == Op.ATTR
              && isReceiver(body, program.origin(body, body.operand(callee, 0)));
      if (isOwn) {
        names.add(body.names().get(body.arg(callee)));
      }
    }
    for (String name : names) {
      program
          .view()
          .resolver()
          .hierarchy()
          .method(owner.get(), name)
          .flatMap(program.values().bodies()::of)
          .ifPresent(found::add);
    }
  }

  /** What one body sets: on the answer at a place, or on the handler itself. */
  private Said in(int number, Optional<Ref> sink) {
    Body body = program.body(number);
    Said said = Said.NOTHING;
    Optional<SameRun> run = sink.map(s -> new SameRun(body, s.instruction()));
    for (int i = 0; i < body.size(); i++) {
      int at = i;
      Optional<Integer> type = type(body, i);
      boolean isMeant =
          type.isPresent()
              && run.filter(r -> !r.with(at)).isEmpty()
              && (sink.isPresent()
                  ? isSameAnswer(body, owner(body, i), sink.get().instruction())
                  : isReceiver(body, owner(body, i)));
      if (isMeant) {
        Ref value = new Ref(number, type.orElseThrow());
        Said here = new Said(isMarkup(program.value(value)), value);
        if (here.isPage() == Truth.FALSE) {
          return here;
        }
        said = here.isPage() == Truth.UNKNOWN ? here : said;
      }
    }
    return said;
  }

  private static Truth isMarkup(AbstractValue type) {
    Optional<String> text =
        type.constant()
            .flatMap(c ->
                switch (c) {
                  case Literal.Text t -> Optional.of(t.value());
                  case Literal.Bytes b -> Optional.of(b.value());
                  default -> Optional.empty();
                });
    boolean isNamed = // falcon.MEDIA_HTML
        type.only()
            .filter(a -> a instanceof Atom.External e && e.path().endsWith("_HTML"))
            .isPresent();
    return text.map(t -> Truth.of(t.contains("html") || t.contains("svg") || t.contains("xml")))
        .orElse(isNamed ? Truth.TRUE : Truth.UNKNOWN);
  }

  /** The value that an instruction sets as the type of an answer. */
  private Optional<Integer> type(Body body, int i) {
    return switch (body.op(i)) {
      case SET_ATTR ->
          ATTRIBUTES.contains(body.names().get(body.arg(i)))
              ? Optional.of(body.operand(i, 1))
              : Optional.empty();
      case SET_ITEM ->
          isHeader(body, body.operand(i, 1)) ? Optional.of(body.operand(i, 2)) : Optional.empty();
      case DICT -> entry(body, i);
      case CALL -> made(body, i).or(() -> set(body, i));
      default -> Optional.empty();
    };
  }

  private Optional<Integer> entry(Body body, int dictionary) {
    for (int k = 0; k + 1 < body.operandCount(dictionary); k += 2) {
      if (isHeader(body, body.operand(dictionary, k))) {
        return Optional.of(body.operand(dictionary, k + 1));
      }
    }
    return Optional.empty();
  }

  /** The type with which a call makes an answer: {@code Response(content_type=…)}. */
  private static Optional<Integer> made(Body body, int call) {
    List<CallShape.Argument> shape = body.calls().get(body.arg(call)).arguments();
    for (int k = 0; k < shape.size(); k++) {
      if (shape.get(k) instanceof CallShape.Named n && ATTRIBUTES.contains(n.name())) {
        return Optional.of(body.operand(call, k + 1));
      }
    }
    return Optional.empty();
  }

  private Optional<Integer> set(Body body, int call) {
    int callee = program.origin(body, body.operand(call, 0));
    boolean sets =
        body.op(callee) == Op.ATTR
            && SETTERS.contains(body.names().get(body.arg(callee)))
            && body.operandCount(call) == 3;
    return sets && isHeader(body, body.operand(call, 1))
        ? Optional.of(body.operand(call, 2))
        : Optional.empty();
  }

  private boolean isHeader(Body body, int key) {
    int number = program.values().bodies().numberOf(body);
    AbstractValue value = program.value(new Ref(number, key));
    return value
        .constant()
        .filter(c ->
            (c instanceof Literal.Text t && isHeader(t.value()))
                || (c instanceof Literal.Bytes b && isHeader(b.value())))
        .isPresent();
  }

  private static boolean isHeader(String name) {
    return name.toLowerCase(Locale.ROOT).equals(HEADER);
  }

  /** The object whose type an instruction sets; the dictionary itself where it is passed on. */
  private int owner(Body body, int i) {
    int object =
        switch (body.op(i)) {
          case CALL ->
              made(body, i).isPresent()
                  ? i
                  : body.operand(program.origin(body, body.operand(i, 0)), 0);
          case DICT -> i;
          default -> body.operand(i, 0);
        };
    int origin = program.origin(body, object);
    boolean isHeaders =
        body.op(origin) == Op.ATTR && body.names().get(body.arg(origin)).endsWith("eaders");
    return isHeaders ? program.origin(body, body.operand(origin, 0)) : origin;
  }

  /** Whether an object is the answer that a sink fills or makes, or is handed to it. */
  private boolean isSameAnswer(Body body, int object, int sink) {
    if (body.op(sink) == Op.RETURN && ANSWERS.contains(program.named(body, object))) {
      return true; // frameworks send what a function returns with what it has set
    }
    if (object == sink) {
      return true;
    }
    for (int filled : filled(body, sink)) {
      if (isSame(body, object, filled)) {
        return true;
      }
    }
    return isGiven(body, sink, object);
  }

  /**
   * Whether an object is among what a call is given, or a function returns: headers beside a text.
   */
  private boolean isGiven(Body body, int sink, int object) {
    for (int k = 0; k < body.operandCount(sink); k++) {
      int given = program.origin(body, body.operand(sink, k));
      boolean isPart =
          (body.op(given) == Op.TUPLE || body.op(given) == Op.DICT) && isGiven(body, given, object);
      if (given == object || isPart) {
        return true;
      }
    }
    return false;
  }

  /** The object that a sink belongs to, and those that hold it: {@code self.response.out}. */
  private List<Integer> filled(Body body, int sink) {
    List<Integer> found = new ArrayList<>();
    int at =
        switch (body.op(sink)) {
          case CALL ->
              new CallArguments(program, new Ref(program.values().bodies().numberOf(body), sink))
                  .receiver()
                  .orElse(-1);
          case SET_ATTR, SET_ITEM -> body.operand(sink, 0);
          default -> -1;
        };
    while (at >= 0) {
      int origin = program.origin(body, at);
      found.add(origin);
      at = body.op(origin) == Op.ATTR ? body.operand(origin, 0) : -1;
    }
    return found;
  }

  private boolean isSame(Body body, int one, int two) {
    if (one == two) {
      return true;
    }
    return body.op(one) == body.op(two)
        && switch (body.op(one)) {
          case LOAD -> body.arg(one) == body.arg(two);
          case ATTR ->
              body.arg(one) == body.arg(two)
                  && isSame(
                      body,
                      program.origin(body, body.operand(one, 0)),
                      program.origin(body, body.operand(two, 0)));
          default -> false;
        };
  }

  private static boolean isReceiver(Body body, int object) {
    return body.op(object) == Op.PARAM && body.arg(object) == 0 && body.hasReceiver();
  }
}
