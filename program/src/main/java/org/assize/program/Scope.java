package org.assize.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.base.Span;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * A region of code with names of its own, as the language reference defines them (chapter
 * "Execution model"): modules, classes, functions, lambdas, comprehensions and type parameters.
 */
public final class Scope {
  /** What opens a scope. */
  public enum Kind {
    MODULE,
    CLASS,
    FUNCTION,
    LAMBDA,
    COMPREHENSION,
    TYPE_PARAMETERS
  }

  /** As many scopes are looked through one by one. */
  private static final int FEW = 4;

  private final Kind kind;
  private final PythonModule module;
  private final Node node;
  private final @Nullable Scope parent;
  private final Span region;
  private final List<Span> holes = new ArrayList<>();
  private final List<Scope> children = new ArrayList<>();
  private final Map<String, Symbol> symbols = new LinkedHashMap<>();
  private final List<StarImport> starImports = new ArrayList<>();

  Scope(Kind kind, PythonModule module, Node node, @Nullable Scope parent, Span region) {
    this.kind = kind;
    this.module = module;
    this.node = node;
    this.parent = parent;
    this.region = region;
    if (parent != null) {
      parent.children.add(this);
    }
  }

  /** Returns what opened this scope. */
  public Kind kind() {
    return kind;
  }

  /** Returns the module it lies in. */
  public PythonModule module() {
    return module;
  }

  /** Returns the node that opened it. */
  public Node node() {
    return node;
  }

  /** Returns the scope around it; empty for a module. */
  public Optional<Scope> parent() {
    return Optional.ofNullable(parent);
  }

  /** Returns the scopes directly inside, in the order of their places. */
  public List<Scope> children() {
    return Collections.unmodifiableList(children);
  }

  /** Returns the names bound here, in the order of their first binding. */
  public Collection<Symbol> symbols() {
    return Collections.unmodifiableCollection(symbols.values());
  }

  /** Returns the {@code from x import *} statements that run in this scope. */
  public List<StarImport> starImports() {
    return Collections.unmodifiableList(starImports);
  }

  /**
   * Returns a name bound in this very scope.
   *
   * @param name as Python keeps it: a private name of a class {@link #mangled}
   */
  public Optional<Symbol> local(String name) {
    return Optional.ofNullable(symbols.get(name));
  }

  /**
   * Returns the binding scope's symbol for a name used here: this scope, then the enclosing ones
   * without their class scopes, which only annotation scopes directly inside them see. Star imports
   * and built-ins are not searched.
   *
   * @param name as written
   */
  public Optional<Symbol> lookup(String name) {
    String kept = mangled(name);
    boolean seesClass = true;
    for (Scope scope = this; scope != null; scope = scope.parent) {
      boolean visible = seesClass || scope.kind != Kind.CLASS;
      Symbol symbol = visible ? scope.symbols.get(kept) : null;
      if (symbol != null) {
        return Optional.of(symbol);
      }
      seesClass &= scope.kind == Kind.TYPE_PARAMETERS;
    }
    return Optional.empty();
  }

  /**
   * Returns a name or attribute as Python keeps it: within a class and its type parameters, {@code
   * __x} is {@code _Class__x} (language reference, "Private name mangling").
   */
  public String mangled(String name) {
    if (!name.startsWith("__") || name.endsWith("__")) {
      return name;
    }
    for (Scope scope = this; scope != null; scope = scope.parent) {
      if (scope.node instanceof Stmt.ClassDef type) {
        String stripped = type.name().replaceFirst("^_+", "");
        return stripped.isEmpty() ? name : "_" + stripped + name;
      }
    }
    return name;
  }

  /** Returns the nearest scope from here outwards that is a function, class or module. */
  public Scope owner() {
    Scope scope = this;
    while (scope.parent != null
        && scope.kind != Kind.FUNCTION
        && scope.kind != Kind.CLASS
        && scope.kind != Kind.MODULE) {
      scope = scope.parent;
    }
    return scope;
  }

  /** Returns the module's own scope. */
  public Scope root() {
    Scope scope = this;
    while (scope.parent != null) {
      scope = scope.parent;
    }
    return scope;
  }

  /**
   * Returns the scope directly inside that resolves names used at an offset, or one inside it.
   * Functions and classes come in the order of their places and apart from all others; what stands
   * in expressions may lie in the hole of a comprehension that was opened after it.
   */
  @Nullable Scope childAt(int offset) {
    int low = 0;
    int high = children.size();
    while (high - low > FEW) {
      int middle = (low + high) >>> 1;
      Scope child = children.get(middle);
      if (child.kind != Kind.FUNCTION && child.kind != Kind.CLASS) {
        break;
      } else if (child.region.end() <= offset) {
        low = middle + 1;
      } else if (offset < child.region.start()) {
        high = middle;
      } else {
        return child;
      }
    }
    for (int i = low; i < high; i++) {
      if (children.get(i).covers(offset)) {
        return children.get(i);
      }
    }
    return null;
  }

  private boolean covers(int offset) {
    if (!contains(region, offset)) {
      return false;
    }
    for (Span hole : holes) {
      if (contains(hole, offset)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes out what is evaluated in the enclosing scope: a comprehension's first iterable, the
   * defaults of a function with type parameters.
   */
  void exclude(Node part) {
    holes.add(new Span(part.start(), part.end()));
  }

  private static boolean contains(Span span, int offset) {
    return span.start() <= offset && offset < span.end();
  }

  Symbol bind(String name) {
    return symbols.computeIfAbsent(mangled(name), _ -> new Symbol(name, this));
  }

  /** Makes a name of this scope stand for another scope's symbol ({@code global}). */
  void forward(String name, Symbol target) {
    symbols.put(mangled(name), target);
  }

  /**
   * Makes a {@code nonlocal} name stand for the symbol of the nearest function around that binds
   * it, which gets the bindings made here. Without one, which Python refuses, it stays a local
   * name.
   */
  void settleNonlocal(String name) {
    for (Scope scope = parent; scope != null; scope = scope.parent) {
      Symbol outer = scope.kind == Kind.FUNCTION ? scope.symbols.get(mangled(name)) : null;
      if (outer != null) {
        local(mangled(name)).filter(own -> own != outer).ifPresent(outer::absorb);
        forward(name, outer);
        return;
      }
    }
  }

  void addStarImport(StarImport star) {
    starImports.add(star);
  }

  @Override
  public String toString() {
    return kind + " scope in " + module.path() + " " + region.start() + ".." + region.end();
  }
}
