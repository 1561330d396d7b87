package org.assize.value.pure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.assize.ir.Literal;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Operator;
import org.assize.syntax.UnaryOperator;
import org.assize.value.pure.Outcome.Raises;
import org.assize.value.pure.Outcome.Unknown;
import org.assize.value.pure.Outcome.Value;

/** Evaluates pure operations on constants exactly as CPython does, or says that it cannot. */
public final class Evaluator {
  private static final String BUILTINS = "builtins.";

  private Evaluator() {}

  private static Outcome attempt(Supplier<Concrete> evaluation) {
    try {
      return new Value(evaluation.get());
    } catch (Raised raised) {
      return new Raises(raised.type());
    } catch (NotKnown _) {
      return Unknown.UNKNOWN;
    }
  }

  /** Evaluates {@code left op right}. */
  public static Outcome binary(Operator operator, Concrete left, Concrete right) {
    return attempt(() -> Operators.binary(operator, left, right));
  }

  /** Evaluates {@code op value}. */
  public static Outcome unary(UnaryOperator operator, Concrete value) {
    return attempt(() ->
        operator == UnaryOperator.NOT
            ? Concrete.truth(!Comparisons.truth(value))
            : Numbers.unary(operator, value));
  }

  /** Evaluates one comparison; a chain is several. */
  public static Outcome compare(CompareOperator operator, Concrete left, Concrete right) {
    return attempt(() -> Concrete.truth(Comparisons.compare(operator, left, right)));
  }

  /** Evaluates {@code container[key]}. */
  public static Outcome item(Concrete container, Concrete key) {
    return attempt(() -> Displays.item(container, key));
  }

  /** Evaluates {@code container[lower:upper:step]}; absent parts are {@code None}. */
  public static Outcome slice(Concrete container, Concrete lower, Concrete upper, Concrete step) {
    return attempt(() -> Displays.slice(container, lower, upper, step));
  }

  /**
   * Evaluates {@code format(value, spec)} with a conversion, as in an f-string.
   *
   * @param conversion {@code 's'}, {@code 'r'}, {@code 'a'} or -1
   */
  public static Outcome format(Concrete value, int conversion, String spec) {
    return attempt(() -> Concrete.text(Formats.format(Formats.convert(value, conversion), spec)));
  }

  /** Evaluates {@code isinstance(value, type)}; the type is the dotted name of a class. */
  public static Outcome isInstance(Concrete value, String type) {
    return attempt(() -> Concrete.truth(Builtins.isInstance(value, type)));
  }

  /**
   * Calls a function outside the tree.
   *
   * @param path dotted, for example {@code builtins.len} or {@code os.path.join}
   */
  public static Outcome call(
      String path, List<Concrete> positional, Map<String, Concrete> keywords) {
    Arguments arguments = new Arguments(positional, keywords);
    return attempt(() -> {
      Optional<Concrete> found =
          path.startsWith(BUILTINS)
              ? Builtins.call(path.substring(BUILTINS.length()), arguments)
              : Library.call(path, arguments);
      return found.orElseThrow(NotKnown::new);
    });
  }

  /** Calls a method that changes nothing. */
  public static Outcome method(
      Concrete receiver, String name, List<Concrete> positional, Map<String, Concrete> keywords) {
    Arguments arguments = new Arguments(positional, keywords);
    return attempt(() -> Methods.call(receiver, name, arguments).orElseThrow(NotKnown::new));
  }

  /**
   * Returns whether a match is found.
   *
   * @param function {@code match}, {@code fullmatch} or {@code search} of {@code re}
   */
  public static Outcome matches(String function, Concrete pattern, Concrete text) {
    Arguments arguments = new Arguments(List.of(pattern, text), Map.of());
    return attempt(() -> RegularExpressions.matches(function, arguments));
  }

  /**
   * Takes an address apart as {@code urllib.parse.urlsplit} does.
   *
   * @return by the names of attributes: scheme, netloc, hostname, path, query, fragment
   */
  public static Map<String, Concrete> address(String url) {
    return Addresses.parts(url);
  }

  /** Returns a constant of the standard library, for example {@code string.ascii_letters}. */
  public static Optional<Literal> constant(String path) {
    return Library.constant(path);
  }
}
