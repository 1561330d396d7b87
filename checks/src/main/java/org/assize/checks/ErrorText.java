package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.program.Binding;
import org.assize.program.Constants;
import org.assize.program.PythonClass;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Operator;

/**
 * What the text of an exception is made of.
 *
 * @param place where the text is composed
 * @param names the values in it, as they are written there; empty for a fixed text
 */
record ErrorText(Place place, List<String> names) {
  private static final Pattern HOLE = Pattern.compile("%\\((\\w+)\\)|\\{([A-Za-z_]\\w*)");

  /** Calls that show what they are given. */
  private static final Set<String> SHOWING = Set.of("str", "repr", "sorted", "list", "ascii");

  /** The template that a class, or the nearest class above it, keeps as a class variable. */
  static Optional<ErrorText> template(PythonClass type, ProgramView program) {
    for (PythonClass own : program.resolver().hierarchy().ownOrder(type)) {
      for (Symbol symbol : own.body().symbols()) {
        Optional<ErrorText> text = templateIn(symbol, own);
        if (text.isPresent()) {
          return text;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<ErrorText> templateIn(Symbol symbol, PythonClass type) {
    Optional<Binding> only = symbol.only().filter(b -> b.kind() == Binding.Kind.ASSIGNMENT);
    Optional<String> text = only.flatMap(Binding::value).flatMap(ErrorText::literal);
    if (text.isEmpty() || !text.get().contains(" ")) {
      return Optional.empty();
    }
    Set<String> names = new LinkedHashSet<>();
    Matcher hole = HOLE.matcher(text.get());
    while (hole.find()) {
      names.add(hole.group(1) != null ? hole.group(1) : hole.group(2));
    }
    return Optional.of(
        new ErrorText(Place.of(type.module(), only.orElseThrow().node()), new ArrayList<>(names)));
  }

  /** A text, also as the one argument of a translating function. */
  private static Optional<String> literal(Expr e) {
    return switch (e) {
      case Expr.Str s -> Optional.of(s.value());
      case Expr.Call c when c.args().size() == 1 && c.keywords().isEmpty() ->
          literal(c.args().getFirst());
      default -> Optional.empty();
    };
  }

  /** The values that an expression puts into a text; constants of the program are none. */
  static List<String> values(Expr e, ModuleView view, Constants constants) {
    List<String> names = new ArrayList<>();
    new Collecting(view, constants, names).collect(e);
    return names;
  }

  /** Gathers the values of one text. */
  private record Collecting(ModuleView view, Constants constants, List<String> to) {
    void collect(Expr e) {
      switch (e) {
        case Expr.Str _, Expr.Bytes _, Expr.Int _, Expr.None _, Expr.Bool _ -> {}
        case Expr.JoinedStr j -> j.values().forEach(this::collect);
        case Expr.FormattedValue f -> add(f.value());
        case Expr.BinOp b when b.op() == Operator.MOD -> {
          collect(b.left());
          operands(b.right());
        }
        case Expr.BinOp b when b.op() == Operator.ADD -> {
          collect(b.left());
          collect(b.right());
        }
        case Expr.Call c
            when c.function() instanceof Expr.Attribute a && a.attribute().equals("format") -> {
          c.args().forEach(this::add);
          c.keywords().forEach(k -> add(k.value()));
        }
        case Expr.Call c
            when c.function() instanceof Expr.Name n
                && n.id().length() <= 2
                && c.args().size() == 1 ->
            collect(c.args().getFirst());
        case Expr.Name n when local(n, view).isPresent() -> collect(local(n, view).orElseThrow());
        default -> add(e);
      }
    }

    private void operands(Expr right) {
      switch (right) {
        case Expr.Tuple t -> t.elements().forEach(this::add);
        case Expr.Dict d -> d.values().forEach(this::add);
        default -> add(right);
      }
    }

    private void add(Expr value) {
      if (constants.of(value, view.module()).isEmpty()) {
        to.add(Wording.written(whole(value), view));
      }
    }

    /** {@code missing} of {@code ", ".join(missing)}, {@code name} of {@code repr(name)}. */
    private static Expr whole(Expr value) {
      boolean shown =
          value instanceof Expr.Call c
              && c.args().size() == 1
              && (c.function() instanceof Expr.Name n
                  ? SHOWING.contains(n.id())
                  : c.function() instanceof Expr.Attribute a && a.attribute().equals("join"));
      return shown ? whole(((Expr.Call) value).args().getFirst()) : value;
    }
  }

  /** The text that a local variable is bound to, once. */
  private static Optional<Expr> local(Expr.Name name, ModuleView view) {
    return view.module()
        .scopes()
        .at(name.start())
        .lookup(name.id())
        .filter(s -> s.scope().kind() == Scope.Kind.FUNCTION)
        .flatMap(Symbol::only)
        .filter(b -> b.kind() == Binding.Kind.ASSIGNMENT)
        .flatMap(Binding::value)
        .filter(v -> !(v instanceof Expr.Name) && !contains(v, name));
  }

  private static boolean contains(Expr value, Expr.Name use) {
    return value.start() <= use.start() && use.end() <= value.end();
  }
}
