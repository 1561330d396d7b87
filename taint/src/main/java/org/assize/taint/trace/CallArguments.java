package org.assize.taint.trace;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assize.facts.ArgumentView;
import org.assize.facts.Condition;
import org.assize.facts.Constant;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Literals;
import org.assize.value.domain.Place;
import org.assize.value.domain.Site;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.Found;
import org.assize.value.heap.SequenceContent;
import org.assize.value.interpret.Handed;

/** The arguments of a call as facts speak about them: positions do not count the receiver. */
public final class CallArguments {
  private static final int MAX_CHOICES = 4;

  private final FlowProgram program;
  private final Ref call;
  private final Body body;
  private final List<CallShape.Argument> shape;
  private final List<Integer> operands;
  private final Optional<Integer> receiver;
  private final IntFunction<AbstractValue> parameters;
  private int chosen = -1;

  /** Looks at the arguments of a {@link Op#CALL}. */
  public CallArguments(FlowProgram program, Ref call) {
    this(program, call, index -> AbstractValue.UNKNOWN);
  }

  /**
   * Looks at the arguments of a {@link Op#CALL}.
   *
   * @param parameters what the parameters of the body around it hold
   */
  public CallArguments(FlowProgram program, Ref call, IntFunction<AbstractValue> parameters) {
    this.program = program;
    this.parameters = parameters;
    this.call = call;
    body = program.body(call.body());
    shape = body.calls().get(body.arg(call.instruction())).arguments();
    operands =
        IntStream.rangeClosed(1, shape.size())
            .mapToObj(k -> body.operand(call.instruction(), k))
            .toList();
    int callee = program.origin(body, body.operand(call.instruction(), 0));
    receiver = body.op(callee) == Op.ATTR ? Optional.of(body.operand(callee, 0)) : Optional.empty();
  }

  /**
   * Looks at the arguments of a call that something outside the tree makes of a function that it is
   * handed.
   *
   * @param call hands it over
   * @param shape how each argument is passed
   * @param operands the arguments, in the body of the call
   * @param receiver the object whose method is called
   */
  CallArguments(
      FlowProgram program,
      Ref call,
      List<CallShape.Argument> shape,
      List<Integer> operands,
      Optional<Integer> receiver) {
    this.program = program;
    this.parameters = index -> AbstractValue.UNKNOWN;
    this.call = call;
    this.shape = List.copyOf(shape);
    this.operands = List.copyOf(operands);
    this.receiver = receiver;
    body = program.body(call.body());
  }

  /** Returns the values that stand in a slot, in their order; none where it is not given. */
  public List<Integer> in(Slot slot) {
    List<Integer> found = new ArrayList<>();
    switch (slot) {
      case Slot.Argument a -> argument(a).ifPresent(found::add);
      case Slot.Rest r -> rest(r.position(), found);
      case Slot.Element e -> found.addAll(in(e.of()));
      case Slot.Item e -> found.addAll(in(e.of()));
      case Slot.Shell s -> found.addAll(in(s.of()));
      case Slot.Fixed f -> {
        if (f == Slot.Fixed.SELF) {
          receiver().ifPresent(found::add);
        } else if (f == Slot.Fixed.ANY) {
          rest(0, found);
        }
      }
    }
    return found;
  }

  /** Returns the object whose method is called. */
  public Optional<Integer> receiver() {
    return receiver;
  }

  /** Returns all arguments. */
  public List<Integer> all() {
    List<Integer> found = new ArrayList<>();
    rest(0, found);
    return found;
  }

  Optional<Integer> argument(Slot.Argument wanted) {
    int position = 0;
    for (int k = 0; k < shape.size(); k++) {
      CallShape.Argument argument = shape.get(k);
      boolean fits =
          switch (argument) {
            case CallShape.Named n -> n.name().equals(wanted.keyword());
            case CallShape.Unnamed u ->
                u == CallShape.Unnamed.POSITIONAL && position++ == wanted.position();
          };
      if (fits) {
        return Optional.of(operands.get(k));
      }
      if (argument == CallShape.Unnamed.STAR) {
        return wanted.position() >= position ? Optional.of(operands.get(k)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void rest(int from, List<Integer> found) {
    int position = 0;
    for (int k = 0; k < shape.size(); k++) {
      boolean counts = shape.get(k) != CallShape.Unnamed.POSITIONAL || position++ >= from;
      if (counts) {
        found.add(operands.get(k));
      }
    }
  }

  /**
   * Returns the values of a slot that may be words of a command: what is passed by a name says how
   * the program runs, or has its option before it.
   */
  public List<Integer> words(Slot slot) {
    List<Integer> found = in(slot);
    boolean isOpen = slot instanceof Slot.Rest || slot == Slot.Fixed.ANY;
    for (int k = 0; isOpen && k < shape.size(); k++) {
      if (shape.get(k) instanceof CallShape.Named) {
        found.removeIf(operands.get(k)::equals);
      }
    }
    return found;
  }

  /** Returns the arguments as conditions of facts ask for them. */
  public ArgumentView view() {
    return this::given;
  }

  private ArgumentView.Given given(Slot slot) {
    List<Integer> values = in(slot);
    if (values.isEmpty()) {
      return hidden(slot);
    }
    if (slot instanceof Slot.Element element) {
      return element(values.getFirst(), element.index());
    }
    if (slot instanceof Slot.Item item) {
      return entry(values.getFirst(), item.key());
    }
    return known(value(values.getFirst()));
  }

  /** Of an argument that is written, it is known at least that it is given. */
  private ArgumentView.Given written(Slot slot) {
    ArgumentView.Given given = given(slot);
    boolean isWritten = slot instanceof Slot.Argument && !hasHidden() && !in(slot).isEmpty();
    return isWritten && given == ArgumentView.Unknown.UNKNOWN ? ArgumentView.Open.OPEN : given;
  }

  /** Returns the call. */
  Ref call() {
    return call;
  }

  /** Returns how each argument is passed. */
  List<CallShape.Argument> shape() {
    return shape;
  }

  /** Returns the argument at a place of the shape. */
  int operand(int index) {
    return operands.get(index);
  }

  AbstractValue value(int instruction) {
    AbstractValue value = program.value(new Ref(call.body(), instruction));
    return value
        .only()
        .filter(a -> a instanceof Atom.Parameter p && p.place().selectors().isEmpty())
        .map(a -> parameters.apply(((Atom.Parameter) a).place().parameter()))
        .orElse(value);
  }

  /** What a dictionary holds that is handed over by {@code **}, where all of it is known. */
  private ArgumentView.Given hidden(Slot slot) {
    ArgumentView.Given found = ArgumentView.Absent.ABSENT;
    for (int k = 0; k < shape.size(); k++) {
      if (shape.get(k) == CallShape.Unnamed.STAR) {
        return ArgumentView.Unknown.UNKNOWN;
      }
      if (shape.get(k) == CallShape.Unnamed.DOUBLE_STAR) {
        found =
            slot instanceof Slot.Argument a && found == ArgumentView.Absent.ABSENT
                ? keyword(k, a.keyword())
                : ArgumentView.Unknown.UNKNOWN;
      }
    }
    return found;
  }

  private ArgumentView.Given keyword(int argument, String name) {
    return entry(operands.get(argument), name);
  }

  /** What a dictionary holds under a key as the call finds it. */
  private ArgumentView.Given entry(int dictionary, String key) {
    Optional<Handed> handed = program.values().handed(call.body(), call.instruction());
    AbstractValue options = program.value(new Ref(call.body(), dictionary));
    boolean isKnown =
        handed.isPresent() && options.only().filter(a -> a instanceof Atom.Container).isPresent();
    if (!isKnown) {
      return ArgumentView.Unknown.UNKNOWN;
    }
    Site site = ((Atom.Container) options.only().orElseThrow()).site();
    if (!(handed.get().contents().get(site) instanceof DictContent content)) {
      return ArgumentView.Unknown.UNKNOWN;
    }
    Found found = content.get(AbstractValue.string(key));
    return switch (found.present()) {
      case FALSE -> ArgumentView.Absent.ABSENT;
      case TRUE -> known(found.value());
      case UNKNOWN -> ArgumentView.Unknown.UNKNOWN;
    };
  }

  /** Returns the arguments by the way in which each is passed. */
  public PassedArguments passed() {
    return new PassedArguments(shape, operands);
  }

  /** Whether arguments may be hidden in {@code *} or {@code **}. */
  public boolean hasHidden() {
    return shape.contains(CallShape.Unnamed.STAR) || shape.contains(CallShape.Unnamed.DOUBLE_STAR);
  }

  /**
   * Returns whether a condition holds, where a value is one of several constants: true where it is
   * for some of them, false where it is for none.
   */
  public Truth holds(Condition condition) {
    Truth whole = condition.evaluate(this::written);
    if (whole != Truth.UNKNOWN) {
      return whole;
    }
    Set<Truth> each = EnumSet.noneOf(Truth.class);
    for (chosen = 0; chosen < MAX_CHOICES; chosen++) {
      each.add(condition.evaluate(this::written));
    }
    chosen = -1;
    if (each.contains(Truth.TRUE)) {
      return Truth.TRUE;
    }
    return each.contains(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.FALSE;
  }

  private ArgumentView.Given element(int sequence, int index) {
    Ref list = new Ref(call.body(), sequence);
    if (content(list).filter(c -> c.isExact() && index >= c.exact().size()).isPresent()) {
      return ArgumentView.Absent.ABSENT;
    }
    Optional<AbstractValue> element = element(list, index);
    return element.map(this::known).orElse(ArgumentView.Unknown.UNKNOWN);
  }

  /** Returns an element of a list or tuple as the call finds it; empty where it is not known. */
  public Optional<AbstractValue> element(Ref sequence, int index) {
    int origin = program.origin(body, sequence.instruction());
    boolean isDisplay =
        (body.op(origin) == Op.TUPLE || body.op(origin) == Op.LIST) && body.arg(origin) < 0;
    if (isDisplay && index < body.operandCount(origin)) {
      return Optional.of(value(body.operand(origin, index)));
    }
    return content(sequence)
        .map(SequenceContent::exact)
        .filter(exact -> index < exact.size())
        .map(exact -> exact.get(index));
  }

  /** What a list holds as the call finds it. */
  Optional<SequenceContent> content(Ref sequence) {
    Optional<Handed> handed = program.values().handed(call.body(), call.instruction());
    Optional<Site> site =
        program
            .value(sequence)
            .only()
            .flatMap(a -> a instanceof Atom.Container c ? Optional.of(c.site()) : Optional.empty());
    return handed
        .flatMap(h -> site.map(s -> h.contents().get(s)))
        .filter(SequenceContent.class::isInstance)
        .map(c -> (SequenceContent) c);
  }

  /** Returns the words of what a slot holds that a shell reads, where it is a list of words. */
  public List<CommandWords.Word> readByShell(Slot slot) {
    return new ArgumentWords(program, this).readByShell(slot);
  }

  static Place.Key key(int index) {
    return new Place.Key(Literals.whole(index));
  }

  private ArgumentView.Given known(AbstractValue value) {
    int count = value.atoms().size();
    boolean isChoice = chosen >= 0 && !value.isOpen() && count > 0 && count <= MAX_CHOICES;
    return (isChoice ? Optional.of(value.atoms().get(chosen % count)) : value.only())
        .flatMap(atom -> derived(atom).or(() -> constant(atom)))
        .<ArgumentView.Given>map(ArgumentView.Known::new)
        .orElse(ArgumentView.Unknown.UNKNOWN);
  }

  /** A class of the tree is asked for by the one class outside that it is derived from. */
  private Optional<Constant> derived(Atom atom) {
    if (!(atom instanceof Atom.ClassObject c)) {
      return Optional.empty();
    }
    List<String> outside = program.view().resolver().hierarchy().outsideAncestors(c.type());
    return outside.size() == 1
        ? Optional.of(new Constant.Name(program.facts().typed(outside.getFirst())))
        : Optional.empty();
  }

  /** Returns a value as conditions ask for it. */
  public static ArgumentView.Given given(AbstractValue value) {
    return value
        .only()
        .flatMap(CallArguments::constant)
        .<ArgumentView.Given>map(ArgumentView.Known::new)
        .orElse(ArgumentView.Unknown.UNKNOWN);
  }

  private static Optional<Constant> constant(Atom atom) {
    return switch (atom) {
      case Atom.External e -> Optional.of(new Constant.Name(e.path()));
      case Atom.ClassObject c -> Optional.of(new Constant.Name(c.type().qualifiedName()));
      case Atom.Constant(Literal.Text(String value)) -> Optional.of(new Constant.Text(value));
      case Atom.Constant(Literal.Bytes(String value)) -> Optional.of(new Constant.Text(value));
      case Atom.Constant(Literal.Whole(BigInteger value)) -> Optional.of(new Constant.Int(value));
      case Atom.Constant(Literal.Real(double value)) -> Optional.of(new Constant.Real(value));
      case Atom.Constant(Literal.Truth(boolean value)) ->
          Optional.of(value ? Constant.Bool.TRUE : Constant.Bool.FALSE);
      case Atom.Constant(Literal.Single single) ->
          single == Literal.Single.NONE ? Optional.of(Constant.Nothing.NONE) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
