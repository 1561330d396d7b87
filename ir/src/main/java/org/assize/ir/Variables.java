package org.assize.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/** The names of one body: what each stands for in the scope that is open. */
final class Variables {
  private final Sharing sharing;
  private final Scope body;
  private final Tables tables;

  /** The innermost class around the body, or its own. */
  private final @Nullable Scope around;

  /** Its plain name, for private names; empty if there is none. */
  private final String type;

  private final List<Variable> all = new ArrayList<>();
  private Names open;

  /** The names of one scope. */
  private static final class Names {
    private final Scope scope;
    private final @Nullable Names outer;
    private final Map<String, Variable> known = new HashMap<>();

    Names(Scope scope, @Nullable Names outer) {
      this.scope = scope;
      this.outer = outer;
    }
  }

  Variables(Sharing sharing, Scope body, Tables tables) {
    this.sharing = sharing;
    this.body = body;
    this.tables = tables;
    this.around = classAround(body);
    this.type = around == null ? "" : ((Stmt.ClassDef) around.node()).name();
    this.open = new Names(body, null);
  }

  private static @Nullable Scope classAround(Scope body) {
    @Nullable Scope scope = body;
    while (scope != null && scope.kind() != Scope.Kind.CLASS) {
      scope = scope.parent().orElse(null);
    }
    return scope;
  }

  /** Opens the scope of a comprehension or of type parameters. */
  void open(Scope scope) {
    open = new Names(scope, open);
  }

  /** Closes the scope that was opened last. */
  void close() {
    if (open.outer == null) {
      throw new IllegalStateException("no scope is open");
    }
    open = open.outer;
  }

  /** Returns the open scope. */
  Scope scope() {
    return open.scope;
  }

  /** Returns the name that a private name stands for. */
  String mangle(String name) {
    return Mangling.mangle(name, type);
  }

  /** Returns what a name stands for here. */
  Variable resolve(String name) {
    return resolve(name, open);
  }

  /** Makes a variable that has no name. */
  int temporary() {
    return add(Variable.Kind.LOCAL, -1, -1).id();
  }

  /** Returns a variable by its number. */
  Variable get(int id) {
    return all.get(id);
  }

  private Variable resolve(String name, Names names) {
    Variable found = names.known.get(name);
    if (found == null) {
      found = find(name, names);
      names.known.put(name, found);
    }
    return found;
  }

  private Variable find(String name, Names names) {
    boolean own = names.scope.local(name).isPresent();
    if (!own && names.outer != null && !isHidden(names.outer.scope, names.scope)) {
      return resolve(name, names.outer);
    }
    @Nullable Symbol symbol = symbol(name, names.scope);
    if (symbol == null) {
      return add(Variable.Kind.UNKNOWN, -1, tables.names.id(mangle(name)));
    }
    Scope.Kind kind = symbol.scope().kind();
    if (Sharing.bodyOf(symbol.scope()) != body || sharing.isWrittenElsewhere(symbol)) {
      return add(Variable.Kind.REMOTE, tables.symbols.id(symbol), -1);
    }
    boolean shared =
        kind == Scope.Kind.MODULE || kind == Scope.Kind.CLASS || sharing.isCaptured(symbol);
    return shared
        ? add(Variable.Kind.SHARED, tables.symbols.id(symbol), fallback(name, kind))
        : add(Variable.Kind.LOCAL, -1, -1);
  }

  /** A comprehension does not see the names of the class body around it. */
  private static boolean isHidden(Scope outer, Scope inner) {
    return outer.kind() == Scope.Kind.CLASS && inner.kind() == Scope.Kind.COMPREHENSION;
  }

  /** Variables of modules and classes are looked up further out while they are not bound. */
  private int fallback(String name, Scope.Kind kind) {
    boolean further = kind == Scope.Kind.MODULE || kind == Scope.Kind.CLASS;
    return further ? tables.names.id(mangle(name)) : -1;
  }

  /** A private name that no scope inside of its class binds is looked up by its other name. */
  private @Nullable Symbol symbol(String name, Scope scope) {
    Symbol symbol = scope.lookup(name).orElse(null);
    String mangled = mangle(name);
    if (mangled.equals(name) || (symbol != null && isInClass(symbol.scope()))) {
      return symbol;
    }
    return scope.lookup(mangled).orElse(null);
  }

  private boolean isInClass(Scope scope) {
    @Nullable Scope found = scope;
    while (found != null && found != around) {
      found = found.parent().orElse(null);
    }
    return found != null;
  }

  private Variable add(Variable.Kind kind, int symbol, int name) {
    Variable variable = new Variable(all.size(), kind, symbol, name);
    all.add(variable);
    return variable;
  }
}
