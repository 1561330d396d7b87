package org.assize.taint;

import java.util.ArrayList;
import java.util.List;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.resources.template.Template;
import org.assize.taint.attempt.Attempt;
import org.assize.taint.attempt.Entrance;
import org.assize.taint.trace.End;
import org.assize.taint.trace.Flaw;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Move;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Segment;
import org.assize.value.domain.StringShape;

/** Words for the ways to one place: the steps of a chain, and what makes a value harmless. */
final class Evidence {
  private static final int LONGEST = 60;

  private final FlowProgram program;
  private final SinkSite sink;

  Evidence(FlowProgram program, SinkSite sink) {
    this.program = program;
    this.sink = sink;
  }

  /** Whether the text is one of the language, which matters where only a method's name tells. */
  boolean hasForm(End end) {
    boolean isMade = // of an object whose method has the name of one of a text
        sink.rule().flow().isOfReceiver()
            && (end.node().goesBy(Move.OPAQUE) || end.node().goesBy(Move.OBJECT));
    return !sink.byName() || (!isMade && sink.rule().flow().hasForm(textOf(end.node())));
  }

  /** Returns the fixed parts of the text that a value lands in. */
  String textOf(Node node) {
    return fixed(node.surround().left()) + own(node) + fixed(node.surround().right());
  }

  private String own(Node node) {
    return program
        .value(node.at())
        .only()
        .flatMap(Atom::asText)
        .map(t -> fixed(t.shape()))
        .orElse("\uFFFC");
  }

  private static String fixed(StringShape shape) {
    StringBuilder out = new StringBuilder();
    for (Segment segment : shape.segments()) {
      out.append(segment instanceof Segment.Fixed f ? f.value() : "\uFFFC");
    }
    return out.toString();
  }

  /**
   * Returns where the value stops being handed on as it is: the sink, or the call of a function
   * that only hands its parameter to it, where no other function may be meant.
   */
  Place primary(End.Controlled end) {
    Flaw flaw = end.node().flaw();
    if (flaw != null) {
      return program.place(flaw.check());
    }
    Ref primary = sink.at();
    List<Node> way = wayFromSink(end.node());
    int body = primary.body();
    boolean isPlain = true;
    for (int i = 1; i < way.size() && isPlain; i++) {
      Node node = way.get(i);
      if (node.move() == Move.PASSED
          && node.next() != null
          && node.next().body() == body
          && node.next().calling() == null
          && isDirect(node.by())) {
        primary = node.by();
        body = node.by().body();
      } else {
        isPlain = node.move() == Move.SAME && node.body() == body;
      }
    }
    return program.place(primary);
  }

  /** A call of what a table holds does not tell which function it is. */
  private boolean isDirect(Ref call) {
    Body body = program.body(call.body());
    Op callee =
        body.op(call.instruction()) == Op.CALL
            ? body.op(program.origin(body, body.operand(call.instruction(), 0)))
            : Op.ATTR;
    return (callee != Op.ITEM && callee != Op.CALL)
        || program.call(call).filter(c -> c.callees().size() > 1).isEmpty();
  }

  /** Returns where every value of a way is made, from its end to the sink. */
  List<Place> lines(End end) {
    return wayFromSink(end.node()).reversed().stream()
        .map(n -> program.place(n.at()))
        .distinct()
        .toList();
  }

  private static List<Node> wayFromSink(Node source) {
    List<Node> way = new ArrayList<>();
    for (Node at = source; at != null; at = at.next()) {
      way.addFirst(at);
    }
    return way;
  }

  /** Returns the steps from where a way ends to where the value is interpreted. */
  List<Finding.Evidence> steps(End end) {
    List<Finding.Evidence> steps = new ArrayList<>();
    steps.add(
        end instanceof End.Controlled c
            ? new Finding.Evidence(program.place(read(c)), entered(c) + origin(c))
            : reason(end));
    for (Node at = end.node(); at.next() != null; at = at.next()) {
      String text = text(at);
      if (!text.isEmpty()) {
        add(steps, program.place(at.by()), text);
      }
    }
    Flaw flaw = end.node().flaw();
    if (flaw != null) {
      add(steps, program.place(flaw.check()), "it is checked, yet " + flaw.passes() + " passes");
    }
    add(steps, program.place(sink.at()), sink.name() + " takes it" + context(end));
    return steps;
  }

  private static void add(List<Finding.Evidence> steps, Place place, String text) {
    boolean isKnown =
        !steps.isEmpty()
            && steps.getLast().place().equals(place)
            && steps.getLast().text().equals(text);
    boolean goesOn =
        steps.size() > 1
            && steps.getLast().text().equals(text)
            && steps.getLast().place().module() == place.module()
            && steps.getLast().place().line() == place.line();
    if (goesOn) { // a text that grows on one line grows once
      steps.removeLast();
    }
    if (!isKnown) {
      steps.add(new Finding.Evidence(place, text));
    }
  }

  /** The value with what is taken of it on the same line, such as {@code args.get("q")}. */
  private Ref read(End.Controlled end) {
    Node node = end.node();
    int line = program.place(node.at()).line();
    while (node.move() == Move.PART
        && node.next() != null
        && program.place(node.next().at()).line() == line) {
      node = node.next();
    }
    return node.at();
  }

  /** By which entry the value comes, where that is known. */
  private String entered(End.Controlled end) {
    return Entrance.of(program, end)
        .map(e -> {
          boolean isHere = e.place().cite().equals(program.place(end.node().at()).cite());
          return e.words(program) + (isHere ? ": " : " (" + e.place().cite() + "): ");
        })
        .orElse("");
  }

  /** Returns what becomes of harmful texts that come by a way. */
  Attempt.Result attempt(End.Controlled end) {
    return new Attempt(program, sink.rule().flow().language(), sink.name()).of(end);
  }

  private String origin(End.Controlled end) {
    String what = written(read(end));
    return switch (end.control()) {
      case REMOTE -> "a client sends " + what;
      case TOOL -> "a language model chooses " + what;
      case PEER -> what + " is read from stored data or another service";
      case CALLER -> "a caller passes " + what;
      case OPERATOR -> what + " comes from whoever starts the program";
      case CONSTANT, UNKNOWN -> what + " is not known";
    };
  }

  private String context(End end) {
    return end.node().surround().isComposed()
        ? ", " + sink.rule().flow().language().context(end.node().surround()).words()
        : "";
  }

  private String text(Node node) {
    Node next = node.next();
    if (next == null) {
      return "";
    }
    Body body = program.body(next.body());
    return switch (node.move()) {
      case SAME, PART, CHECKED -> "";
      case COMPOSED -> "it becomes part of a text";
      case MADE -> written(next.at()) + " is made of it";
      case OPAQUE, OBJECT -> written(next.at()) + " is made of it, by code that was not found";
      case FILE, NAME -> written(next.at()) + " reads the file of that name";
      case SAVED -> "it is saved in a file";
      case PASSED ->
          isTemplate(body)
              ? "the template " + file(body) + " is given it"
              : "it is passed to " + shortName(body) + parameter(body, next);
      case RETURNED -> shortName(program.body(node.body())) + " returns it";
      case RAISED -> "it is raised";
      case STORED ->
          program.body(node.by().body()).op(node.by().instruction()) == Op.CALL
              ? "it is written into a column that others read"
              : "it is kept in a variable that others read";
      case FIELD -> "it is kept in an attribute";
      case ELEMENT -> "it is put into a container";
    };
  }

  private static boolean isTemplate(Body body) {
    return body.module().isTemplate() && shortName(body).equals(Template.RENDER);
  }

  private static String file(Body body) {
    String path = body.module().path();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String parameter(Body body, Node next) {
    return body.op(next.instruction()) == Op.PARAM
        ? " as " + body.parameters().get(body.arg(next.instruction())).name()
        : "";
  }

  private static String shortName(Body body) {
    return body.name().substring(body.name().lastIndexOf('.') + 1);
  }

  /** Returns the name of the function of the tree that a call reaches. */
  String callee(Ref call) {
    return program.call(call).stream()
        .flatMap(c -> c.callees().stream())
        .map(c -> shortName(program.body(c)))
        .findFirst()
        .orElse("");
  }

  /** Returns the code of an instruction on one line. */
  String written(Ref at) {
    Body body = program.body(at.body());
    if (body.op(at.instruction()) == Op.PARAM) {
      return body.parameters().get(body.arg(at.instruction())).name();
    }
    Place place = program.place(at);
    String text =
        place.module().text().slice(place.start(), place.end()).strip().replaceAll("\\s+", " ");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  /** Returns the step that shows why a value does no harm. */
  Finding.Evidence reason(End end) {
    return switch (end) {
      case End.Harmless h ->
          new Finding.Evidence(program.place(h.by()), written(h.node().at()) + ": " + h.why());
      case End.Fixed f -> new Finding.Evidence(program.place(f.node().at()), fixed(f.node().at()));
      case End.Controlled c -> new Finding.Evidence(program.place(c.node().at()), origin(c));
      case End.Undecided u ->
          new Finding.Evidence(program.place(u.by()), "the code of " + u.name() + " was not found");
      case End.Made m -> new Finding.Evidence(program.place(m.node().at()), m.what());
      case End.Unknown u ->
          new Finding.Evidence(program.place(u.node().at()), "nothing says " + whose(u));
    };
  }

  private static String whose(End.Unknown end) {
    return end.why().startsWith("who ") || end.why().startsWith("what ")
        ? end.why()
        : "who determines " + end.why();
  }

  /** A test leaves one of the constants that it compares with. */
  private String fixed(Ref at) {
    Body body = program.body(at.body());
    if (body.op(at.instruction()) == Op.SIGMA) {
      int test = body.operand(at.instruction(), 1);
      if (body.op(test) == Op.COMPARE) {
        String left = written(new Ref(at.body(), body.operand(test, 0)));
        String right = written(new Ref(at.body(), body.operand(test, 1)));
        return switch (body.comparison(test)) {
          case IN, NOT_IN -> left + " is one of " + right;
          default -> left + " is " + right;
        };
      }
    }
    return written(at) + " is fixed";
  }
}
