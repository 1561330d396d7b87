package org.assize.resources.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * What names of a template mean: what a tag has bound, something of the engine, or the context,
 * whose entries become variables so that what a test says of one holds where it is written.
 */
final class Names {
  /** The parameter that holds the context. */
  static final String CONTEXT = "$context";

  private final Map<String, String> globals;
  private final Set<String> used = new TreeSet<>();
  private final Map<String, Stmt> taken = new LinkedHashMap<>();
  private final Deque<Set<String>> bound = new ArrayDeque<>();

  /**
   * Starts outside of all blocks.
   *
   * @param globals names that the engine gives every template, with what the module calls them
   */
  Names(Map<String, String> globals) {
    this.globals = globals;
    bound.push(new HashSet<>());
  }

  void enter() {
    bound.push(new HashSet<>());
  }

  void leave() {
    bound.pop();
  }

  void bind(String name) {
    bound.peek().add(name);
  }

  boolean isBound(String name) {
    return bound.stream().anyMatch(names -> names.contains(name));
  }

  private static Stmt taken(String name, int start, int end) {
    Expr entry =
        new Expr.Subscript(
            start, end, new Expr.Name(start, end, CONTEXT), new Expr.Str(start, end, name, false));
    return new Stmt.Assign(start, end, List.of(new Expr.Name(start, end, name)), entry);
  }

  /** Returns the statements that take what was read from the context. */
  List<Stmt> taken() {
    return List.copyOf(taken.values());
  }

  /** Returns the names of the engine that were read. */
  Set<String> used() {
    return used;
  }

  /** Returns what reads a name. */
  Expr read(String name, int start, int end) {
    if (isBound(name)) {
      return new Expr.Name(start, end, name);
    }
    String global = globals.get(name);
    if (global != null) {
      used.add(name);
      return new Expr.Name(start, end, global);
    }
    taken.computeIfAbsent(name, n -> taken(n, start, end));
    return new Expr.Name(start, end, name);
  }
}
