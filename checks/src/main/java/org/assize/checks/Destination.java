package org.assize.checks;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * A name that a value gets in the function in which it is made.
 *
 * @param kind how
 * @param name the name, as it is written
 * @param node where
 */
record Destination(Kind kind, String name, Node node) {
  /** How a value gets a name. */
  enum Kind {
    /** It is assigned to a variable or field. */
    ASSIGNED("is kept as"),
    /** It is stored under a constant key. */
    STORED("is stored under"),
    /** It is passed by keyword. */
    KEYWORD("is passed as"),
    /** It is an argument of a call. */
    ARGUMENT("is passed to"),
    /** It is the key of a container. */
    KEY("is a key of"),
    /** A function returns it. */
    RETURNED("is the result of");

    private final String verb;

    Kind(String verb) {
      this.verb = verb;
    }
  }

  /** Returns the simple statement that gives the name, or the place of the name itself. */
  Node statement(ModuleView view) {
    Node inner = node;
    while (!(inner instanceof Stmt) && view.parent(inner).isPresent()) {
      inner = view.parent(inner).get();
    }
    return switch (inner) {
      case Stmt.Assign _, Stmt.AnnAssign _, Stmt.AugAssign _, Stmt.Return _, Stmt.ExprStmt _ ->
          inner;
      default -> node;
    };
  }

  /** Returns what happens, in a few words. */
  String phrase() {
    return kind.verb + " " + name;
  }

  /** Calls that keep the value that they are given in their result, by the names they have. */
  private static final Set<String> KEEPING =
      Set.of(
          "str",
          "int",
          "float",
          "hex",
          "bytes",
          "list",
          "tuple",
          "set",
          "sorted",
          "format",
          "join",
          "encode",
          "decode",
          "hexdigest",
          "hexlify",
          "b64encode",
          "urlsafe_b64encode",
          "b32encode",
          "b16encode",
          "sha1",
          "sha256",
          "sha512",
          "md5",
          "blake2b",
          "abs",
          "round",
          "min",
          "max",
          "chr",
          "repr",
          "map");

  /** Keywords of declarations of fields, whose value or result each object gets. */
  private static final Set<String> DEFAULTS = Set.of("default", "default_factory");

  /** Methods that store a value under a key, by the names they have. */
  private static final Set<String> STORING =
      Set.of("set_cookie", "set_secure_cookie", "set_signed_cookie", "setdefault", "set", "setex");

  /** Returns the names that what a local variable holds gets. */
  static List<Destination> ofVariable(Expr.Name variable, ModuleView view) {
    Climb climb = new Climb(view);
    climb.uses(variable);
    return climb.found;
  }

  /** Returns the names that the value of an expression gets, also through one local variable. */
  static List<Destination> of(Expr made, ModuleView view) {
    Climb climb = new Climb(view);
    climb.from(made);
    for (Destination first : List.copyOf(climb.found)) {
      if (first.kind == Kind.ASSIGNED && first.node instanceof Expr.Name name) {
        climb.uses(name);
      }
    }
    return climb.found;
  }

  /** Whether a function returns what an expression in it makes. */
  static boolean isReturned(Expr made, ModuleView view) {
    return of(made, view).stream().anyMatch(d -> d.kind == Kind.RETURNED);
  }

  private static final class Climb {
    private final ModuleView view;
    private final List<Destination> found = new ArrayList<>();
    private final IdentityHashMap<Node, Boolean> seen = new IdentityHashMap<>();

    private Climb(ModuleView view) {
      this.view = view;
    }

    private void add(Kind kind, String name, Node node) {
      found.add(new Destination(kind, name, node));
    }

    /** Follows a value outwards through the expressions that hold it. */
    private void from(Node made) {
      Node child = made;
      Optional<Node> parent = view.parent(child);
      while (parent.isPresent() && seen.put(child, true) == null) {
        if (!passes(child, parent.get())) {
          return;
        }
        child = parent.get();
        parent = view.parent(child);
      }
    }

    /** Notes the names that a parent gives, and says whether it holds the value as well. */
    private boolean passes(Node child, Node parent) {
      return switch (parent) {
        case Stmt.Assign s -> {
          s.targets().forEach(this::target);
          if (child instanceof Expr value) {
            SingleUse.reader(value, view).ifPresent(this::from);
          }
          yield false;
        }
        case Stmt.AnnAssign s -> {
          target(s.target());
          yield false;
        }
        case Stmt.AugAssign s -> {
          target(s.target());
          yield false;
        }
        case Expr.NamedExpr e -> {
          target(e.target());
          yield true;
        }
        case Stmt.Return s -> {
          view.module()
              .scopes()
              .functionAt(s.start())
              .ifPresent(f -> add(Kind.RETURNED, f.name(), s));
          yield false;
        }
        case Node.Keyword k -> {
          if (k.name() != null) {
            add(Kind.KEYWORD, k.name(), k);
          }
          yield true;
        }
        case Expr.Dict d -> {
          entry(child, d);
          yield true;
        }
        case Expr.Call c -> call(child, c);
        case Expr.Subscript _ -> true; // what is picked by a drawn index is drawn
        case Expr.Attribute a -> a.value() == child;
        case Expr.IfExp e -> e.test() != child;
        case Expr.Lambda lambda -> isDefault(lambda);
        case Expr e -> !(e instanceof Expr.Compare);
        case Node.Comprehension c -> false;
        default -> false;
      };
    }

    /** {@code field(default_factory=lambda: …)}: each object gets what it gives. */
    private boolean isDefault(Expr.Lambda lambda) {
      return view.parent(lambda).orElse(lambda) instanceof Node.Keyword k && isDefault(k);
    }

    private static boolean isDefault(Node.Keyword keyword) {
      return DEFAULTS.contains(String.valueOf(keyword.name()));
    }

    private void entry(Node child, Expr.Dict dict) {
      int index = dict.values().indexOf(child);
      boolean keyed = index >= 0 && dict.keys().get(index) instanceof Expr.Str;
      if (keyed && dict.keys().get(index) instanceof Expr.Str key) {
        add(Kind.STORED, key.value(), key);
      }
    }

    private boolean call(Node child, Expr.Call call) {
      if (call.function() == child) {
        return true;
      }
      String name =
          switch (call.function()) {
            case Expr.Name n -> n.id();
            case Expr.Attribute a -> a.attribute();
            default -> "";
          };
      if (KEEPING.contains(name) || (child instanceof Node.Keyword k && isDefault(k))) {
        return true;
      }
      if (name.equals("append")
          && call.function() instanceof Expr.Attribute a
          && a.value() instanceof Expr.Name list) {
        uses(list);
      }
      if (!name.isEmpty()) {
        add(Kind.ARGUMENT, name, call);
      }
      if (STORING.contains(name)) {
        key(call).filter(key -> key != child).ifPresent(k -> add(Kind.STORED, k.value(), k));
      }
      return false;
    }

    /** The text under which a call stores something: its first argument, or the one called key. */
    private static Optional<Expr.Str> key(Expr.Call call) {
      Optional<Expr> first =
          call.keywords().stream()
              .filter(k -> "key".equals(k.name()) || "name".equals(k.name()))
              .map(Node.Keyword::value)
              .findFirst()
              .or(() -> call.args().stream().findFirst());
      return first.filter(e -> e instanceof Expr.Str).map(e -> (Expr.Str) e);
    }

    private void target(Expr target) {
      switch (target) {
        case Expr.Name e -> add(Kind.ASSIGNED, e.id(), e);
        case Expr.Attribute e -> add(Kind.ASSIGNED, e.attribute(), e);
        case Expr.Subscript e when e.index() instanceof Expr.Str key ->
            add(Kind.STORED, key.value(), e);
        case Expr.Tuple e -> e.elements().forEach(this::target);
        case Expr.ListExpr e -> e.elements().forEach(this::target);
        default -> {}
      }
    }

    /** Follows the reads of a local variable in its own scope. */
    private void uses(Expr.Name variable) {
      Scope scope = view.module().scopes().at(variable.start());
      Optional<Symbol> symbol =
          scope.lookup(variable.id()).filter(s -> s.scope().kind() == Scope.Kind.FUNCTION);
      if (symbol.isEmpty()) {
        return;
      }
      int from = symbol.get().scope().node().start();
      int to = symbol.get().scope().node().end();
      for (Expr.Name use : view.all(Expr.Name.class)) {
        boolean inside = from <= use.start() && use.end() <= to && use.id().equals(variable.id());
        if (inside && use != variable) {
          if (view.parent(use).orElse(null) instanceof Expr.Subscript s && s.index() == use) {
            add(Kind.KEY, written(s.value()), s);
          }
          from(use);
        }
      }
    }

    private static String written(Expr e) {
      return switch (e) {
        case Expr.Name n -> n.id();
        case Expr.Attribute a -> a.attribute();
        default -> "a container";
      };
    }
  }
}
