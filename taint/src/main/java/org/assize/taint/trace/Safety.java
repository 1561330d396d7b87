package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Literal;
import org.assize.taint.language.Context;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Segment;
import org.assize.value.domain.StringShape;

/** Whether what a value may be does no harm where it ends up. */
final class Safety {
  private static final CharSet OF_NUMBERS = CharSet.of("0123456789+-.eEjnaif_TrueFalsN");

  /** Classes whose values are no text that anybody composes. */
  private static final Set<String> HARMLESS =
      Set.of(
          "int",
          "float",
          "bool",
          "complex",
          "decimal.Decimal",
          "uuid.UUID",
          "datetime.datetime",
          "datetime.date",
          "datetime.time",
          "datetime.timedelta",
          "ipaddress.IPv4Address",
          "ipaddress.IPv6Address",
          "ipaddress.IPv4Network",
          "ipaddress.IPv6Network",
          "typing.Literal",
          "typing_extensions.Literal",
          "pydantic.UUID1",
          "pydantic.UUID3",
          "pydantic.UUID4",
          "pydantic.UUID5",
          "pydantic.PositiveInt",
          "pydantic.NonNegativeInt",
          "pydantic.NegativeInt",
          "pydantic.NonPositiveInt",
          "pydantic.StrictInt",
          "pydantic.StrictBool",
          "pydantic.PositiveFloat",
          "pydantic.NonNegativeFloat");

  private static final CharSet DOT = CharSet.of(".");

  /** Names of folders one behind the other: each may be "..". */
  private static final Context SEVERAL = Context.against("several parts of a path", "/.");

  private final Query query;

  Safety(Query query) {
    this.query = query;
  }

  /** Ends a way at a value that is fixed or harmless whatever it is. */
  Optional<End> settled(Node node, AbstractValue value) {
    if (isFixed(value)) {
      return Optional.of(new End.Fixed(node));
    }
    if (!node.part().isEmpty()) {
      return Optional.empty();
    }
    if (!query.roles().isEmpty()) {
      return Optional.empty(); // a number may well be a key
    }
    if (isClosed(value) && value.atoms().stream().allMatch(Safety::isNumber)) {
      return harmless(node, "it is " + typeOf(value));
    }
    if (isQuoted(node)) {
      return harmless(node, "it is one text in quotes");
    }
    CharSet possible =
        node.recoded() ? node.allowed() : node.allowed().intersect(characters(value));
    Context context = context(query, node);
    if (context.isHarmless(possible)) {
      return harmless(
          node, possible.isEmpty() ? "nothing of it arrives" : reason(context, possible));
    }
    if (LocalTargets.isLocal(query, node, possible)) {
      return harmless(node, "it begins with one slash, which leads to this site");
    }
    return lacks(node, possible) ? harmless(node, "it holds no \"..\"") : Optional.empty();
  }

  /** Returns where a value stands in what the sink is given. */
  static Context context(Query query, Node node) {
    return node.repeated() && query.language().isPath()
        ? SEVERAL
        : query.language().context(node.surround());
  }

  /** Whether the program's own text is all that it can be. */
  static boolean isFixed(AbstractValue value) {
    return isClosed(value)
        && value.atoms().stream()
            .allMatch(a ->
                a instanceof Atom.Constant
                    || a.asText().filter(t -> isFixed(t.shape())).isPresent());
  }

  private static boolean isFixed(StringShape shape) {
    return shape.segments().stream()
        .allMatch(s ->
            s instanceof Segment.Fixed
                || (s instanceof Segment.Repeat r
                    && r.alternatives().stream().allMatch(Safety::isFixed)));
  }

  private static Optional<End> harmless(Node node, String why) {
    return Optional.of(new End.Harmless(node, node.at(), why));
  }

  private static String reason(Context context, CharSet possible) {
    return context.harmful().isEmpty()
        ? "it stands " + context.words()
        : "it consists of " + possible.text();
  }

  /** Behind a folder, a path without a step up stays below it. */
  private boolean lacks(Node node, CharSet possible) {
    boolean isBelow =
        node.surround().isComposed()
            || node.known().contains(Guards.Verdict.Framed.Side.NOT_FIRST.name() + "/");
    boolean isWithoutStep =
        node.known().contains("..")
            || node.known().contains("../")
            || (!node.surround().before().isEmpty() && possible.intersect(DOT).isEmpty());
    return query.language().isPath() && isBelow && isWithoutStep;
  }

  /** A text in quotes of one kind, without one in between, is a literal to any language. */
  private boolean isQuoted(Node node) {
    boolean takesLiterals =
        switch (query.language()) {
          case PYTHON, SQL, XPATH -> true;
          default -> false;
        };
    return takesLiterals
        && List.of("'", "\"").stream()
            .anyMatch(q ->
                Guards.Verdict.Framed.QUOTED.stream()
                    .allMatch(end -> node.known().contains(end.name() + q)));
  }

  private static boolean isClosed(AbstractValue value) {
    return !value.isOpen() && !value.atoms().isEmpty();
  }

  static boolean isHarmlessType(String type) {
    return HARMLESS.contains(type);
  }

  /** Whether a value is a number, a time, or the like, in which no text can be. */
  static boolean isNumber(Atom atom) {
    return switch (atom) {
      case Atom.Constant(Literal.Text _), Atom.Constant(Literal.Bytes _) -> false;
      case Atom.Constant _ -> true;
      case Atom.Typed t -> HARMLESS.contains(t.type());
      default -> false;
    };
  }

  private static String typeOf(AbstractValue value) {
    String type =
        value.atoms().stream().flatMap(a -> a.typeName().stream()).findFirst().orElse("int");
    return switch (type) {
      case "int", "float", "complex" -> "a number";
      case "bool" -> "a truth value";
      default -> "of the class " + type;
    };
  }

  /** Returns the characters that the text of a value can hold; all where it is not known. */
  static CharSet characters(AbstractValue value) {
    if (!isClosed(value)) {
      return CharSet.ALL;
    }
    CharSet all = CharSet.NONE;
    for (Atom atom : value.atoms()) {
      Optional<Atom.Text> text = atom.asText();
      if (text.isEmpty() && !isNumber(atom)) {
        return CharSet.ALL;
      }
      all = all.union(text.map(t -> t.shape().characters()).orElse(OF_NUMBERS));
    }
    return all;
  }
}
