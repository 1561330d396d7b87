package org.assize.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assize.base.Span;
import org.assize.program.Binding.Kind;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Node.Alias;
import org.assize.syntax.Node.Comprehension;
import org.assize.syntax.Node.Parameter;
import org.assize.syntax.Nodes;
import org.assize.syntax.Pattern;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Builds the scopes of one module in one walk.
 *
 * <p>{@code global} and {@code nonlocal} hold for a whole scope, also for what stands before them,
 * so they are collected when the scope is opened.
 */
final class ScopeBuilder {
  private final PythonModule module;
  private final IdentityHashMap<Node, Scope> byNode = new IdentityHashMap<>();
  private final List<PythonClass> classes = new ArrayList<>();
  private final IdentityHashMap<Node, PythonClass> classByNode = new IdentityHashMap<>();
  private final List<PythonFunction> functions = new ArrayList<>();
  private final IdentityHashMap<Scope, Set<String>> globals = new IdentityHashMap<>();
  private final Map<Scope, Set<String>> nonlocals = new LinkedHashMap<>();

  private ScopeBuilder(PythonModule module) {
    this.module = module;
  }

  static Scopes build(PythonModule module) {
    ScopeBuilder builder = new ScopeBuilder(module);
    Node.Module tree = module.tree();
    Scope root = builder.open(Scope.Kind.MODULE, tree, null, tree.start(), tree.end() + 1);
    builder.statements(tree.body(), root);
    // An enclosing function may bind the name below the nested one; outer scopes come first.
    builder.nonlocals.forEach((scope, names) -> names.forEach(scope::settleNonlocal));
    return new Scopes(root, builder.byNode, builder.classes, builder.functions);
  }

  private Scope open(Scope.Kind kind, Node node, @Nullable Scope parent, int start, int end) {
    Scope scope = new Scope(kind, module, node, parent, new Span(start, Math.max(start, end)));
    byNode.put(node, scope);
    return scope;
  }

  private void statements(List<Stmt> body, Scope scope) {
    for (Stmt statement : body) {
      visit(statement, scope);
    }
  }

  private void bind(Scope scope, String name, Kind kind, Node node, Node source) {
    bind(scope, name, kind, node, source, null);
  }

  private void bind(
      Scope scope, String name, Kind kind, Node node, Node source, @Nullable Expr bound) {
    symbolFor(scope, name).add(new Binding(kind, node, source, bound));
  }

  private Symbol symbolFor(Scope scope, String name) {
    if (globals.getOrDefault(scope, Set.of()).contains(name)) {
      Symbol symbol = scope.root().bind(name);
      scope.forward(name, symbol);
      return symbol;
    }
    return scope.bind(name);
  }

  private void visit(Node node, Scope scope) {
    switch (node) {
      case Stmt.FunctionDef s -> function(s, scope);
      case Stmt.ClassDef s -> classDef(s, scope);
      case Stmt.Import s -> s.names().forEach(alias -> importName(s, alias, scope));
      case Stmt.ImportFrom s -> s.names().forEach(alias -> fromImport(s, alias, scope));
      case Stmt.Assign s -> {
        visit(s.value(), scope);
        s.targets().forEach(t -> target(t, s, Kind.ASSIGNMENT, s.value(), scope));
      }
      case Stmt.AnnAssign s -> annotated(s, scope);
      case Stmt.AugAssign s -> {
        visit(s.value(), scope);
        target(s.target(), s, Kind.AUGMENTED, null, scope);
      }
      case Stmt.For s -> {
        visit(s.iter(), scope);
        target(s.target(), s, Kind.LOOP, null, scope);
        statements(s.body(), scope);
        statements(s.orelse(), scope);
      }
      case Stmt.Delete s -> s.targets().forEach(t -> target(t, s, Kind.DELETION, null, scope));
      case Stmt.TypeAlias s -> {
        target(s.name(), s, Kind.TYPE_ALIAS, s.typeParams().isEmpty() ? s.value() : null, scope);
        visit(s.value(), typeParameters(s, s.typeParams(), s.end(), scope));
      }
      case Stmt.Global s -> s.names().forEach(n -> scope.forward(n, scope.root().bind(n)));
      case Node.WithItem w -> {
        visit(w.context(), scope);
        if (w.target() != null) {
          target(w.target(), w, Kind.WITH, w.context(), scope);
        }
      }
      case Node.ExceptHandler h -> handler(h, scope);
      case Expr.NamedExpr e -> namedExpression(e, scope);
      case Expr.Lambda e -> lambda(e, scope);
      case Expr.ListComp e -> comprehension(e, List.of(e.element()), e.generators(), scope);
      case Expr.SetComp e -> comprehension(e, List.of(e.element()), e.generators(), scope);
      case Expr.GeneratorExp e -> comprehension(e, List.of(e.element()), e.generators(), scope);
      case Expr.DictComp e -> comprehension(e, List.of(e.key(), e.value()), e.generators(), scope);
      case Pattern.MatchAs p -> pattern(p, p.name(), scope);
      case Pattern.MatchStar p -> pattern(p, p.name(), scope);
      case Pattern.MatchMapping p -> pattern(p, p.rest(), scope);
      default -> Nodes.forEachChild(node, child -> visit(child, scope));
    }
  }

  private void target(Expr target, Node source, Kind kind, @Nullable Expr bound, Scope scope) {
    switch (target) {
      case Expr.Name e -> bind(scope, e.id(), kind, e, source, bound);
      case Expr.Tuple e -> e.elements().forEach(x -> unpacked(x, source, kind, scope));
      case Expr.ListExpr e -> e.elements().forEach(x -> unpacked(x, source, kind, scope));
      case Expr.Starred e -> unpacked(e.value(), source, kind, scope);
      default -> Nodes.forEachChild(target, child -> visit(child, scope));
    }
  }

  private void unpacked(Expr element, Node source, Kind kind, Scope scope) {
    target(element, source, kind == Kind.ASSIGNMENT ? Kind.UNPACKING : kind, null, scope);
  }

  /** {@code (x): int} in parentheses and without a value binds nothing. */
  private void annotated(Stmt.AnnAssign s, Scope scope) {
    visit(s.annotation(), scope);
    if (s.value() != null) {
      visit(s.value(), scope);
    }
    boolean binds = s.simple() || s.value() != null || !(s.target() instanceof Expr.Name);
    if (binds) {
      Kind kind = s.value() == null ? Kind.DECLARATION : Kind.ASSIGNMENT;
      target(s.target(), s, kind, s.value(), scope);
    }
  }

  private void importName(Stmt.Import statement, Alias alias, Scope scope) {
    String name = alias.name();
    int dot = name.indexOf('.');
    String bound =
        alias.asName() != null ? alias.asName() : dot < 0 ? name : name.substring(0, dot);
    bind(scope, bound, Kind.IMPORT, alias, statement);
  }

  private void fromImport(Stmt.ImportFrom statement, Alias alias, Scope scope) {
    if (alias.name().equals("*")) {
      scope.addStarImport(new StarImport(statement));
    } else {
      String bound = alias.asName() != null ? alias.asName() : alias.name();
      bind(scope, bound, Kind.FROM_IMPORT, alias, statement);
    }
  }

  private void handler(Node.ExceptHandler h, Scope scope) {
    if (h.type() != null) {
      visit(h.type(), scope);
    }
    if (h.name() != null) {
      bind(scope, h.name(), Kind.EXCEPTION, h, h);
    }
    if (h.target() != null) {
      target(h.target(), h, Kind.EXCEPTION, null, scope);
    }
    statements(h.body(), scope);
  }

  private void pattern(Pattern pattern, @Nullable String name, Scope scope) {
    if (name != null) {
      bind(scope, name, Kind.PATTERN, pattern, pattern);
    }
    Nodes.forEachChild(pattern, child -> visit(child, scope));
  }

  /** A walrus inside comprehensions binds in the scope around them. */
  private void namedExpression(Expr.NamedExpr e, Scope scope) {
    visit(e.value(), scope);
    Scope binding = scope;
    while (binding.kind() == Scope.Kind.COMPREHENSION && binding.parent().isPresent()) {
      binding = binding.parent().get();
    }
    bind(binding, e.target().id(), Kind.ASSIGNMENT, e.target(), e, e.value());
  }

  private void function(Stmt.FunctionDef s, Scope scope) {
    s.decorators().forEach(d -> visit(d, scope));
    PythonClass owner = scope.kind() == Scope.Kind.CLASS ? classOf(scope) : null;
    functions.add(new PythonFunction(s, scope, qualify(scope, s.name()), owner));
    bind(scope, s.name(), Kind.FUNCTION, s, s);
    Scope outer = typeParameters(s, s.typeParams(), s.end(), scope);
    parameterExpressions(s.parameters(), outer, scope);
    if (s.returns() != null) {
      visit(s.returns(), outer);
    }
    Scope body = open(Scope.Kind.FUNCTION, s, outer, bodyStart(s.body(), s.end()), s.end());
    declare(s.body(), body);
    parameters(s.parameters(), s, body);
    statements(s.body(), body);
  }

  private void lambda(Expr.Lambda e, Scope scope) {
    parameterExpressions(e.parameters(), scope, scope);
    Scope body = open(Scope.Kind.LAMBDA, e, scope, e.body().start(), e.end());
    parameters(e.parameters(), e, body);
    visit(e.body(), body);
  }

  private void parameterExpressions(Node.Parameters parameters, Scope annotations, Scope defaults) {
    for (Parameter p : Syntax.inOrder(parameters)) {
      if (p.annotation() != null) {
        visit(p.annotation(), annotations);
      }
      if (p.defaultValue() != null) {
        visit(p.defaultValue(), defaults);
        if (annotations != defaults) {
          annotations.exclude(p.defaultValue());
        }
      }
    }
  }

  private void parameters(Node.Parameters parameters, Node source, Scope body) {
    for (Parameter p : Syntax.inOrder(parameters)) {
      if (p.tuple() != null) {
        target(p.tuple(), source, Kind.PARAMETER, null, body);
      } else {
        bind(body, p.name(), Kind.PARAMETER, p, source, p.defaultValue());
      }
    }
  }

  private void classDef(Stmt.ClassDef s, Scope scope) {
    s.decorators().forEach(d -> visit(d, scope));
    PythonClass defined = new PythonClass(s, scope, qualify(scope, s.name()));
    classes.add(defined);
    classByNode.put(s, defined);
    bind(scope, s.name(), Kind.CLASS, s, s);
    Scope outer = typeParameters(s, s.typeParams(), s.end(), scope);
    s.bases().forEach(b -> visit(b, outer));
    s.keywords().forEach(k -> visit(k, outer));
    Scope body = open(Scope.Kind.CLASS, s, outer, bodyStart(s.body(), s.end()), s.end());
    declare(s.body(), body);
    statements(s.body(), body);
  }

  /** The first statement of a body starts with its decorators. */
  private static int bodyStart(List<Stmt> body, int end) {
    if (body.isEmpty()) {
      return end;
    }
    Stmt first = body.get(0);
    List<Expr> decorators =
        switch (first) {
          case Stmt.FunctionDef s -> s.decorators();
          case Stmt.ClassDef s -> s.decorators();
          default -> List.of();
        };
    return decorators.isEmpty() ? first.start() : decorators.get(0).start();
  }

  private Scope typeParameters(Node node, List<Node.TypeParam> parameters, int end, Scope scope) {
    if (parameters.isEmpty()) {
      return scope;
    }
    Span region = new Span(parameters.get(0).start(), end);
    Scope inner = new Scope(Scope.Kind.TYPE_PARAMETERS, module, node, scope, region);
    for (Node.TypeParam p : parameters) {
      bind(inner, p.name(), Kind.TYPE_PARAMETER, p, node);
      Nodes.forEachChild(p, child -> visit(child, inner));
    }
    return inner;
  }

  private void comprehension(
      Expr node, List<Expr> results, List<Comprehension> generators, Scope scope) {
    Comprehension first = generators.get(0);
    visit(first.iter(), scope);
    Scope inner = open(Scope.Kind.COMPREHENSION, node, scope, node.start(), node.end());
    inner.exclude(first.iter());
    for (Comprehension c : generators) {
      if (c != first) {
        visit(c.iter(), inner);
      }
      target(c.target(), c, Kind.LOOP, null, inner);
      c.ifs().forEach(test -> visit(test, inner));
    }
    results.forEach(e -> visit(e, inner));
  }

  private PythonClass classOf(Scope scope) {
    return Objects.requireNonNull(classByNode.get(scope.node()));
  }

  private String qualify(Scope scope, String name) {
    StringBuilder path = new StringBuilder(name);
    for (Scope s = scope; s != null; s = s.parent().orElse(null)) {
      if (s.kind() == Scope.Kind.CLASS) {
        path.insert(0, ((Stmt.ClassDef) s.node()).name() + ".");
      } else if (s.kind() == Scope.Kind.FUNCTION) {
        path.insert(0, ((Stmt.FunctionDef) s.node()).name() + ".");
      }
    }
    return module.name() + "." + path;
  }

  /** Collects the {@code global} and {@code nonlocal} names of a body, not of nested scopes. */
  private void declare(List<Stmt> body, Scope scope) {
    Set<String> global = new HashSet<>();
    Set<String> nonlocal = new HashSet<>();
    body.forEach(s -> declarations(s, global, nonlocal));
    if (!global.isEmpty()) {
      globals.put(scope, global);
    }
    if (!nonlocal.isEmpty()) {
      nonlocals.put(scope, nonlocal);
    }
  }

  private static void declarations(Node node, Set<String> global, Set<String> nonlocal) {
    switch (node) {
      case Stmt.Global s -> global.addAll(s.names());
      case Stmt.Nonlocal s -> nonlocal.addAll(s.names());
      case Stmt.FunctionDef s -> {}
      case Stmt.ClassDef s -> {}
      case Expr e -> {}
      default -> Nodes.forEachChild(node, child -> declarations(child, global, nonlocal));
    }
  }
}
