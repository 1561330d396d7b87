package org.assize.program;

import java.util.List;
import org.assize.syntax.Expr;
import org.jspecify.annotations.Nullable;

/** What annotations say of the class of a value. */
final class Annotations {
  private final Resolver resolver;

  Annotations(Resolver resolver) {
    this.resolver = resolver;
  }

  /** The class that an annotation names; {@code Optional[X]}, {@code X | None} are X. */
  Target of(Expr annotation, Scope scope, int links) {
    return switch (annotation) {
      case Expr.Name e -> called(resolver.resolve(e, scope, links), links);
      case Expr.Attribute e -> called(resolver.resolve(e, scope, links), links);
      case Expr.BinOp e when e.right() instanceof Expr.None -> of(e.left(), scope, links);
      case Expr.BinOp e when e.left() instanceof Expr.None -> of(e.right(), scope, links);
      case Expr.Subscript e -> generic(e, scope, links);
      case Expr.Str e -> named(e.value(), scope, links);
      default -> Target.Unknown.UNKNOWN;
    };
  }

  /** A class, or another name for an annotation: {@code Column = Literal["name", "price"]}. */
  private Target called(Target target, int links) {
    if (!(target instanceof Target.VariableTarget variable)) {
      return Resolver.instance(target);
    }
    Symbol symbol = variable.symbol();
    return symbol
        .only()
        .filter(b -> b.kind() == Binding.Kind.TYPE_ALIAS || isAnnotation(b.bound()))
        .flatMap(Binding::value)
        .map(value -> of(value, symbol.scope(), links + 1))
        .orElse(Target.Unknown.UNKNOWN);
  }

  private static boolean isAnnotation(@Nullable Expr value) {
    return value instanceof Expr.Subscript || value instanceof Expr.BinOp;
  }

  /** What stands in brackets says what a value is: a column, perhaps none, with more about it. */
  private Target generic(Expr.Subscript generic, Scope scope, int links) {
    List<Expr> inside =
        generic.index() instanceof Expr.Tuple t ? t.elements() : List.of(generic.index());
    List<Expr> given = inside.stream().filter(e -> !(e instanceof Expr.None)).toList();
    return switch (lastName(generic.value())) {
      case "Optional", "Mapped" -> of(generic.index(), scope, links);
      case "Annotated" ->
          inside.isEmpty() ? Target.Unknown.UNKNOWN : of(inside.getFirst(), scope, links);
      case "Union" ->
          given.size() == 1 ? of(given.getFirst(), scope, links) : Target.Unknown.UNKNOWN;
      case "Literal" -> Resolver.instance(resolver.resolve(generic.value(), scope, links));
      default -> Target.Unknown.UNKNOWN;
    };
  }

  private static String lastName(Expr name) {
    return switch (name) {
      case Expr.Name n -> n.id();
      case Expr.Attribute a -> a.attribute();
      default -> "";
    };
  }

  private Target named(String dotted, Scope scope, int links) {
    String[] parts = dotted.split("\\.", -1);
    Target target = resolver.name(parts[0], scope, links);
    for (int i = 1; i < parts.length; i++) {
      target = resolver.member(target, parts[i], links);
    }
    return Resolver.instance(target);
  }
}
