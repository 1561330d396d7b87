package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.ir.Unpacking;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Operator;
import org.assize.syntax.UnaryOperator;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.ContainerKind;
import org.assize.value.domain.Equality;
import org.assize.value.heap.Bounds;
import org.assize.value.heap.Content;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.SequenceContent;
import org.assize.value.heap.SetContent;

/** Operators, subscripts, unpacking and formatting. */
final class Operations {
  /** Names of context managers that expect or ignore exceptions. */
  private static final Pattern SWALLOWING =
      Pattern.compile("(?i)raises|suppress|ignor|swallow|expect|warns");

  private static final AbstractValue SOME_TRUTH = AbstractValue.typed("bool");

  private final Frame frame;
  private final Body body;
  private final Displays displays;
  private final Pure pure;
  private final TypeTests types;

  Operations(Frame frame) {
    this.frame = frame;
    body = frame.body();
    displays = new Displays(frame);
    pure = new Pure(frame);
    types = new TypeTests(frame);
  }

  // --- operators

  /** Evaluates a binary operator on values whose classes do not define it. */
  AbstractValue binary(Operator operator, AbstractValue left, AbstractValue right) {
    Optional<AbstractValue> containers = containers(operator, left, right);
    if (containers.isPresent()) {
      return containers.get();
    }
    return pure.binary(operator, left, right);
  }

  private Optional<AbstractValue> containers(
      Operator operator, AbstractValue left, AbstractValue right) {
    Optional<Atom.Container> one = container(frame.known(left));
    Optional<Atom.Container> two = container(frame.known(right));
    if (operator == Operator.ADD && one.isPresent() && isSequence(one.get())) {
      SequenceContent first = displays.iterated(left);
      SequenceContent second = displays.iterated(right);
      return Optional.of(frame.makeContainer(one.get().kind(), first.concat(second)));
    }
    if (operator == Operator.MULT && one.isPresent() && isSequence(one.get())) {
      SequenceContent first = displays.iterated(left);
      Optional<Integer> count = wholeNumber(frame.known(right));
      return Optional.of(
          frame.makeContainer(
              one.get().kind(), count.map(first::repeat).orElseGet(first::repeatUnknown)));
    }
    if (operator == Operator.BIT_OR && one.isPresent() && two.isPresent()) {
      return union(one.get(), two.get());
    }
    return Optional.empty();
  }

  /** {@code a += b} and {@code a |= b} change a container itself; empty where it is none. */
  Optional<AbstractValue> inPlace(Operator operator, AbstractValue left, AbstractValue right) {
    frame.changed(left);
    AbstractValue known = frame.known(left);
    boolean all = !known.isOpen() && !known.isBottom();
    for (Atom atom : known.atoms()) {
      Optional<Content> after =
          atom instanceof Atom.Container c && c.kind().isMutable()
              ? extended(operator, frame.content(c), right)
              : Optional.empty();
      if (after.isPresent() && atom instanceof Atom.Container c) {
        Content before = frame.content(c);
        frame.put(c.site(), certain(left) ? after.get() : after.get().join(before));
      }
      all &= after.isPresent();
    }
    return all ? Optional.of(left) : Optional.empty();
  }

  private Optional<Content> extended(Operator operator, Content before, AbstractValue more) {
    return switch (before) {
      case SequenceContent s when operator == Operator.ADD ->
          Optional.of(s.concat(displays.iterated(more)));
      case DictContent d when operator == Operator.BIT_OR ->
          Optional.of(d.update(displays.entries(more)));
      case SetContent s when operator == Operator.BIT_OR ->
          Optional.of(s.union(SetContent.of(displays.iterated(more))));
      default -> Optional.empty();
    };
  }

  private Optional<AbstractValue> union(Atom.Container one, Atom.Container two) {
    Content first = frame.content(one);
    Content second = frame.content(two);
    if (first instanceof DictContent a && second instanceof DictContent b) {
      return Optional.of(frame.makeContainer(one.kind(), a.update(b)));
    }
    return first instanceof SetContent a && second instanceof SetContent b
        ? Optional.of(frame.makeContainer(one.kind(), a.union(b)))
        : Optional.empty();
  }

  private static boolean isSequence(Atom.Container c) {
    return c.kind() == ContainerKind.LIST || c.kind() == ContainerKind.TUPLE;
  }

  static Optional<Atom.Container> container(AbstractValue value) {
    return value
        .only()
        .flatMap(a -> a instanceof Atom.Container c ? Optional.of(c) : Optional.empty());
  }

  AbstractValue unary(UnaryOperator operator, AbstractValue value) {
    if (operator == UnaryOperator.NOT) {
      return truthValue(frame.truth(value).not());
    }
    return pure.unary(operator, value);
  }

  static AbstractValue truthValue(Truth truth) {
    return switch (truth) {
      case TRUE -> AbstractValue.of(new Literal.Truth(true));
      case FALSE -> AbstractValue.of(new Literal.Truth(false));
      case UNKNOWN -> SOME_TRUTH;
    };
  }

  AbstractValue compare(CompareOperator operator, AbstractValue left, AbstractValue right) {
    return switch (operator) {
      case IS -> truthValue(Equality.same(left, right));
      case IS_NOT -> truthValue(Equality.same(left, right).not());
      case EQ -> truthValue(equal(left, right));
      case NOT_EQ -> truthValue(equal(left, right).not());
      case IN -> truthValue(contains(right, left));
      case NOT_IN -> truthValue(contains(right, left).not());
      case LT, LT_E, GT, GT_E -> pure.ordered(operator, left, right);
    };
  }

  private Truth equal(AbstractValue left, AbstractValue right) {
    Truth plain = Equality.equal(left, right);
    return plain == Truth.UNKNOWN ? pure.equalContainers(left, right) : plain;
  }

  private Truth contains(AbstractValue container, AbstractValue element) {
    if (container.isOpen() || container.isBottom()) {
      return Truth.UNKNOWN;
    }
    Truth found = null;
    for (Atom atom : container.atoms()) {
      Truth one = contains(atom, element);
      found = found == null || found == one ? one : Truth.UNKNOWN;
    }
    return found == null ? Truth.UNKNOWN : found;
  }

  private Truth contains(Atom container, AbstractValue element) {
    if (container instanceof Atom.Container c) {
      return switch (frame.content(c)) {
        case SequenceContent s -> s.contains(element);
        case DictContent d -> d.contains(element);
        case SetContent s -> s.contains(element);
        default -> Truth.UNKNOWN;
      };
    }
    return pure.containsText(container, element);
  }

  AbstractValue isInstance(AbstractValue value, AbstractValue classes) {
    return truthValue(types.test(value, classes));
  }

  /** Whether an atom can equal a constant. */
  boolean mayEqual(Atom atom, Literal constant) {
    return Equality.equal(AbstractValue.of(atom), AbstractValue.of(constant)) != Truth.FALSE;
  }

  /** Returns the constants that a container holds, if it holds nothing else. */
  Optional<List<Literal>> constantElements(AbstractValue value) {
    if (value.isOpen() || value.isBottom()) {
      return Optional.empty();
    }
    List<Literal> all = new ArrayList<>();
    for (Atom atom : value.atoms()) {
      if (!(atom instanceof Atom.Container c)) {
        return Optional.empty();
      }
      SequenceContent elements = Contents.iterated(frame.content(c));
      Optional<List<Literal>> constants = elements.element().constants();
      if (constants.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(constants.get());
    }
    return Optional.of(all);
  }

  /** Returns the one small integer that a value is. */
  static Optional<Integer> wholeNumber(AbstractValue value) {
    return value
        .constant()
        .flatMap(constant ->
            switch (constant) {
              case Literal.Whole w when w.value().bitLength() < Integer.SIZE ->
                  Optional.of(w.value().intValue());
              case Literal.Truth t -> Optional.of(t.value() ? 1 : 0);
              default -> Optional.empty();
            });
  }

  static boolean certain(AbstractValue object) {
    return object.only().isPresent();
  }

  // --- iteration and unpacking

  /** Returns what one step of an iteration gives. */
  AbstractValue element(AbstractValue iterable) {
    AbstractValue known = frame.known(iterable);
    if (known.isOpen() || known.isBottom()) {
      return AbstractValue.UNKNOWN;
    }
    AbstractValue result = AbstractValue.BOTTOM;
    for (Atom atom : known.atoms()) {
      result =
          result.join(
              atom instanceof Atom.Container c
                  ? Contents.iterated(frame.content(c)).element()
                  : pure.character(atom));
    }
    return result;
  }

  /** Whether an iteration certainly gives nothing. */
  boolean isEmpty(AbstractValue iterable) {
    return !iterable.isOpen()
        && !iterable.isBottom()
        && iterable.atoms().stream().allMatch(this::isEmpty);
  }

  private boolean isEmpty(Atom atom) {
    return atom instanceof Atom.Container c
        ? Contents.iterated(frame.content(c)).bounds().max() == 0
        : atom.asText().filter(t -> t.shape().maxLength() == 0).isPresent();
  }

  AbstractValue unpacked(int i) {
    Unpacking target = body.unpackings().get(body.arg(i));
    AbstractValue value = frame.operand(i, 0);
    SequenceContent elements = displays.iterated(value);
    if (elements.equals(SequenceContent.UNKNOWN)) {
      return unpackedPlace(value, target);
    }
    if (target.star() < 0) {
      return elements.get(target.index()).value();
    }
    if (target.index() == target.star()) {
      return frame.makeContainer(ContainerKind.LIST, middle(elements, target));
    }
    return target.index() < target.star()
        ? elements.get(target.index()).value()
        : elements.get(target.index() - target.count()).value();
  }

  private AbstractValue unpackedPlace(AbstractValue value, Unpacking target) {
    boolean isPlace =
        value.only().filter(a -> a instanceof Atom.Parameter).isPresent() && target.star() < 0;
    return isPlace
        ? new Subscripts(frame).item(value, AbstractValue.whole(target.index()))
        : element(value);
  }

  private static SequenceContent middle(SequenceContent elements, Unpacking target) {
    int behind = target.count() - 1 - target.star();
    if (!elements.isExact() || !elements.bounds().isExact()) {
      return SequenceContent.of(elements.element(), new Bounds(0, elements.bounds().max()));
    }
    int size = elements.exact().size();
    int to = Math.max(target.star(), size - behind);
    return SequenceContent.of(
        elements.exact().subList(Math.min(target.star(), size), Math.min(to, size)));
  }

  // --- texts

  AbstractValue format(int i) {
    AbstractValue spec = body.operandCount(i) > 1 ? frame.known(i, 1) : AbstractValue.string("");
    return pure.format(frame.operand(i, 0), body.arg(i), spec);
  }

  AbstractValue joined(int i) {
    List<AbstractValue> parts = new ArrayList<>();
    for (int k = 0; k < body.operandCount(i); k++) {
      parts.add(frame.operand(i, k));
    }
    return pure.concatenated(parts);
  }

  // --- context managers

  /**
   * Returns what a context manager outside the tree gives: most give themselves. A generator is one
   * by {@code contextlib.contextmanager}, and gives what it yields.
   */
  AbstractValue entered(AbstractValue manager) {
    return manager.map(atom ->
        atom instanceof Atom.Container c && c.kind() == ContainerKind.GENERATOR
            ? element(AbstractValue.of(c))
            : AbstractValue.of(atom));
  }

  /** Whether leaving a context may swallow an exception (contextlib, unittest, pytest). */
  boolean maySwallow(int manager) {
    return frame.value(manager).atoms().stream().anyMatch(Operations::isSwallowing)
        || SWALLOWING.matcher(calledName(manager)).find();
  }

  /** Returns the last name of what is called, where a value comes from a call. */
  private String calledName(int instruction) {
    if (body.op(instruction) != Op.CALL) {
      return "";
    }
    int callee = body.operand(instruction, 0);
    return switch (body.op(callee)) {
      case ATTR, LOAD_NAME -> body.names().get(body.arg(callee));
      case LOAD -> body.symbols().get(body.arg(callee)).name();
      default -> "";
    };
  }

  private static boolean isSwallowing(Atom manager) {
    return switch (manager) {
      case Atom.Typed t ->
          t.type().equals("contextlib.suppress") || t.type().endsWith("RaisesContext");
      case Atom.Instance _ -> true;
      default -> false;
    };
  }
}
