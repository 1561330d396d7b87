package org.assize.taint.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.syntax.UnaryOperator;
import org.assize.value.calls.CallSite;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Place;
import org.assize.value.interpret.Interpretation;
import org.jspecify.annotations.Nullable;

/**
 * Searches breadth first, the surest values before others: the first way to an end is a shortest of
 * the surest.
 */
public final class Tracer implements Walk {
  /** So many values are looked at on a way aside. */
  private static final int MAX_ASIDE = 50;

  private static final List<Confidence> SUREST_FIRST =
      List.of(Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW);

  private final FlowProgram program;
  private final Query query;
  private final Sources sources;
  private final Safety safety;
  private final Guards guards;
  private final CallSteps calls;
  private final ContainerSteps containers;
  private final ParameterSteps parameters;
  private final VariableSteps variables;
  private final AttributeSteps attributes;
  private final FieldSteps fields;
  private final ExceptionSteps exceptions;
  private final TextSteps texts;
  private final FileContent files;
  private final Rows rows;
  private final FormFields forms;
  private final ParsedArguments parsed;
  private final SameValue same;
  private final Map<Confidence, ArrayDeque<Node>> open = new EnumMap<>(Confidence.class);
  private final Set<Key> seen = new HashSet<>();
  private final List<End> ends = new ArrayList<>();

  /** Values that need not be looked at twice. */
  private record Key(
      Ref at,
      List<Integer> calling,
      List<Place.Selector> part,
      String context,
      boolean composed,
      CharSet allowed,
      Set<String> known,
      boolean recoded,
      boolean repeated,
      boolean doubted,
      boolean passing) {

    /** Most differ in where they are; the rest takes long to count, for each of them. */
    @Override
    public int hashCode() {
      return 31 * (31 * at.hashCode() + part.hashCode()) + calling.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && at.equals(key.at)
          && calling.equals(key.calling)
          && part.equals(key.part)
          && context.equals(key.context)
          && composed == key.composed
          && allowed.equals(key.allowed)
          && known.equals(key.known)
          && recoded == key.recoded
          && repeated == key.repeated
          && doubted == key.doubted
          && passing == key.passing;
    }
  }

  private Tracer(FlowProgram program, Query query) {
    this.program = program;
    this.query = query;
    sources = new Sources(this);
    safety = new Safety(query);
    containers = new ContainerSteps(this);
    variables = new VariableSteps(this, containers);
    attributes = new AttributeSteps(this, variables);
    fields = new FieldSteps(this, containers, variables);
    exceptions = new ExceptionSteps(this);
    texts = new TextSteps(this);
    calls = new CallSteps(this, containers, texts);
    parameters = new ParameterSteps(this, containers, calls);
    guards = new Guards(this);
    files = new FileContent(this);
    rows = new Rows(this);
    forms = new FormFields(this, rows);
    parsed = new ParsedArguments(this);
    same = new SameValue(program);
  }

  /**
   * Finds what may determine a value that a sink is given.
   *
   * @param value the value
   * @param part which part of it matters; empty for all of it
   * @param sink the instruction that gives it to the sink, in the same body
   */
  public static Trace trace(
      FlowProgram program, Query query, Ref value, List<Place.Selector> part, Ref sink) {
    Tracer tracer = new Tracer(program, query);
    tracer.visit(
        Node.start(value, sink).part(part).allowing(LocalTargets.arriving(program, query, sink)));
    return tracer.run();
  }

  private Trace run() {
    Node next = next();
    for (int count = 0; next != null && count < query.limit(); count++) {
      step(next);
      next = next();
    }
    return new Trace(ends, next == null);
  }

  private @Nullable Node next() {
    for (Confidence sure : SUREST_FIRST) {
      ArrayDeque<Node> nodes = open.get(sure);
      if (nodes != null && !nodes.isEmpty()) {
        return nodes.removeFirst();
      }
    }
    return null;
  }

  @Override
  public FlowProgram program() {
    return program;
  }

  @Override
  public Query query() {
    return query;
  }

  @Override
  public void visit(Node node) {
    if (query.isOfOne() && (node.confidence() == Confidence.LOW || !same.isKeptAtFirst(node))) {
      return;
    }
    String context = query.language().context(node.surround()).words();
    Key key =
        new Key(
            node.at(),
            Calling.key(node.calling()),
            node.part(),
            context,
            node.surround().isComposed(),
            node.allowed(),
            node.known(),
            node.recoded(),
            node.repeated(),
            node.doubt() != null,
            node.flaw() != null);
    if (seen.add(key)) {
      open.computeIfAbsent(node.confidence(), c -> new ArrayDeque<>()).add(node);
    }
  }

  @Override
  public boolean isOfProgram(Node node) {
    Tracer aside = new Tracer(program, query.within(MAX_ASIDE));
    aside.visit(node);
    Trace trace = aside.run();
    return trace.isComplete()
        && !trace.ends().isEmpty()
        && trace.ends().stream()
            .allMatch(end -> end instanceof End.Fixed || end instanceof End.Harmless);
  }

  @Override
  public boolean isAside() {
    return query.limit() <= MAX_ASIDE;
  }

  @Override
  public void enter(Node node, CallSite call) {
    calls.enter(node, call);
  }

  @Override
  public void end(End found) {
    End end = PackedNames.told(program, query, found);
    if (FileContent.isOfName(end)) {
      ends.add(new End.Unknown(end.node(), "what the file holds"));
      return;
    }
    if (JsonText.isForPrograms(program, query, end)) {
      ends.add(new End.Unknown(end.node(), "what reads the answer as JSON"));
      return;
    }
    boolean isDoubted = end.node().doubt() != null && end instanceof End.Controlled;
    ends.add(isDoubted ? calls.undecided((End.Controlled) end) : end);
  }

  @Override
  public AbstractValue value(Node in, int instruction) {
    return interpretation(in).values().get(instruction);
  }

  private Interpretation interpretation(Node node) {
    return node.calling() == null
        ? program.values().interpretation(node.body())
        : node.calling().inside();
  }

  private void step(Node node) {
    Body body = program.body(node.body());
    AbstractValue value = value(node, node.instruction());
    if (value.isBottom()) {
      return; // never reached
    }
    if (new CellGuards(program).isGuarded(query, node)) {
      end(new End.Harmless(node, node.at(), "a sign is put before what begins a formula"));
      return;
    }
    files.saved(node);
    if (attributes.rewritten(node)) {
      return;
    }
    Optional<End> end = settled(node, value).or(() -> sources.of(node));
    if (end.isPresent() && isToldMore(end.get())) {
      return; // a class of the tree tells more of it
    }
    if (end.isPresent() && (end.get() instanceof End.Harmless || !guards.protect(node))) {
      end(end.get());
    } else if (end.isPresent() || guards.protect(node)) {
      return; // what checks say of it is followed instead
    } else if (new OwnClassCall(this).isFollowed(node) || new TupleFields(this).isFollowed(node)) {
      return; // the call tells what the attribute was given
    } else if (isField(node, value)) {
      fields.field(node, value);
    } else {
      back(node, body);
    }
  }

  private boolean isToldMore(End end) {
    return rows.follow(end) || forms.follow(end) || parsed.follow(end);
  }

  /** Whether a field of an object is wanted that is known by its class alone. */
  private boolean isField(Node node, AbstractValue value) {
    return !node.part().isEmpty()
        && fields.isObject(node, value)
        && !calls.isReturned(node)
        && !parameters.isSent(node)
        && !fields.isOnlySent(node, value)
        && !parameters.isShown(node)
        && !parameters.isOfGivenObject(node);
  }

  /** The parts of a text tell more than the whole. */
  private Optional<End> settled(Node node, AbstractValue value) {
    return texts.isComposed(node) ? Optional.empty() : safety.settled(node, value);
  }

  private void back(Node made, Body body) {
    Node node = texts.isGrown(made) ? made.repeating() : made;
    int i = node.instruction();
    switch (body.op(i)) {
      case CONST, FUNCTION, CLASS -> end(new End.Fixed(node));
      case PARAM -> parameters.parameter(node);
      case PHI -> merged(node, body);
      case SIGMA -> guards.refined(node);
      case LOAD -> variables.variable(node);
      case LOAD_NAME, IMPORT -> variables.imported(node);
      case ATTR -> attributes.attribute(node);
      case ITEM -> containers.item(node);
      case TUPLE, GENERATOR -> containers.sequence(node);
      case LIST, SET, DICT -> container(node, body.op(i));
      case NEXT -> containers.element(node);
      case UNPACK -> containers.unpacked(node);
      case BINARY, IN_PLACE -> texts.binary(node);
      case JOIN, TEMPLATE -> texts.joined(node);
      case FORMAT -> formatted(node);
      case CALL -> calls.result(node);
      case ENTER -> calls.entered(node);
      case UNARY -> calculated(node, body);
      case AWAIT, ITERATE, SLICE, MATCH_ATTR, MATCH_REST ->
          visit(node.before(body.operand(i, 0), Move.SAME));
      case YIELD_FROM -> end(new End.Unknown(node, "what a generator is sent"));
      case CAUGHT -> exceptions.caught(node);
      default -> end(new End.Unknown(node, "what is not followed"));
    }
  }

  /** A text has no negative: what is given is a number, or a query over columns. */
  private void calculated(Node node, Body body) {
    boolean isNumber =
        query.roles().isEmpty()
            && node.part().isEmpty()
            && body.unaryOperator(node.instruction()) != UnaryOperator.INVERT;
    if (isNumber) {
      end(new End.Harmless(node, node.at(), "what is calculated is no text"));
    } else {
      visit(node.before(body.operand(node.instruction(), 0), Move.SAME));
    }
  }

  private void container(Node node, Op op) {
    if (PythonLiterals.logged(this, node)) {
      return;
    }
    if (op == Op.DICT) {
      containers.dictionary(node);
    } else {
      containers.sequence(node);
    }
  }

  private void formatted(Node node) {
    Body body = program.body(node.body());
    int conversion = body.arg(node.instruction());
    boolean isLiteral = conversion == 'r' || conversion == 'a';
    if (isOfNumbers(node, body)) {
      end(new End.Harmless(node, node.at(), "it is written as a number"));
      return;
    }
    if (!isLiteral || !PythonLiterals.end(this, node)) {
      visit(node.before(body.operand(node.instruction(), 0), Move.SAME));
    }
  }

  /** Whether a value is written in a form that only numbers have ("Format Specification"). */
  private boolean isOfNumbers(Node node, Body body) {
    return body.operandCount(node.instruction()) > 1
        && query.roles().isEmpty()
        && value(node, body.operand(node.instruction(), 1))
            .constantText()
            .filter(spec -> spec.matches(".*[bdeEfFgGnoxX]"))
            .isPresent();
  }

  private void merged(Node node, Body body) {
    int i = node.instruction();
    Optional<ReplacingLoop> loop = ReplacingLoop.of(this, node);
    if (loop.isPresent()) {
      CharSet left = node.allowed().without(loop.get().gone());
      visit(node.before(loop.get().before(), Move.MADE).allowing(left));
      return;
    }
    int[] predecessors = body.predecessors(body.blockOf(i));
    Interpretation inside = interpretation(node);
    for (int k = 0; k < body.operandCount(i); k++) {
      if (inside.reached().get(predecessors[k]) && body.op(body.operand(i, k)) != Op.UNBOUND) {
        Ref edge = new Ref(node.body(), body.last(predecessors[k]));
        Node coming = node.before(body.operand(i, k), Move.SAME).by(edge);
        if (!guards.optedOut(coming) && !guards.chosen(coming)) {
          visit(coming);
        }
      }
    }
  }
}
