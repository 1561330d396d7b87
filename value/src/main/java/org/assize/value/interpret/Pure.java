package org.assize.value.interpret;

import java.util.List;
import java.util.Optional;
import org.assize.facts.Truth;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Operator;
import org.assize.syntax.UnaryOperator;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Place;
import org.assize.value.domain.StringShape;
import org.assize.value.heap.SequenceContent;
import org.assize.value.pure.Concrete;
import org.assize.value.pure.Evaluator;
import org.assize.value.pure.Outcome;
import org.assize.value.text.ShapeTests;
import org.assize.value.text.Shapes;

/** Operations on values alone: evaluated where the values are known, on shapes where not. */
final class Pure {
  private static final AbstractValue SOME_TRUTH = AbstractValue.typed("bool");

  private final Frame frame;
  private final Concretes concretes;

  Pure(Frame frame) {
    this.frame = frame;
    concretes = new Concretes(frame);
  }

  // --- evaluation of constants

  /** An evaluation of one combination of arguments. */
  interface Evaluation {
    Outcome of(List<Concrete> arguments);
  }

  /**
   * Evaluates for every combination of what the arguments can be.
   *
   * @return the join of what they give, bottom where all raise; empty where one is not known
   */
  Optional<AbstractValue> evaluate(List<AbstractValue> arguments, Evaluation evaluation) {
    List<List<Concrete>> combinations = List.of(List.of());
    for (AbstractValue argument : arguments) {
      Optional<List<Concrete>> alternatives = concretes.of(argument);
      if (alternatives.isEmpty()
          || combinations.size() * alternatives.get().size() > Concretes.MAX_ALTERNATIVES) {
        return Optional.empty();
      }
      combinations = product(combinations, alternatives.get());
    }
    return joined(combinations, evaluation);
  }

  private static List<List<Concrete>> product(
      List<List<Concrete>> before, List<Concrete> alternatives) {
    List<List<Concrete>> all = new java.util.ArrayList<>();
    for (List<Concrete> one : before) {
      for (Concrete alternative : alternatives) {
        List<Concrete> longer = new java.util.ArrayList<>(one);
        longer.add(alternative);
        all.add(longer);
      }
    }
    return all;
  }

  private Optional<AbstractValue> joined(List<List<Concrete>> combinations, Evaluation evaluation) {
    AbstractValue result = AbstractValue.BOTTOM;
    for (List<Concrete> arguments : combinations) {
      switch (evaluation.of(arguments)) {
        case Outcome.Value v -> result = result.join(concretes.value(frame.current(), v.value()));
        case Outcome.Raises _ -> {}
        case Outcome.Unknown.UNKNOWN -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(result);
  }

  // --- operators

  AbstractValue binary(Operator operator, AbstractValue left, AbstractValue right) {
    Optional<AbstractValue> evaluated =
        evaluate(List.of(left, right), a -> Evaluator.binary(operator, a.get(0), a.get(1)));
    if (evaluated.isPresent()) {
      return evaluated.get();
    }
    return switch (operator) {
      case ADD -> plus(left, right);
      case MOD -> modulo(left, right);
      case MULT -> repeated(left, right);
      default -> numeric(left, right);
    };
  }

  private AbstractValue plus(AbstractValue left, AbstractValue right) {
    boolean isText = isText(frame.known(left)) || isText(frame.known(right));
    return isText ? concatenated(List.of(left, right)) : numeric(left, right);
  }

  private AbstractValue modulo(AbstractValue left, AbstractValue right) {
    return isText(frame.known(left))
        ? TextShapes.percent(frame, left, right)
        : numeric(left, right);
  }

  private AbstractValue repeated(AbstractValue left, AbstractValue right) {
    return isText(left)
        ? TextShapes.repeated(left)
        : isText(right) ? TextShapes.repeated(right) : numeric(left, right);
  }

  private static boolean isText(AbstractValue value) {
    return !value.atoms().isEmpty() && value.atoms().stream().allMatch(a -> a.asText().isPresent());
  }

  private AbstractValue numeric(AbstractValue left, AbstractValue right) {
    frame.decide(left);
    frame.decide(right);
    Optional<String> one = number(frame.known(left));
    Optional<String> two = number(frame.known(right));
    if (one.isEmpty() || two.isEmpty()) {
      return AbstractValue.UNKNOWN;
    }
    boolean isFloat = one.get().equals("float") || two.get().equals("float");
    return isFloat
        ? AbstractValue.typed("float")
        : AbstractValue.typed("int").join(AbstractValue.BOTTOM);
  }

  private static Optional<String> number(AbstractValue value) {
    return value
        .types()
        .filter(t -> !t.isEmpty() && List.of("int", "float", "bool").containsAll(t))
        .map(t -> t.contains("float") ? "float" : "int");
  }

  AbstractValue unary(UnaryOperator operator, AbstractValue value) {
    return evaluate(List.of(value), a -> Evaluator.unary(operator, a.get(0)))
        .orElseGet(() -> numeric(value, value));
  }

  AbstractValue ordered(CompareOperator operator, AbstractValue left, AbstractValue right) {
    return evaluate(List.of(left, right), a -> Evaluator.compare(operator, a.get(0), a.get(1)))
        .orElse(SOME_TRUTH);
  }

  Truth equalContainers(AbstractValue left, AbstractValue right) {
    return evaluate(
            List.of(left, right), a -> Evaluator.compare(CompareOperator.EQ, a.get(0), a.get(1)))
        .map(AbstractValue::truth)
        .orElse(Truth.UNKNOWN);
  }

  // --- texts

  /** Returns whether a text contains another one. */
  Truth containsText(Atom container, AbstractValue element) {
    Optional<AbstractValue> known =
        evaluate(
            List.of(AbstractValue.of(container), element),
            a -> Evaluator.compare(CompareOperator.IN, a.get(1), a.get(0)));
    if (known.isPresent()) {
      return known.get().truth();
    }
    Optional<StringShape> shape = container.asText().map(Atom.Text::shape);
    Optional<String> part = element.only().flatMap(Atom::asText).flatMap(t -> t.shape().constant());
    return shape.isPresent() && part.isPresent()
        ? ShapeTests.contains(shape.get(), part.get())
        : Truth.UNKNOWN;
  }

  /** Returns the texts one after the other. */
  AbstractValue concatenated(List<AbstractValue> parts) {
    return TextShapes.concatenated(parts);
  }

  /** Returns what {@code format(value, spec)} gives in an f-string. */
  AbstractValue format(AbstractValue value, int conversion, AbstractValue spec) {
    Optional<AbstractValue> evaluated =
        evaluate(
            List.of(value, spec), a -> Evaluator.format(a.get(0), conversion, specText(a.get(1))));
    if (evaluated.isPresent()) {
      return evaluated.get();
    }
    boolean plain = (conversion < 0 || conversion == 's') && spec.equals(AbstractValue.string(""));
    return plain ? TextShapes.str(value) : AbstractValue.shaped(StringShape.ANY);
  }

  /** A slice by constants, some part, or one character. */
  private StringShape part(StringShape shape, AbstractValue key) {
    Optional<Atom.Container> slice = Operations.container(key);
    if (slice.isEmpty()) {
      return Shapes.character(shape);
    }
    SequenceContent bounds = new Displays(frame).iterated(key);
    boolean plain =
        isBound(bounds.get(0).value())
            && isBound(bounds.get(1).value())
            && isNone(bounds.get(2).value());
    return plain
        ? Shapes.slice(
            shape,
            Operations.wholeNumber(bounds.get(0).value()),
            Operations.wholeNumber(bounds.get(1).value()))
        : Shapes.part(shape, CharSet.NONE);
  }

  private static boolean isBound(AbstractValue value) {
    return isNone(value) || Operations.wholeNumber(value).isPresent();
  }

  private static boolean isNone(AbstractValue value) {
    return value.equals(AbstractValue.of(org.assize.ir.Literal.Single.NONE));
  }

  private static String specText(Concrete spec) {
    return spec instanceof Concrete.Scalar(org.assize.ir.Literal.Text text) ? text.value() : "";
  }

  /** A slice is a tuple of its three parts. */
  private static Outcome subscript(Concrete object, Concrete key) {
    return key instanceof Concrete.Items slice
            && slice.elements().size() == 3
            && !(object instanceof Concrete.Mapping)
        ? Evaluator.slice(
            object, slice.elements().get(0), slice.elements().get(1), slice.elements().get(2))
        : Evaluator.item(object, key);
  }

  /** Returns what one step of iterating over something that is no container gives. */
  AbstractValue character(Atom iterable) {
    Optional<Atom.Text> text = iterable.asText();
    if (text.isEmpty()) {
      return AbstractValue.UNKNOWN;
    }
    return text.get().kind() == Atom.Text.Kind.STR
        ? AbstractValue.shaped(Shapes.character(text.get().shape()))
        : AbstractValue.typed("int");
  }

  /** Returns a part of a parameter. */
  AbstractValue place(Atom.Parameter parameter, AbstractValue key) {
    Place.Selector selector =
        key.constant().<Place.Selector>map(Place.Key::new).orElse(Place.Any.ANY);
    return AbstractValue.of(new Atom.Parameter(parameter.place().select(selector)));
  }

  /** Returns {@code object[key]} for a text or an object outside the tree. */
  AbstractValue subscript(Atom object, AbstractValue key) {
    Optional<AbstractValue> evaluated =
        evaluate(List.of(AbstractValue.of(object), key), a -> subscript(a.get(0), a.get(1)));
    if (evaluated.isPresent()) {
      return evaluated.get();
    }
    return object
        .asText()
        .map(t ->
            t.kind() == Atom.Text.Kind.STR
                ? AbstractValue.shaped(part(t.shape(), key))
                : AbstractValue.UNKNOWN)
        .orElse(AbstractValue.UNKNOWN);
  }
}
