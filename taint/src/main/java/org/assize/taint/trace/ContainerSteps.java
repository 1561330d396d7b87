package org.assize.taint.trace;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assize.facts.Confidence;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.ir.Unpacking;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.ContainerKind;
import org.assize.value.domain.Literals;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;
import org.jspecify.annotations.Nullable;

/** Steps back through containers: to what is put into them, under the key that matters. */
final class ContainerSteps {
  /** Methods that put something into an object, not into one of its fields. */
  private static final Set<String> FILLING =
      Set.of("write", "writelines", "append", "appendleft", "extend", "insert");

  private final Walk walk;
  private final FlowProgram program;

  ContainerSteps(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  void item(Node node) {
    Body body = program.body(node.body());
    int i = node.instruction();
    if (walk.enters(node)) {
      return;
    }
    Selector key = selector(node, body.operand(i, 1));
    if (isOverwritten(node, key)) {
      return;
    }
    keptInSession(node, body.operand(i, 0), key);
    walk.visit(node.before(body.operand(i, 0), Move.PART).within(key));
  }

  /** Goes on with what the body itself has put under a key; false where that may be another's. */
  private boolean isOverwritten(Node node, Selector key) {
    List<Ref> writes =
        key instanceof Place.Key(Literal.Text(String name))
            ? new Overwrites(program).before(node.at(), name)
            : List.of();
    writes.forEach(write -> put(node, write, 2, node.part()));
    return !writes.isEmpty();
  }

  /** What a client gave earlier, and the program keeps for it: {@code session["next"]}. */
  void keptInSession(Node node, int object, Selector key) {
    if (!(key instanceof Place.Key(Literal.Text(String name)))) {
      return;
    }
    List<Ref> writes = program.index().elementsUnder(name);
    if (writes.isEmpty() || !isSession(new Ref(node.body(), object))) {
      return;
    }
    for (Ref write : writes) {
      int holder = program.body(write.body()).operand(write.instruction(), 0);
      if (isSession(new Ref(write.body(), holder))) {
        put(node.lessSure(), write, 2, node.part());
      }
    }
  }

  private boolean isSession(Ref object) {
    Body body = program.body(object.body());
    boolean isNamed =
        program.named(body, program.origin(body, object.instruction())).equals("session");
    return isNamed
        && Paths.objects(program, object).stream()
            .map(path -> path.substring(path.lastIndexOf('.') + 1))
            .anyMatch(last -> last.equals("session") || last.endsWith("Session"));
  }

  /** The key that an instruction is: what the call passes by which the body was entered. */
  Selector selector(Node node, int key) {
    AbstractValue value = walk.value(node, key);
    return value.isConstant()
        ? selector(value)
        : passed(node.calling(), new Ref(node.body(), key)).orElseGet(() -> selector(value));
  }

  /** The key that calls pass on, each as it was given it. */
  private Optional<Selector> passed(@Nullable Calling calling, Ref key) {
    Body body = program.body(key.body());
    int origin = program.origin(body, key.instruction());
    if (calling == null || calling.callee() != key.body() || body.op(origin) != Op.PARAM) {
      return Optional.empty();
    }
    Optional<Ref> given = new Passing(program).single(calling.call(), key.body(), body.arg(origin));
    if (given.isEmpty()) {
      return Optional.of(Place.Any.ANY);
    }
    Optional<Selector> before = passed(calling.outer(), given.get());
    return before.or(() -> given.map(g -> selector(program.value(g))));
  }

  static Selector selector(AbstractValue key) {
    Optional<Literal> constant = key.constant();
    return constant.<Selector>map(Place.Key::new).orElse(Place.Any.ANY);
  }

  void element(Node node) {
    Body body = program.body(node.body());
    walk.visit(node.before(body.operand(node.instruction(), 0), Move.PART).within(Place.Each.EACH));
  }

  void unpacked(Node node) {
    Body body = program.body(node.body());
    Unpacking target = body.unpackings().get(body.arg(node.instruction()));
    boolean behindStar = target.star() >= 0 && target.index() >= target.star();
    Selector key = behindStar ? Place.Any.ANY : new Place.Key(Literals.whole(target.index()));
    walk.visit(node.before(body.operand(node.instruction(), 0), Move.PART).within(key));
  }

  void sequence(Node node) {
    Body body = program.body(node.body());
    int i = node.instruction();
    Optional<Selector> wanted = node.part().stream().findFirst();
    List<Selector> rest = Parts.inner(node.part());
    boolean isExact = body.arg(i) < 0 || body.op(i) == Op.GENERATOR;
    int index = index(wanted);
    boolean isOption = true;
    for (int k = 0; k < body.operandCount(i); k++) {
      boolean fits = !isExact || index < 0 || index == k;
      Node element = node.before(body.operand(i, k), Move.ELEMENT).part(rest);
      if (fits && isOption) {
        word(node, element, k);
      } else if (fits) {
        walk.end(new End.Harmless(element, node.at(), CommandWords.BEHIND_DASHES));
      }
      isOption &= !endsOptions(walk.value(node, body.operand(i, k)));
    }
    written(node);
    if (body.operandCount(i) == 0) {
      walk.end(new End.Fixed(node));
    }
  }

  /** A word of a command may be the value of an option before it. */
  private void word(Node node, Node element, int index) {
    OptionValues.Kind kind =
        walk.query().language() == SinkLanguage.ARGUMENT
            ? OptionValues.of(words(node, index), index)
            : OptionValues.Kind.WORD;
    switch (kind) {
      case WORD -> walk.visit(element);
      case PERHAPS -> walk.visit(element.atMost(Confidence.LOW));
      case VALUE ->
          walk.end(new End.Harmless(element, node.at(), "it is the value of the option before it"));
    }
  }

  private List<Optional<String>> words(Node node, int count) {
    Body body = program.body(node.body());
    return IntStream.rangeClosed(0, count)
        .mapToObj(k -> walk.value(node, body.operand(node.instruction(), k)).constantText())
        .toList();
  }

  private boolean endsOptions(AbstractValue element) {
    return walk.query().language() == SinkLanguage.ARGUMENT && CommandWords.endsOptions(element);
  }

  private static int index(Optional<Selector> wanted) {
    return wanted.isPresent()
            && wanted.get() instanceof Place.Key(Literal.Whole(BigInteger value))
            && value.signum() >= 0
            && value.bitLength() < 31
        ? value.intValue()
        : -1;
  }

  void dictionary(Node node) {
    Body body = program.body(node.body());
    int i = node.instruction();
    List<Selector> rest = Parts.inner(node.part());
    for (int k = lastOf(node, body, i); k + 1 < body.operandCount(i); k += 2) {
      int key = body.operand(i, k);
      if (body.op(key) == Op.UNBOUND) {
        walk.visit(node.before(body.operand(i, k + 1), Move.ELEMENT));
      } else if (isOfKeys(node)) {
        walk.visit(node.before(key, Move.ELEMENT).part(rest));
      } else if (mayBe(walk.value(node, key), node)) {
        entry(node.before(body.operand(i, k + 1), Move.ELEMENT).part(rest), walk.value(node, key));
      }
    }
    written(node);
    if (body.operandCount(i) == 0) {
      walk.end(new End.Fixed(node));
    }
  }

  /** Where the wanted entry of a display is written last: what stands before it is replaced. */
  private int lastOf(Node node, Body body, int display) {
    int last = 0;
    for (int k = 0; k + 1 < body.operandCount(display); k += 2) {
      int key = body.operand(display, k);
      if (body.op(key) != Op.UNBOUND && isWanted(walk.value(node, key), node)) {
        last = k;
      }
    }
    return last;
  }

  /** Whether one entry is wanted, and a key is that of it. */
  private static boolean isWanted(AbstractValue key, Node node) {
    return key.isConstant()
        && !node.part().isEmpty()
        && selector(key).equals(asKey(node.part().getFirst()));
  }

  /** Whether what iteration gives is wanted: of a mapping, a key. */
  static boolean isOfKeys(Node node) {
    return !node.part().isEmpty() && node.part().getFirst() == Place.Each.EACH;
  }

  /** Goes on with what stands under a key, unless only data can stand there. */
  private void entry(Node value, AbstractValue key) {
    Optional<String> plain =
        value.part().isEmpty()
            ? key.constantText().filter(k -> !walk.query().names().isRead(k))
            : Optional.empty();
    plain.ifPresentOrElse(
        name -> walk.end(new End.Harmless(value, value.at(), "it stands under " + name)),
        () -> walk.visit(value));
  }

  /** Whether a key may be the one that is wanted. */
  private static boolean mayBe(AbstractValue key, Node node) {
    boolean isKnown =
        !node.part().isEmpty()
            && node.part().getFirst() != Place.Any.ANY
            && !isOfKeys(node)
            && key.isConstant();
    return !isKnown || isWanted(key, node);
  }

  /** Templates write the entry of a mapping as they do an attribute: {@code user.name}. */
  private static Selector asKey(Selector selector) {
    return selector instanceof Place.Field(String name)
        ? new Place.Key(new Literal.Text(name))
        : selector;
  }

  /** What is put into a container that is made here. */
  void written(Node node) {
    AbstractValue value = walk.value(node, node.instruction());
    for (Atom atom : value.atoms()) {
      if (atom instanceof Atom.Container c) {
        elements(node, program.index().elementsOf(c.site()));
      }
    }
  }

  /** What some instructions put into the container of a node. */
  void elements(Node node, List<Ref> writes) {
    for (Ref write : writes) {
      Body body = program.body(write.body());
      switch (body.op(write.instruction())) {
        case SET_ITEM -> item(node, write, body);
        case COLLECT -> collected(node, write, body);
        default -> method(node, write, body);
      }
    }
  }

  /** What a comprehension collects: elements, or keys and values. */
  private void collected(Node node, Ref write, Body body) {
    int last = body.operandCount(write.instruction()) - 1;
    boolean hasKey = last == 2;
    if (hasKey && isOfKeys(node)) {
      put(node, write, 1, Parts.inner(node.part()));
    } else if (!hasKey || !isData(program.value(key(write, body)), node)) {
      put(node, write, last, Parts.inner(node.part()));
    }
  }

  private static Ref key(Ref write, Body body) {
    return new Ref(write.body(), body.operand(write.instruction(), 1));
  }

  /** Whether a key is one of several of which each names only data. */
  private boolean isData(AbstractValue key, Node node) {
    return node.part().isEmpty()
        && !key.isOpen()
        && !key.atoms().isEmpty()
        && key.atoms().stream()
            .allMatch(a ->
                a instanceof Atom.Constant(Literal.Text(String name))
                    && !walk.query().names().isRead(name));
  }

  private void item(Node node, Ref write, Body body) {
    AbstractValue value = program.value(key(write, body));
    if (isOfKeys(node) && !isOfSequence(write, body)) {
      put(node, write, 1, Parts.inner(node.part()));
      return;
    }
    if (isData(value, node) || !mayBe(value, node)) {
      return;
    }
    List<Calling> callings = new KeyedWrites(program).callings(node.part(), write);
    if (callings == KeyedWrites.ANY) {
      put(node, write, 2, Parts.inner(node.part()));
    }
    Ref written = new Ref(write.body(), body.operand(write.instruction(), 2));
    for (Calling calling : callings) {
      walk.visit(
          node.before(written, Move.ELEMENT).by(write).part(Parts.inner(node.part())).in(calling));
    }
  }

  private boolean isOfSequence(Ref write, Body body) {
    AbstractValue written =
        program.value(new Ref(write.body(), body.operand(write.instruction(), 0)));
    return written.atoms().stream()
        .anyMatch(a -> a instanceof Atom.Container c && c.kind() == ContainerKind.LIST);
  }

  private void put(Node node, Ref write, int operand, List<Selector> part) {
    int value = program.body(write.body()).operand(write.instruction(), operand);
    walk.visit(
        node.before(new Ref(write.body(), value), Move.ELEMENT)
            .by(write)
            .part(part)
            .in(node.callingOf(write)));
  }

  /** What a session of a database is given is a record, which queries find or do not. */
  private boolean isOfSession(Ref write) {
    return program.paths(write).stream().anyMatch(path -> path.startsWith("sqlalchemy."));
  }

  /** {@code settings.set(section, option, value)}: the value stands two keys deep. */
  private void option(Node node, Ref write, Body body) {
    int i = write.instruction();
    boolean isOption =
        body.operandCount(i) != 4
            || (mayBe(program.value(new Ref(write.body(), body.operand(i, 1))), node)
                && mayBe(
                    program.value(new Ref(write.body(), body.operand(i, 2))),
                    node.part(Parts.inner(node.part()))));
    if (isOption) {
      put(node, write, body.operandCount(i) - 1, Parts.inner(node.part(), 2));
    }
  }

  private void method(Node node, Ref write, Body body) {
    int i = write.instruction();
    int callee = program.origin(body, body.operand(i, 0));
    String name = body.names().get(body.arg(callee));
    int count = body.operandCount(i);
    boolean isField = !node.part().isEmpty() && node.part().getFirst() instanceof Place.Field;
    if (count < 2 || (isField && FILLING.contains(name)) || isOfSession(write)) {
      return;
    }
    if (isOfKeys(node) && name.equals("setdefault")) {
      put(node, write, 1, Parts.inner(node.part()));
      return;
    }
    if (walk.query().language() == SinkLanguage.ARGUMENT
        && new AppendedWords(program).isBehindDashes(write)) {
      walk.end(new End.Harmless(node, write, CommandWords.BEHIND_DASHES));
      return;
    }
    List<CallShape.Argument> shape = body.calls().get(body.arg(i)).arguments();
    switch (name) {
      case "set" -> option(node, write, body);
      case "extend", "extendleft", "writelines" -> put(node, write, 1, node.part());
      case "update" -> {
        for (int k = 0; k < shape.size(); k++) {
          if (shape.get(k) instanceof CallShape.Named n) {
            if (!isOfKeys(node) && mayBe(AbstractValue.string(n.name()), node)) {
              put(node, write, k + 1, Parts.inner(node.part()));
            }
          } else {
            put(node, write, k + 1, node.part());
          }
        }
      }
      default -> put(node, write, count - 1, Parts.inner(node.part()));
    }
  }
}
