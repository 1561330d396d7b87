package org.assize.testkit.metamorphic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Functions and constants of a module that need nothing of it but imports and each other, and are
 * bound once. Every second function that could move does, so that calls go both ways.
 */
final class Movable {
  private final Source source;
  private final Map<String, Stmt> candidates = new LinkedHashMap<>();
  private final Map<String, Stmt> imported = new LinkedHashMap<>();
  private final Set<String> moved = new LinkedHashSet<>();
  private final Set<String> written = new LinkedHashSet<>();

  Movable(Source source) {
    this.source = source;
    source.forEach(node -> {
      if (node instanceof Stmt.Global global) {
        written.addAll(global.names());
      }
    });
    source.module().tree().body().forEach(this::sort);
    while (candidates.values().removeIf(statement -> !needsOnly(statement))) {
      // what needs something that cannot move cannot move either
    }
    choose();
  }

  boolean isEmpty() {
    return moved.isEmpty();
  }

  Set<String> names() {
    return moved;
  }

  List<Stmt> statements() {
    return source.module().tree().body().stream()
        .filter(s -> moved.stream().anyMatch(name -> candidates.get(name) == s))
        .toList();
  }

  /** Returns the imports that are needed, whole and once. */
  Set<Stmt> imports() {
    Set<String> needed = new LinkedHashSet<>();
    moved.forEach(name -> needed.addAll(globals(candidate(name))));
    Set<Stmt> statements = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Stmt> ordered = new ArrayList<>();
    imported.forEach((name, statement) -> {
      if (needed.contains(name) && statements.add(statement)) {
        ordered.add(statement);
      }
    });
    return new LinkedHashSet<>(ordered);
  }

  private void sort(Stmt statement) {
    switch (statement) {
      case Stmt.Import s -> s.names().forEach(alias -> imported.put(bound(alias), s));
      case Stmt.ImportFrom s when !"__future__".equals(s.module()) ->
          s.names().forEach(alias -> imported.put(bound(alias), s));
      case Stmt.FunctionDef s when source.isAlone(s) && isBoundOnce(s.name()) ->
          candidates.put(s.name(), s);
      case Stmt.Assign s
          when s.targets().size() == 1
              && s.targets().getFirst() instanceof Expr.Name name
              && source.isAlone(s)
              && isBoundOnce(name.id())
              && isConstant(s.value()) ->
          candidates.put(name.id(), s);
      default -> {}
    }
  }

  private static String bound(Node.Alias alias) {
    String name = alias.asName() == null ? alias.name() : alias.asName();
    return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
  }

  private boolean isBoundOnce(String name) {
    Optional<Symbol> symbol = source.scopes().root().local(name);
    return !written.contains(name)
        && !name.startsWith("__")
        && symbol.isPresent()
        && symbol.get().only().isPresent();
  }

  private static boolean isConstant(Expr value) {
    return !SplitModules.has(value, Expr.Call.class)
        && !SplitModules.has(value, Expr.Attribute.class)
        && !SplitModules.has(value, Expr.Lambda.class);
  }

  private boolean needsOnly(Stmt statement) {
    boolean isPlain = !(statement instanceof Stmt.FunctionDef f) || f.decorators().isEmpty();
    return isPlain
        && globals(statement).stream()
            .allMatch(name ->
                candidates.containsKey(name) || (imported.containsKey(name) && isBoundOnce(name)));
  }

  /** The names of the module that a statement reads; one is empty where it asks the module. */
  private Set<String> globals(Stmt statement) {
    Set<String> names = source.names(statement, Scope.Kind.MODULE);
    Nodes.forEach(
        statement,
        node -> {
          if (node instanceof Expr.Name n
              && (n.id().startsWith("__") || n.id().equals("globals"))) {
            names.add("");
          }
        });
    return names;
  }

  private void choose() {
    boolean every = false;
    for (Map.Entry<String, Stmt> candidate : candidates.entrySet()) {
      if (candidate.getValue() instanceof Stmt.FunctionDef) {
        every = !every;
        if (every) {
          move(candidate.getKey());
        }
      }
    }
    if (moved.size() == candidates.size()
        && moved.size() == source.module().tree().body().size() - imported.size()) {
      moved.clear();
    }
  }

  private Stmt candidate(String name) {
    return Objects.requireNonNull(candidates.get(name));
  }

  private void move(String name) {
    if (moved.add(name)) {
      globals(candidate(name)).stream().filter(candidates::containsKey).forEach(this::move);
    }
  }
}
