package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Operator;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.ContainerKind;
import org.assize.value.domain.Site;

/** What each instruction gives; the control flow between them is the {@link Interpreter}'s. */
final class Instructions {
  /** What an instruction gives that is run for its effect. */
  private static final AbstractValue DONE = AbstractValue.of(Literal.Single.NONE);

  private static final AbstractValue SOME_TRUTH = AbstractValue.typed("bool");

  private final Frame frame;
  private final Body body;
  private final Members members;
  private final Calls calls;
  private final Escapes escapes;
  private final Operations operations;
  private final Subscripts subscripts;
  private final Displays displays;
  private final Registry registry;

  Instructions(Frame frame) {
    this.frame = frame;
    body = frame.body();
    members = new Members(frame);
    calls = new Calls(frame, members);
    escapes = new Escapes(frame);
    operations = new Operations(frame);
    subscripts = new Subscripts(frame);
    displays = new Displays(frame);
    registry = new Registry(frame);
  }

  AbstractValue evaluate(int i) {
    return switch (body.op(i)) {
      case CONST -> AbstractValue.of(body.constants().get(body.arg(i)));
      case PARAM -> frame.argument(body.arg(i));
      case UNBOUND -> AbstractValue.BOTTOM;
      case LOAD -> frame.surroundings().variable(body.symbols().get(body.arg(i)));
      case LOAD_NAME -> frame.surroundings().unbound(body.module(), body.names().get(body.arg(i)));
      case STORE -> store(i);
      case IMPORT -> frame.surroundings().imported(body.module(), body.imports().get(body.arg(i)));
      case ATTR -> attribute(i);
      case SET_ATTR -> {
        String name = body.names().get(body.arg(i));
        if (!set(i, name)) {
          members.assign(frame.operand(i, 0), name, frame.operand(i, 1));
          registry.keep(body.operand(i, 0), name, frame.operand(i, 1));
        }
        escapes.escapeInto(frame.operand(i, 0), frame.operand(i, 1));
        yield DONE;
      }
      case ITEM ->
          special(i, frame.operand(i, 0), "__getitem__", frame.operand(i, 1))
              .orElseGet(() ->
                  registry.read(
                      body.operand(i, 0), Registry.name(frame.known(i, 1)), subscripts.item(i)));
      case SET_ITEM -> {
        special(i, frame.operand(i, 0), "__setitem__", frame.operand(i, 1), frame.operand(i, 2));
        subscripts.setItem(i);
        registry.keep(body.operand(i, 0), Registry.name(frame.known(i, 1)), frame.operand(i, 2));
        yield DONE;
      }
      case DELETE_ITEM -> {
        subscripts.deleteItem(i);
        yield DONE;
      }
      case SLICE -> displays.slice(i);
      case BINARY, IN_PLACE -> binary(i);
      case UNARY -> operations.unary(body.unaryOperator(i), frame.known(i, 0));
      case COMPARE -> compare(i);
      case CALL -> calls.evaluate(i);
      case TUPLE -> displays.sequence(i, ContainerKind.TUPLE);
      case LIST -> displays.sequence(i, ContainerKind.LIST);
      case SET -> displays.sequence(i, ContainerKind.SET);
      case GENERATOR -> displays.sequence(i, ContainerKind.GENERATOR);
      case DICT -> displays.dictionary(i);
      case COLLECT -> {
        displays.collect(i);
        yield DONE;
      }
      case FORMAT -> operations.format(i);
      case JOIN -> operations.joined(i);
      case TEMPLATE -> AbstractValue.typed("string.templatelib.Template");
      case ITERATE -> iterate(i);
      case HAS_NEXT -> hasNext(i);
      case NEXT -> operations.element(frame.operand(i, 0));
      case UNPACK -> operations.unpacked(i);
      case YIELD -> {
        frame.results().yields(frame.operand(i, 0));
        yield AbstractValue.UNKNOWN;
      }
      case YIELD_FROM -> {
        frame.results().yields(operations.element(frame.operand(i, 0)));
        yield AbstractValue.UNKNOWN;
      }
      case AWAIT -> frame.operand(i, 0);
      case FUNCTION -> function(i);
      case CLASS -> type(i);
      case ENTER -> entered(i);
      case EXIT -> DONE;
      case SWALLOWS -> swallows(i);
      case CAUGHT -> AbstractValue.UNKNOWN;
      case CATCHES, MATCH_SEQUENCE, MATCH_MAPPING -> SOME_TRUTH;
      case IS_INSTANCE -> operations.isInstance(frame.known(i, 0), frame.known(i, 1));
      case MATCH_ATTR, MATCH_REST, BAD -> AbstractValue.UNKNOWN;
      case DELETE_ATTR -> {
        members.delete(frame.operand(i, 0), body.names().get(body.arg(i)));
        yield DONE;
      }
      case DELETE, JUMP, BRANCH, RETURN, RAISE, UNREACHABLE -> DONE;
      case PHI, SIGMA -> throw new IllegalStateException("not an instruction of its own");
    };
  }

  private AbstractValue store(int i) {
    frame.share(frame.operand(i, 0));
    if (frame.isRecording()) {
      frame.effects().store(body.symbols().get(body.arg(i)), frame.exported(frame.operand(i, 0)));
    }
    return DONE;
  }

  private AbstractValue attribute(int i) {
    AbstractValue object = frame.operand(i, 0);
    String name = body.names().get(body.arg(i));
    AbstractValue found = registry.read(body.operand(i, 0), name, members.attribute(object, name));
    return hasProperty(found)
        ? found.map(member ->
            isProperty(member)
                ? calls.implicit(
                    AbstractValue.of(((Atom.Descriptor) member).function()), Call.plain(i, object))
                : OwnProperties.isSetter(member) ? AbstractValue.BOTTOM : AbstractValue.of(member))
        : found;
  }

  /** Writing a property that has a setter calls it. Returns whether there is one. */
  private boolean set(int i, String name) {
    AbstractValue object = frame.operand(i, 0);
    AbstractValue known = frame.known(object);
    boolean isSet = false;
    if (!hasInstance(known)) {
      return isSet;
    }
    for (Atom member : members.attribute(known, name).atoms()) {
      if (OwnProperties.isSetter(member)) {
        calls.implicit(
            AbstractValue.of(((Atom.Descriptor) member).function()),
            Call.plain(i, object, frame.operand(i, 1)));
        isSet = true;
      }
    }
    return isSet;
  }

  private static boolean hasProperty(AbstractValue value) {
    for (int k = 0; k < value.size(); k++) {
      if (isProperty(value.atom(k))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isProperty(Atom member) {
    return member instanceof Atom.Descriptor d && d.kind() == Atom.Descriptor.Special.PROPERTY;
  }

  private AbstractValue binary(int i) {
    Operator operator = body.operator(i);
    AbstractValue left = frame.operand(i, 0);
    AbstractValue right = frame.operand(i, 1);
    String name = OperatorNames.of(operator);
    boolean isOwn = hasInstance(frame.known(left)) || hasInstance(frame.known(right));
    if (body.op(i) == Op.IN_PLACE) {
      Optional<AbstractValue> changed =
          isOwn ? special(i, left, "__i" + name + "__", right) : Optional.empty();
      changed = changed.isPresent() ? changed : operations.inPlace(operator, left, right);
      if (changed.isPresent()) {
        return changed.get();
      }
    }
    if (!isOwn) {
      return operations.binary(operator, left, right);
    }
    return special(i, left, "__" + name + "__", right)
        .or(() -> special(i, right, "__r" + name + "__", left))
        .orElseGet(() -> operations.binary(operator, left, right));
  }

  /** Operators of the tree's own classes are calls. */
  private Optional<AbstractValue> special(
      int i, AbstractValue receiver, String method, AbstractValue... arguments) {
    AbstractValue known = frame.known(receiver);
    if (!hasInstance(known)) {
      return Optional.empty();
    }
    AbstractValue callee = members.attribute(known, method);
    return callee.atoms().stream().anyMatch(a -> a instanceof Atom.Bound)
        ? Optional.of(calls.implicit(callee, Call.plain(i, arguments)))
        : Optional.empty();
  }

  private static boolean hasInstance(AbstractValue value) {
    for (int k = 0; k < value.size(); k++) {
      if (value.atom(k) instanceof Atom.Instance) {
        return true;
      }
    }
    return false;
  }

  private AbstractValue compare(int i) {
    CompareOperator operator = body.comparison(i);
    frame.decide(frame.operand(i, 0));
    frame.decide(frame.operand(i, 1));
    boolean contains = operator == CompareOperator.IN || operator == CompareOperator.NOT_IN;
    if (contains) {
      special(i, frame.operand(i, 1), "__contains__", frame.operand(i, 0));
    } else if (operator == CompareOperator.EQ || operator == CompareOperator.NOT_EQ) {
      special(i, frame.operand(i, 0), "__eq__", frame.operand(i, 1));
    }
    return operations.compare(operator, frame.known(i, 0), frame.known(i, 1));
  }

  private AbstractValue iterate(int i) {
    AbstractValue iterable = frame.operand(i, 0);
    return special(i, iterable, "__iter__").orElse(iterable);
  }

  private AbstractValue hasNext(int i) {
    AbstractValue iterable = frame.known(i, 0);
    return operations.isEmpty(iterable) ? AbstractValue.of(new Literal.Truth(false)) : SOME_TRUTH;
  }

  private AbstractValue function(int i) {
    Body child = body.children().get(body.arg(i));
    int number = frame.surroundings().numberOf(child);
    if (frame.isRecording()) {
      defaults(i, child, number);
    }
    return AbstractValue.of(new Atom.Function(number, child.name()));
  }

  private void defaults(int i, Body child, int number) {
    List<AbstractValue> passed = new ArrayList<>();
    int next = 0;
    for (org.assize.ir.BodyParameter parameter : child.parameters()) {
      boolean given = parameter.hasDefault() && next < body.operandCount(i);
      passed.add(given ? frame.exported(frame.operand(i, next++)) : AbstractValue.BOTTOM);
    }
    frame.effects().defaults(new Flow(number, passed));
  }

  private AbstractValue type(int i) {
    Body child = body.children().get(body.arg(i));
    return child
        .type()
        .map(type -> AbstractValue.of(new Atom.ClassObject(type)))
        .orElse(AbstractValue.UNKNOWN);
  }

  private AbstractValue entered(int i) {
    AbstractValue manager = frame.operand(i, 0);
    Optional<AbstractValue> entered = special(i, manager, "__enter__");
    return entered.orElseGet(() -> operations.entered(manager));
  }

  private AbstractValue swallows(int i) {
    int left = body.operand(i, 0);
    return body.op(left) != Op.EXIT || operations.maySwallow(body.operand(left, 0))
        ? SOME_TRUTH
        : AbstractValue.of(new Literal.Truth(false));
  }

  /** Where an instruction makes an object. */
  static Site site(Frame frame, int instruction) {
    return new Site(frame.number(), instruction, 0);
  }
}
