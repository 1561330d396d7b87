package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** The parts of a value that is written out: of a display, or of what a class is made of. */
final class Parts {
  private Parts() {}

  /** Returns the elements, or nothing where the text does not list them. */
  static Optional<List<Expr>> of(Expr of, PythonModule module) {
    return switch (Values.display(of, module)) {
      case Expr.ListExpr e -> Optional.of(e.elements());
      case Expr.Tuple e -> Optional.of(e.elements());
      case Expr.SetExpr e -> Optional.of(e.elements());
      case Expr.Dict e -> Optional.of(e.values());
      case Expr.Call e when isMaker(e) -> Optional.of(e.args());
      default -> Optional.empty();
    };
  }

  /** Returns the elements; where the text does not list them, there are none. */
  static List<Expr> elements(Expr of, PythonModule module) {
    return of(of, module).orElse(List.of());
  }

  /** Returns what stands under a key: in a dictionary, or given to what makes an object. */
  static Optional<Expr> under(Expr of, String key, PythonModule module) {
    return switch (Values.display(of, module)) {
      case Expr.Dict d -> entry(d, key).findFirst();
      case Expr.Call c when isMaker(c) ->
          c.keywords().stream()
              .filter(k -> key.equals(k.name()))
              .map(Node.Keyword::value)
              .findFirst();
      default -> Optional.empty();
    };
  }

  /** Returns the values under a key of a dictionary. */
  static Stream<Expr> entry(Expr.Dict dict, String key) {
    return IntStream.range(0, dict.keys().size())
        .filter(i -> dict.keys().get(i) instanceof Expr.Str s && s.value().equals(key))
        .mapToObj(i -> dict.values().get(i));
  }

  /**
   * Returns whether a class is called, or one of its own makers: {@code Port.tcp(22)}. What it is
   * given are the parts of what it makes.
   */
  static boolean isMaker(Expr.Call call) {
    return isCapital(NameTerms.last(call.function()))
        || (call.function() instanceof Expr.Attribute a && isCapital(NameTerms.last(a.value())));
  }

  private static boolean isCapital(String name) {
    return !name.isEmpty() && Character.isUpperCase(name.charAt(0));
  }
}
