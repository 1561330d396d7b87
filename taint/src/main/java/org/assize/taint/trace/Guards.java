package org.assize.taint.trace;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.syntax.UnaryOperator;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Place;

/** What tests on a way say of the value that is tested. */
final class Guards {
  /** A step up as it stands in an address. */
  private static final String ENCODED_STEP = "%2e%2e/file";

  private final Walk walk;
  private final FlowProgram program;
  private final Tests tests;

  Guards(Walk walk) {
    this.walk = walk;
    program = walk.program();
    tests = new Tests(walk);
  }

  /** Goes back over a branch: what its condition says of the value holds from there on. */
  void refined(Node node) {
    Body body = program.body(node.body());
    int i = node.instruction();
    int tested = program.origin(body, i);
    Verdict verdict = tests.of(node, body.operand(i, 1), tested, body.arg(i) == 1);
    Node before = node.before(body.operand(i, 0), Move.SAME);
    // Another name of the value is no use of it: what is tested behind that name counts as well.
    boolean isUsedBehind =
        node.by().body() == node.body() && body.op(node.by().instruction()) == Op.CALL;
    apply(node, isUsedBehind ? before.by(node.by()) : before, verdict, body.operand(i, 1));
  }

  /**
   * Goes on with what a branch says by whose edge a value comes to where ways meet. Returns false
   * where it says nothing.
   */
  boolean chosen(Node coming) {
    int value = program.origin(program.body(coming.body()), coming.instruction());
    Optional<Conditions.Said> said =
        new Conditions(program, tests).onEdge(coming, coming.by().instruction(), value);
    said.ifPresent(s -> apply(coming, coming, s.verdict(), s.by()));
    return said.isPresent();
  }

  /**
   * Ends a way by which a value comes to a page only where whoever calls has switched escaping off:
   * {@code escape(text) if autoescape else text}.
   */
  boolean optedOut(Node coming) {
    Node meeting = coming.next();
    if (walk.query().language() != SinkLanguage.HTML || meeting == null) {
      return false;
    }
    Body body = program.body(coming.body());
    int to = body.blockOf(meeting.instruction());
    int from = body.blockOf(coming.by().instruction());
    int[] before = body.predecessors(from);
    if (body.op(body.last(from)) != Op.BRANCH && before.length == 1) {
      to = from;
      from = before[0];
    }
    int branch = body.last(from);
    int[] successors = body.successors(from);
    if (body.op(branch) != Op.BRANCH || successors[0] == successors[1] || successors[1] != to) {
      return false;
    }
    int condition = program.origin(body, body.operand(branch, 0));
    boolean isOff =
        body.op(condition) == Op.PARAM
            && body.parameters().get(body.arg(condition)).name().equals("autoescape");
    if (isOff) {
      Ref by = new Ref(coming.body(), condition);
      walk.end(new End.Harmless(coming, by, "the template has switched escaping off"));
    }
    return isOff;
  }

  private void apply(Node node, Node before, Verdict verdict, int by) {
    if (isTooEarly(node, verdict)) {
      walk.visit(before.passing(new Flaw(new Ref(node.body(), by), ENCODED_STEP)));
      return;
    }
    switch (verdict) {
      case Verdict.Safe s when isRecoded(node) -> walk.visit(before);
      case Verdict.Safe s -> walk.end(new End.Harmless(node, new Ref(node.body(), by), s.why()));
      case Verdict.Only _, Verdict.Framed _, Verdict.Lacks _, Verdict.Several _ ->
          walk.visit(told(before, verdict));
      case Verdict.Bypassed b ->
          walk.visit(before.passing(new Flaw(new Ref(node.body(), by), b.passes())));
      case Verdict.Equal e -> walk.visit(node.before(e.other(), Move.CHECKED));
      case Verdict.Among _ when isOfProgram(before) -> walk.visit(before);
      case Verdict.Among a ->
          walk.visit(node.before(a.container(), Move.CHECKED).within(Place.Each.EACH));
      case Verdict.Nothing n -> walk.visit(before);
    }
  }

  /** Whether a step up is looked for in what is only decoded afterwards: {@code unquote(path)}. */
  private boolean isTooEarly(Node node, Verdict verdict) {
    return verdict instanceof Verdict.Lacks(String text)
        && text.startsWith("..")
        && walk.query().language().isPath()
        && node.recoded()
        && node.flaw() == null
        && Recoding.isUnquoted(program, node);
  }

  /**
   * Goes on with what checks behind the way say of a value that no branch of its own names: calls
   * that have not raised, and conditions without which its use is not reached. Returns false where
   * they say nothing new.
   */
  boolean protect(Node node) {
    Body body = program.body(node.body());
    int value = program.origin(body, node.instruction());
    boolean isUsedHere = node.by().body() == node.body();
    int use = lastUse(node);
    if (isRecoded(node) || !isUsedHere || !mayBeAsked(body, node.instruction(), use)) {
      return false;
    }
    return returned(node, body, value, use)
        || branched(node, body, value, use)
        || lookedUp(node, value, use);
  }

  /** What was looked up and is no inner address is still a stranger's, but harms less. */
  private boolean lookedUp(Node node, int value, int use) {
    return walk.query().language() == SinkLanguage.URL
        && !node.known().contains(InnerAddresses.REFUSED)
        && new InnerAddresses(program).areRefused(node.body(), use, value)
        && narrowed(node, node.knowing(InnerAddresses.REFUSED));
  }

  /**
   * Returns the place where what is made of a value leaves the body: {@code path = join(root,
   * name)} may stand before the test of {@code name}, if only the path is used behind it. Where
   * ways meet, the value may be that of another turn of a loop; and what is asked of a whole may be
   * asked of its other parts.
   */
  private int lastUse(Node node) {
    Body body = program.body(node.body());
    Node last = node;
    for (Node at = node.next(); at != null && isMadeHere(at, last, body); at = at.next()) {
      last = at;
    }
    return last.by().instruction();
  }

  private static boolean isMadeHere(Node node, Node made, Body body) {
    return node.body() == made.body()
        && node.by().body() == made.body()
        && Objects.equals(node.calling(), made.calling())
        && switch (body.op(node.instruction())) {
          case CALL, BINARY, IN_PLACE, JOIN, FORMAT -> true;
          default -> false;
        };
  }

  /** What was checked are other characters than those that arrive; a signature covers both. */
  private boolean isRecoded(Node node) {
    return node.recoded()
        && walk.query().language() != SinkLanguage.OBJECT
        && walk.query().language() != SinkLanguage.VALUE;
  }

  /** A name for a value in one branch: what is asked behind that branch is not asked of it yet. */
  private static boolean mayBeAsked(Body body, int value, int use) {
    return FlowProgram.isValue(body, value)
        || (body.op(value) == Op.SIGMA && body.blockOf(value) != body.blockOf(use));
  }

  private boolean returned(Node node, Body body, int value, int use) {
    for (int i = value + 1; i < body.size(); i++) {
      boolean isAsked =
          body.op(i) == Op.CALL
              && i != use
              && mentions(body, i, value)
              && isBehind(node.body(), body, i, use);
      if (isAsked) {
        Verdict verdict = tests.returned(node, i, value);
        boolean isHeard =
            verdict instanceof Verdict.Safe || told(node, verdict) != node; // not a bypass
        if (isHeard && say(node, verdict, i)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean branched(Node node, Body body, int value, int use) {
    if (body.blockCount() <= 2) {
      return false;
    }
    for (Conditions.Said said : new Conditions(program, tests).before(node, use, value)) {
      if (!isOwn(body, node.instruction(), said.by()) && say(node, said.verdict(), said.by())) {
        return true;
      }
    }
    return say(node, tests.looped(node, use, value), use);
  }

  /** What the branch says for which a value has a name of its own is heard where that ends. */
  private static boolean isOwn(Body body, int value, int condition) {
    return body.op(value) == Op.SIGMA && body.operand(value, 1) == condition;
  }

  private boolean say(Node node, Verdict verdict, int by) {
    Ref place = new Ref(node.body(), by);
    return switch (verdict) {
      case Verdict.Nothing _ -> false;
      case Verdict.Among _ when isOfProgram(node) -> false;
      case Verdict.Safe _, Verdict.Equal _, Verdict.Among _ -> {
        apply(node, node, verdict, by);
        yield true;
      }
      case Verdict.Only _, Verdict.Framed _, Verdict.Lacks _, Verdict.Several _ ->
          narrowed(node, told(node, verdict));
      case Verdict.Bypassed b ->
          node.flaw() == null && narrowed(node, node.passing(new Flaw(place, b.passes())));
    };
  }

  /** What the program itself has is no stranger's, whatever a stranger's container holds too. */
  private boolean isOfProgram(Node node) {
    return walk.isAside() || walk.isOfProgram(node);
  }

  private boolean narrowed(Node node, Node more) {
    if (more.equals(node)) {
      return false;
    }
    walk.visit(more);
    return true;
  }

  /** The value with what a verdict tells of its text; the very node where it tells nothing. */
  private static Node told(Node node, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Only o -> node.allowing(node.allowed().intersect(o.characters()));
      case Verdict.Framed f -> node.knowing(f.end().name() + f.text());
      case Verdict.Lacks l -> lacking(node, l.text());
      case Verdict.Several s -> {
        Node told = node;
        for (Verdict one : s.all()) {
          told = told(told, one);
        }
        yield told;
      }
      default -> node;
    };
  }

  private static Node lacking(Node node, String text) {
    CharSet allowed =
        text.length() == 1 ? node.allowed().without(CharSet.of(text)) : node.allowed();
    return node.knowing(text).allowing(allowed);
  }

  private boolean mentions(Body body, int call, int value) {
    for (int k = 0; k < body.operandCount(call); k++) {
      int operand = program.origin(body, body.operand(call, k));
      if (operand == value
          || tests.isPathOf(body, operand, value)
          || tests.isAddressOf(body, operand, value)
          || ConversionTests.isJoined(program, body, operand, value)
          || (body.op(operand) == Op.ATTR
              && program.origin(body, body.operand(operand, 0)) == value)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a use is reached only through the normal end of a call. */
  private boolean isBehind(int number, Body body, int call, int use) {
    int from = body.blockOf(call);
    int to = body.blockOf(use);
    if (from == to) {
      return call < use;
    }
    if (body.handler(from) < 0) {
      return program.dominators(number).dominates(from, to);
    }
    int[] successors = body.successors(from);
    for (int side = 0; side < successors.length; side++) {
      if (!program.branches(number).reaches(to, from, side)) {
        return true;
      }
    }
    return false;
  }

  /** What a test says of a value. */
  sealed interface Verdict {
    /** It does no harm. */
    record Safe(String why) implements Verdict {}

    /** It was to be harmless, but this passes, too. */
    record Bypassed(String passes) implements Verdict {}

    /** It is what another value is. */
    record Equal(int other) implements Verdict {}

    /** It is one of those in a container. */
    record Among(int container) implements Verdict {}

    /** It consists of some characters. */
    record Only(CharSet characters) implements Verdict {}

    /** It begins or ends with a text, or does not hold it in between. */
    record Framed(Side end, String text) implements Verdict {
      /** What together says that a text is one literal in quotes. */
      static final Set<Side> QUOTED = Set.of(Side.STARTS, Side.ENDS, Side.INNER_LACKS);

      /** Where. */
      public enum Side {
        STARTS,
        NOT_FIRST,
        ENDS,
        INNER_LACKS
      }
    }

    /** It does not hold a text. */
    record Lacks(String text) implements Verdict {}

    /** All of these at once: each tells something of the text. */
    record Several(List<Verdict> all) implements Verdict {}

    /** Nothing. */
    enum Nothing implements Verdict {
      NOTHING
    }
  }

  /** Whether an instruction negates another one. */
  static boolean isNot(Body body, int instruction) {
    return body.op(instruction) == Op.UNARY && body.unaryOperator(instruction) == UnaryOperator.NOT;
  }
}
