package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.facts.ArgumentView;
import org.assize.facts.Constant;
import org.assize.facts.Slot;
import org.assize.program.PythonModule;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an expression is worth where nobody sets anything: {@code os.environ.get("DEBUG", True)} is
 * true then. A look-up is a call whose result the operator determines; what a fact says that it
 * hands on is its default.
 */
record UnlessSet(ProgramView program) {
  private static final int MAX_DEPTH = 12;

  private static final Pattern SEPARATOR = Pattern.compile("[,; ]");

  /** Texts that a conversion to a truth value takes for true. */
  private static final Set<String> TRUE_TEXTS = Set.of("true", "yes", "y", "on", "t", "1");

  /** Methods that give a text in another form of itself. */
  private static final Set<String> FORMS =
      Set.of("lower", "upper", "casefold", "strip", "title", "capitalize");

  /** Functions that read a truth value off a text. */
  private static final Set<String> READERS =
      Set.of("strtobool", "str2bool", "str_to_bool", "literal_eval", "asbool");

  /**
   * The value of an expression.
   *
   * @param constant what it is
   * @param asked the look-up that found nothing, if there was one
   * @param isText whether whatever is set comes as a text, of which none but the empty is false
   */
  private record Worth(Constant constant, Optional<Place> asked, boolean isText) {
    Worth as(Constant other) {
      return new Worth(other, asked, false);
    }

    boolean isTrue() {
      return UnlessSet.isTrue(constant);
    }
  }

  /** Whether a condition takes a value for true. */
  static boolean isTrue(Constant constant) {
    return switch (constant) {
      case Constant.Text c -> !c.value().isEmpty();
      case Constant.Int c -> c.value().signum() != 0;
      case Constant.Real c -> c.value() != 0;
      case Constant.Bool c -> c == Constant.Bool.TRUE;
      case Constant.Nothing _ -> false;
      case Constant.Name _ -> true;
    };
  }

  /**
   * A switch as it is where nobody sets anything.
   *
   * @param asked the look-up that finds nothing
   * @param constant how the switch stands; whatever is true counts as {@code True}
   * @param always whether it is on whatever is set: a text is taken for a truth value
   */
  record Standing(Place asked, Constant constant, boolean always) {
    /** Why it is on. */
    String why() {
      return always
          ? "a text that is not empty is true, whatever it says"
          : "where nothing is set, this decides";
    }
  }

  /** Returns the look-up that a true value rests on, where nothing else decides it. */
  Optional<Standing> isOn(Expr value, PythonModule module) {
    return standing(value, module).filter(s -> s.constant == Constant.Bool.TRUE);
  }

  /** Returns the look-up that a value rests on, where nothing else decides it. */
  Optional<Standing> standing(Expr value, PythonModule module) {
    Worth worth = worth(value, module, 0);
    if (worth == null || worth.asked.isEmpty()) {
      return Optional.empty();
    }
    Constant constant = worth.isTrue() ? Constant.Bool.TRUE : worth.constant;
    return Optional.of(new Standing(worth.asked.get(), constant, worth.isTrue() && worth.isText));
  }

  /** Returns the look-up whose default makes an element of a list a text, or the text of it. */
  private @Nullable Worth element(Expr value, int index, PythonModule module, int depth) {
    if (depth > MAX_DEPTH) {
      return null;
    }
    return switch (value) {
      case Expr.Name e -> {
        Optional<Lookups.Bound> bound = lookups().bound(e, module);
        yield bound.isEmpty()
            ? null
            : element(bound.get().value(), index, bound.get().in(), depth + 1);
      }
      case Expr.ListExpr e when index < e.elements().size() ->
          worth(e.elements().get(index), module, depth + 1);
      case Expr.Call e
          when e.function() instanceof Expr.Attribute a && a.attribute().equals("split") ->
          part(worth(a.value(), module, depth + 1), index);
      case Expr.Call e -> {
        Optional<Expr> given = lookups().fallback(e, module);
        Worth found =
            given.isEmpty()
                ? null
                : given.get() instanceof Expr.ListExpr list
                    ? element(list, index, module, depth + 1)
                    : worth(given.get(), module, depth + 1);
        yield found == null ? null : looked(found, e, module, false);
      }
      default -> null;
    };
  }

  private static @Nullable Worth part(@Nullable Worth whole, int index) {
    if (whole == null || !(whole.constant instanceof Constant.Text text)) {
      return null;
    }
    List<String> parts = SEPARATOR.splitAsStream(text.value()).toList();
    return index < parts.size() ? whole.as(new Constant.Text(parts.get(index).strip())) : null;
  }

  /** Returns what is given where nobody sets anything, as conditions ask about an assignment. */
  ArgumentView assigned(Expr value, PythonModule module) {
    return slot ->
        switch (slot) {
          case Slot.Fixed f when f == Slot.Fixed.VALUE ->
              isOn(value, module).isPresent()
                  ? new ArgumentView.Known(Constant.Bool.TRUE)
                  : ArgumentView.Unknown.UNKNOWN;
          case Slot.Element e when e.of() == Slot.Fixed.VALUE ->
              given(element(value, e.index(), module, 0));
          default -> ArgumentView.Unknown.UNKNOWN;
        };
  }

  private static ArgumentView.Given given(@Nullable Worth worth) {
    return worth == null || worth.asked.isEmpty()
        ? ArgumentView.Unknown.UNKNOWN
        : new ArgumentView.Known(worth.constant);
  }

  private @Nullable Worth worth(Expr value, PythonModule module, int depth) {
    if (depth > MAX_DEPTH) {
      return null;
    }
    Optional<Constant> literal = program.values().literal(value, module);
    if (literal.isPresent()) {
      return new Worth(literal.get(), Optional.empty(), false);
    }
    return switch (value) {
      case Expr.Name e -> named(e, module, depth);
      case Expr.Attribute e -> named(e, module, depth);
      case Expr.Call e -> call(e, module, depth);
      case Expr.Compare e -> compare(e, module, depth);
      case Expr.UnaryOp e when e.op() == UnaryOperator.NOT -> {
        Worth of = worth(e.operand(), module, depth + 1);
        yield of == null ? null : of.as(bool(!of.isTrue()));
      }
      case Expr.BoolOp e -> either(e, module, depth);
      case Expr.IfExp e -> {
        Worth test = worth(e.test(), module, depth + 1);
        Worth taken =
            test == null ? null : worth(test.isTrue() ? e.body() : e.orelse(), module, depth + 1);
        yield test == null || taken == null ? null : after(test, taken);
      }
      default -> null;
    };
  }

  private Lookups lookups() {
    return new Lookups(program);
  }

  private @Nullable Worth named(Expr name, PythonModule module, int depth) {
    Optional<Lookups.Bound> bound =
        lookups()
            .bound(name, module)
            .or(() ->
                WrittenField.of(name, module, program)
                    .map(f -> new Lookups.Bound(f.value(), f.module())));
    return bound.isEmpty() ? null : worth(bound.get().value(), bound.get().in(), depth + 1);
  }

  private static Worth after(Worth earlier, Worth result) {
    return new Worth(
        result.constant,
        result.asked.or(() -> earlier.asked),
        result.isText && earlier.asked.isEmpty());
  }

  private @Nullable Worth either(Expr.BoolOp e, PythonModule module, int depth) {
    Worth last = null;
    for (Expr value : e.values()) {
      Worth next = worth(value, module, depth + 1);
      if (next == null) {
        return null;
      }
      last = last == null ? next : after(last, next);
      if (last.isTrue() != e.isAnd()) {
        return last;
      }
    }
    return last;
  }

  private @Nullable Worth compare(Expr.Compare e, PythonModule module, int depth) {
    Worth left = e.ops().size() == 1 ? worth(e.left(), module, depth + 1) : null;
    if (left == null) {
      return null;
    }
    Expr other = e.comparators().getFirst();
    CompareOperator op = e.ops().getFirst();
    return switch (op) {
      case EQ, NOT_EQ, IS, IS_NOT -> {
        Worth right = worth(other, module, depth + 1);
        boolean positive = op == CompareOperator.EQ || op == CompareOperator.IS;
        yield right == null
            ? null
            : after(right, left).as(bool(left.constant.equals(right.constant) == positive));
      }
      case IN, NOT_IN -> {
        Optional<Boolean> among = among(left, other, module);
        yield among.isEmpty() ? null : left.as(bool(among.get() == (op == CompareOperator.IN)));
      }
      case LT, LT_E, GT, GT_E -> null;
    };
  }

  /** Whether a value is one of those of a display; empty where not all of them are known. */
  private Optional<Boolean> among(Worth value, Expr of, PythonModule module) {
    List<Expr> elements =
        switch (Values.display(of, module)) {
          case Expr.ListExpr e -> e.elements();
          case Expr.Tuple e -> e.elements();
          case Expr.SetExpr e -> e.elements();
          default -> List.of();
        };
    List<Constant> known =
        elements.stream().flatMap(e -> program.values().literal(e, module).stream()).toList();
    return elements.isEmpty() || known.size() < elements.size()
        ? Optional.empty()
        : Optional.of(known.contains(value.constant));
  }

  private @Nullable Worth call(Expr.Call e, PythonModule module, int depth) {
    Optional<Expr> given = lookups().fallback(e, module);
    if (given.isPresent() || lookups().is(e, module)) {
      Worth found =
          given.isPresent()
              ? worth(given.get(), module, depth + 1)
              : new Worth(Constant.Nothing.NONE, Optional.empty(), false);
      return found == null ? null : looked(found, e, module, true);
    }
    if (e.function() instanceof Expr.Attribute a && FORMS.contains(a.attribute())) {
      return formed(worth(a.value(), module, depth + 1), a.attribute());
    }
    String name = NameTerms.last(e.function());
    if (e.args().size() != 1) {
      return null;
    }
    Worth argument = worth(e.args().getFirst(), module, depth + 1);
    if (argument == null) {
      return null;
    } else if (name.equals("bool")) {
      return new Worth(bool(argument.isTrue()), argument.asked, argument.isText);
    } else if (READERS.contains(name)) {
      return argument.as(read(argument.constant));
    }
    return name.equals("int") ? argument.as(number(argument.constant)) : null;
  }

  private static @Nullable Worth formed(@Nullable Worth text, String form) {
    return text == null || !(text.constant instanceof Constant.Text t)
        ? null
        : new Worth(new Constant.Text(inForm(t.value(), form)), text.asked, text.isText);
  }

  private static String inForm(String text, String form) {
    return switch (form) {
      case "lower", "casefold" -> text.toLowerCase(Locale.ROOT);
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "title", "capitalize" ->
          text.isEmpty()
              ? text
              : text.substring(0, 1).toUpperCase(Locale.ROOT)
                  + text.substring(1).toLowerCase(Locale.ROOT);
      default -> text.strip();
    };
  }

  private static Constant read(Constant constant) {
    return constant instanceof Constant.Text t
        ? bool(TRUE_TEXTS.contains(t.value().strip().toLowerCase(Locale.ROOT)))
        : constant;
  }

  private static Constant number(Constant constant) {
    return constant instanceof Constant.Text t && t.value().strip().matches("\\d{1,9}")
        ? Constant.Int.of(Integer.parseInt(t.value().strip()))
        : constant;
  }

  private static Constant bool(boolean value) {
    return value ? Constant.Bool.TRUE : Constant.Bool.FALSE;
  }

  /** The default as the look-up gives it: with a conversion, what that reads off it. */
  private static Worth looked(Worth given, Expr.Call call, PythonModule module, boolean converts) {
    Optional<Place> asked = Optional.of(Place.of(module, call));
    boolean toBool =
        converts
            && (NameTerms.last(call.function()).equals("bool")
                || call.keywords().stream()
                    .anyMatch(
                        k -> "cast".equals(k.name()) && NameTerms.last(k.value()).equals("bool")));
    boolean isText = given.constant instanceof Constant.Text && !toBool;
    return new Worth(toBool ? read(given.constant) : given.constant, asked, isText);
  }
}
