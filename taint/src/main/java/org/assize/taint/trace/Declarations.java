package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.checks.Dependency;
import org.assize.program.Binding;
import org.assize.program.Constant;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Resolver;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node.Keyword;
import org.assize.syntax.Node.Parameter;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;
import org.assize.taint.language.Context;
import org.jspecify.annotations.Nullable;

/**
 * What declarations let through where a framework checks values by them: patterns beside a type
 * ({@code Annotated[str, Query(pattern="…")]}, {@code constr(regex="…")}) and the types of elements
 * ({@code list[int]}). FastAPI, "Query Parameters and String Validations"; pydantic, "Fields".
 */
final class Declarations {
  /**
   * Keywords that declare a pattern, with the function by which it is applied: what pydantic 1
   * calls {@code regex} must match from the start.
   */
  private static final Map<String, String> PATTERNS = Map.of("pattern", "search", "regex", "match");

  private static final Set<String> LISTS =
      Set.of("list", "List", "set", "Set", "frozenset", "FrozenSet", "Sequence", "Iterable");

  private final FlowProgram program;
  private final Resolver resolver;

  Declarations(FlowProgram program) {
    this.program = program;
    resolver = program.view().resolver();
  }

  /** Returns the pattern by which a parameter is declared and that lets nothing harmful through. */
  Optional<String> pattern(PythonFunction function, String name, Context context) {
    return parameter(function, name)
        .flatMap(p -> pattern(p.annotation(), p.defaultValue(), function.definedIn(), context));
  }

  /** The same for a field of a class, or of one above it. */
  Optional<String> pattern(PythonClass type, String field, Context context) {
    return resolver.hierarchy().ownOrder(type).stream()
        .flatMap(c ->
            field(c, field).stream()
                .map(f -> pattern(f.annotation(), f.value(), c.body(), context)))
        .findFirst()
        .flatMap(found -> found);
  }

  /**
   * Returns the function whose answer a framework passes for a parameter: {@code user: User =
   * Depends(current)}, {@code user: Annotated[User, Depends(current)]}, or a name for that.
   */
  Optional<PythonFunction> dependency(PythonFunction function, String name) {
    return parameter(function, name)
        .flatMap(p -> Dependency.of(p, function, program.view()))
        .flatMap(d ->
            resolver.resolve(d.made(), d.scope()) instanceof Target.FunctionTarget f
                ? Optional.of(f.function())
                : Optional.empty());
  }

  /**
   * Whether a framework passes the answer of a function that the maker of the handler was given: no
   * client sends that, and which function it is nobody tells here.
   */
  boolean isPassedIn(PythonFunction function, String name) {
    return parameter(function, name)
        .flatMap(p -> Dependency.of(p, function, program.view()))
        .filter(d ->
            resolver.resolve(d.made(), d.scope()) instanceof Target.VariableTarget(Symbol symbol)
                && symbol.bindings().stream().anyMatch(b -> b.kind() == Binding.Kind.PARAMETER))
        .isPresent();
  }

  /** Returns the harmless class of the elements of a parameter. */
  Optional<String> element(PythonFunction function, String name) {
    return parameter(function, name)
        .flatMap(
            p -> p.annotation() instanceof Expr.Subscript s ? Optional.of(s) : Optional.empty())
        .filter(s -> LISTS.contains(lastName(s.value())))
        .flatMap(s ->
            ModelFields.harmless(resolver, resolver.declared(s.index(), function.definedIn())));
  }

  /** Whether a parameter is declared as a list of texts: none of its elements holds others. */
  boolean isOfTexts(PythonFunction function, String name) {
    return parameter(function, name)
        .flatMap(p -> Optional.ofNullable(p.annotation()))
        .map(Declarations::plain)
        .filter(declared ->
            declared instanceof Expr.Subscript s
                && LISTS.contains(lastName(s.value()))
                && lastName(s.index()).equals("str"))
        .isPresent();
  }

  /** {@code Annotated[list[str], …]}: what comes first says the type. */
  private static Expr plain(Expr declared) {
    return declared instanceof Expr.Subscript s
            && lastName(s.value()).equals("Annotated")
            && s.index() instanceof Expr.Tuple t
            && !t.elements().isEmpty()
        ? t.elements().getFirst()
        : declared;
  }

  private static Optional<Parameter> parameter(PythonFunction function, String name) {
    return function.parameters().stream().filter(p -> p.name().equals(name)).findFirst();
  }

  private static Optional<Stmt.AnnAssign> field(PythonClass type, String name) {
    return type.node().body().stream()
        .flatMap(s -> s instanceof Stmt.AnnAssign a ? Stream.of(a) : Stream.of())
        .filter(a -> a.target() instanceof Expr.Name n && n.id().equals(name))
        .findFirst();
  }

  private Optional<String> pattern(
      @Nullable Expr annotation, @Nullable Expr value, Scope scope, Context context) {
    List<Keyword> declared = new ArrayList<>();
    gather(annotation, declared);
    gather(value, declared);
    aliased(annotation, scope).ifPresent(a -> gather(a, declared));
    return declared.stream()
        .flatMap(k -> excluding(k, scope.module(), context).stream())
        .findFirst();
  }

  private static void gather(@Nullable Expr expression, List<Keyword> to) {
    if (expression != null) {
      Nodes.forEach(
          expression,
          node -> {
            if (node instanceof Expr.Call call) {
              to.addAll(call.keywords());
            }
          });
    }
  }

  /** {@code Code = Annotated[str, …]}: what a name for a declaration stands for. */
  private Optional<Expr> aliased(@Nullable Expr annotation, Scope scope) {
    return annotation instanceof Expr.Name name
            && resolver.resolve(name, scope) instanceof Target.VariableTarget(Symbol symbol)
        ? symbol.only().flatMap(Binding::value)
        : Optional.empty();
  }

  private Optional<String> excluding(Keyword keyword, PythonModule module, Context context) {
    String function = keyword.name() == null ? null : PATTERNS.get(keyword.name());
    if (function == null) {
      return Optional.empty();
    }
    return program
        .view()
        .constants()
        .of(keyword.value(), module)
        .flatMap(c -> c instanceof Constant.Text t ? Optional.of(t.value()) : Optional.empty())
        .filter(p -> Patterns.excludes(p, function, context));
  }

  private static String lastName(Expr name) {
    return switch (name) {
      case Expr.Name n -> n.id();
      case Expr.Attribute a -> a.attribute();
      default -> "";
    };
  }
}
