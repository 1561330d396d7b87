package org.assize.program;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.assize.program.Target.External;
import org.assize.program.Target.VariableTarget;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * The values of expressions that are constant whatever runs: literals, displays of literals, and
 * names of modules and classes that one statement binds and nothing in the program changes.
 */
public final class Constants {
  private static final int MAX_DEPTH = 30;
  private static final int MAX_LENGTH = 4096;

  private final Resolver resolver;
  private final References references;
  private final Map<Symbol, Boolean> changed = new ConcurrentHashMap<>();

  /** Constants of one program. */
  public Constants(Resolver resolver, References references) {
    this.resolver = resolver;
    this.references = references;
  }

  /** Returns the value of an expression at its own place, if it is a constant. */
  public Optional<Constant> of(Expr expression, PythonModule module) {
    return of(expression, module.scopes().at(expression.start()), 0);
  }

  /** Returns the value of a variable that is written once, with its definition. */
  public Optional<Constant> of(Symbol symbol) {
    return variable(symbol, 0);
  }

  private Optional<Constant> of(Expr e, Scope scope, int depth) {
    if (depth > MAX_DEPTH) {
      return Optional.empty();
    }
    return switch (e) {
      case Expr.Str x -> Optional.of(new Constant.Text(x.value()));
      case Expr.Bytes x -> Optional.of(new Constant.ByteText(x.value()));
      case Expr.Int x -> Optional.of(new Constant.Whole(x.value()));
      case Expr.Bool x -> Optional.of(new Constant.Truth(x.value()));
      case Expr.None x -> Optional.of(new Constant.Nothing());
      case Expr.UnaryOp x when x.op() == UnaryOperator.U_SUB ->
          of(x.operand(), scope, depth + 1)
              .filter(c -> c instanceof Constant.Whole)
              .map(c -> new Constant.Whole(-((Constant.Whole) c).value()));
      case Expr.ListExpr x -> elements(x.elements(), true, scope, depth);
      case Expr.Tuple x -> elements(x.elements(), false, scope, depth);
      case Expr.SetExpr x -> elements(x.elements(), true, scope, depth);
      case Expr.Dict x -> dict(x);
      case Expr.BinOp x -> binary(x, scope, depth);
      case Expr.JoinedStr x -> joined(x, scope, depth);
      case Expr.Call x -> call(x, scope, depth);
      case Expr.Name x -> named(x, scope, depth);
      case Expr.Attribute x -> named(x, scope, depth);
      case Expr.Subscript x -> entry(x, scope, depth);
      default -> Optional.empty();
    };
  }

  private Optional<Constant> elements(
      List<Expr> elements, boolean changeable, Scope scope, int depth) {
    List<Optional<Constant>> values = new ArrayList<>();
    for (Expr element : elements) {
      if (element instanceof Expr.Starred) {
        return Optional.empty();
      }
      values.add(of(element, scope, depth + 1));
    }
    return Optional.of(new Constant.Sequence(values.size(), values, changeable));
  }

  private static Optional<Constant> dict(Expr.Dict x) {
    return x.keys().stream().anyMatch(k -> k == null)
        ? Optional.empty()
        : Optional.of(new Constant.Mapping(x.keys().size()));
  }

  /** An f-string all of whose holes are plain and hold texts. */
  private Optional<Constant> joined(Expr.JoinedStr x, Scope scope, int depth) {
    StringBuilder text = new StringBuilder();
    for (Expr part : x.values()) {
      Expr value =
          part instanceof Expr.FormattedValue f && f.conversion() < 0 && f.formatSpec() == null
              ? f.value()
              : part;
      if (!(of(value, scope, depth + 1).orElse(null) instanceof Constant.Text t)
          || text.length() + t.value().length() > MAX_LENGTH) {
        return Optional.empty();
      }
      text.append(t.value());
    }
    return Optional.of(new Constant.Text(text.toString()));
  }

  private Optional<Constant> binary(Expr.BinOp x, Scope scope, int depth) {
    Optional<Constant> left = of(x.left(), scope, depth + 1);
    Optional<Constant> right = left.isEmpty() ? left : of(x.right(), scope, depth + 1);
    return right.isEmpty()
        ? Optional.empty()
        : switch (left.get()) {
          case Constant.Text a
              when x.op() == Operator.ADD && right.get() instanceof Constant.Text b ->
              Optional.of(new Constant.Text(a.value() + b.value()));
          case Constant.Text a when x.op() == Operator.MOD ->
              PercentText.filled(a.value(), right.get());
          case Constant.Text a when repeats(a.value(), x.op(), right.get()) ->
              Optional.of(new Constant.Text(a.value().repeat(times(right.get()))));
          case Constant.ByteText a when repeats(a.value(), x.op(), right.get()) ->
              Optional.of(new Constant.ByteText(a.value().repeat(times(right.get()))));
          case Constant.ByteText a
              when x.op() == Operator.ADD && right.get() instanceof Constant.ByteText b ->
              Optional.of(new Constant.ByteText(a.value() + b.value()));
          case Constant.Sequence a
              when x.op() == Operator.ADD && right.get() instanceof Constant.Sequence b ->
              Optional.of(a.plus(b));
          case Constant.Whole a when right.get() instanceof Constant.Whole b ->
              whole(a.value(), x.op(), b.value());
          default -> Optional.empty();
        };
  }

  private static boolean repeats(String text, Operator op, Constant times) {
    return op == Operator.MULT
        && times instanceof Constant.Whole(long n)
        && n <= MAX_LENGTH
        && text.length() * Math.max(n, 0) <= MAX_LENGTH;
  }

  private static int times(Constant times) {
    return times instanceof Constant.Whole(long n) ? (int) Math.max(n, 0) : 0;
  }

  private static Optional<Constant> whole(long a, Operator op, long b) {
    return switch (op) {
      case ADD -> Optional.of(new Constant.Whole(a + b));
      case SUB -> Optional.of(new Constant.Whole(a - b));
      case MULT -> Optional.of(new Constant.Whole(a * b));
      case BIT_OR -> Optional.of(new Constant.Whole(a | b));
      case BIT_AND -> Optional.of(new Constant.Whole(a & b));
      case L_SHIFT -> b >= 0 && b < 63 ? Optional.of(new Constant.Whole(a << b)) : Optional.empty();
      case POW -> power(a, b);
      default -> Optional.empty();
    };
  }

  /** {@code 2**14}, as far as it fits. */
  private static Optional<Constant> power(long base, long exponent) {
    if (exponent < 0 || exponent > 62) {
      return Optional.empty();
    }
    BigInteger power = BigInteger.valueOf(base).pow((int) exponent);
    return power.bitLength() < Long.SIZE
        ? Optional.of(new Constant.Whole(power.longValue()))
        : Optional.empty();
  }

  /** {@code TABLE["key"]} of a table of a module or class that nothing changes. */
  private Optional<Constant> entry(Expr.Subscript x, Scope scope, int depth) {
    if (!(x.index() instanceof Expr.Str key)
        || !(resolver.resolve(x.value(), scope) instanceof VariableTarget v)
        || v.symbol().scope().kind() == Scope.Kind.FUNCTION) {
      return Optional.empty();
    }
    Optional<Expr> entry =
        v.symbol()
            .only()
            .filter(b -> b.kind() == Binding.Kind.ASSIGNMENT)
            .flatMap(Binding::value)
            .filter(value -> value instanceof Expr.Dict)
            .flatMap(dict -> entry((Expr.Dict) dict, key.value()));
    return entry
        .flatMap(value -> of(value, v.symbol().scope(), depth + 1))
        .filter(_ -> !isChanged(v.symbol()));
  }

  /** The one value under a key of a display whose keys are all written out. */
  private static Optional<Expr> entry(Expr.Dict table, String key) {
    Optional<Expr> found = Optional.empty();
    for (int i = 0; i < table.keys().size(); i++) {
      if (!(table.keys().get(i) instanceof Expr.Str written)) {
        return Optional.empty();
      }
      if (written.value().equals(key)) {
        found = Optional.of(table.values().get(i));
      }
    }
    return found;
  }

  /** {@code range}, and the constructors that keep the number of elements of a constant list. */
  private Optional<Constant> call(Expr.Call x, Scope scope, int depth) {
    if (!x.keywords().isEmpty() || !(resolver.resolve(x.function(), scope) instanceof External f)) {
      return Optional.empty();
    }
    return switch (f.path()) {
      case "builtins.range" -> range(x, scope, depth);
      case "builtins.list", "builtins.sorted" ->
          single(x, scope, depth)
              .filter(c -> c instanceof Constant.Sequence)
              .map(c -> ((Constant.Sequence) c).as(true));
      case "builtins.tuple" ->
          single(x, scope, depth)
              .filter(c -> c instanceof Constant.Sequence)
              .map(c -> ((Constant.Sequence) c).as(false));
      default -> Optional.empty();
    };
  }

  private Optional<Constant> single(Expr.Call x, Scope scope, int depth) {
    return x.args().size() == 1 ? of(x.args().get(0), scope, depth + 1) : Optional.empty();
  }

  private Optional<Constant> range(Expr.Call x, Scope scope, int depth) {
    List<Long> bounds = new ArrayList<>();
    for (Expr arg : x.args()) {
      if (!(of(arg, scope, depth + 1).orElse(null) instanceof Constant.Whole w)) {
        return Optional.empty();
      }
      bounds.add(w.value());
    }
    long length =
        switch (bounds.size()) {
          case 1 -> bounds.get(0);
          case 2 -> bounds.get(1) - bounds.get(0);
          default -> -1;
        };
    return bounds.isEmpty() || bounds.size() > 2 || length > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new Constant.Range((int) Math.max(0, length)));
  }

  private Optional<Constant> named(Expr e, Scope scope, int depth) {
    return resolver.resolve(e, scope) instanceof VariableTarget v
        ? variable(v.symbol(), depth + 1)
        : Optional.empty();
  }

  private Optional<Constant> variable(Symbol symbol, int depth) {
    Scope.Kind kind = symbol.scope().kind();
    boolean shared = kind == Scope.Kind.MODULE || kind == Scope.Kind.CLASS;
    Optional<Expr> value = symbol.only().flatMap(Constants::written);
    Optional<Constant> constant = value.flatMap(v -> of(v, symbol.scope(), depth + 1));
    return constant.filter(c -> shared || !c.isChangeable()).filter(c -> !isChanged(symbol));
  }

  /** What a statement gives a name, also where tuples of equal form stand on both sides. */
  private static Optional<Expr> written(Binding binding) {
    return switch (binding.kind()) {
      case ASSIGNMENT -> binding.value();
      case UNPACKING ->
          binding.source() instanceof Stmt.Assign s
              ? s.targets().stream()
                  .flatMap(t -> written(t, s.value(), binding.node()).stream())
                  .findFirst()
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Expr> written(Expr target, Expr value, Node name) {
    if (target == name) {
      return Optional.of(value);
    }
    List<Expr> targets = elements(target);
    List<Expr> values = elements(value);
    boolean matches =
        targets.size() == values.size()
            && Stream.concat(targets.stream(), values.stream())
                .noneMatch(e -> e instanceof Expr.Starred);
    for (int i = 0; matches && i < targets.size(); i++) {
      Optional<Expr> found = written(targets.get(i), values.get(i), name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static List<Expr> elements(Expr display) {
    return switch (display) {
      case Expr.Tuple t -> t.elements();
      case Expr.ListExpr l -> l.elements();
      default -> List.of();
    };
  }

  /** Asked of one variable wherever it is used, so the answer is kept. */
  private boolean isChanged(Symbol symbol) {
    Boolean known = changed.get(symbol);
    if (known == null) {
      known =
          references.changesOf(symbol).stream()
              .anyMatch(u -> u.kind() == Use.Kind.CHANGE || !isOwnBinding(u, symbol));
      changed.put(symbol, known);
    }
    return known;
  }

  private static boolean isOwnBinding(Use use, Symbol symbol) {
    return symbol.bindings().stream().anyMatch(b -> b.node() == use.node());
  }
}
