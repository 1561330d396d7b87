package org.assize.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assize.program.Target.ClassTarget;
import org.assize.program.Target.FunctionTarget;
import org.assize.program.Target.VariableTarget;
import org.assize.program.Use.Kind;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** Finds the places that mention a name, and those that mean a certain definition. */
public final class References {
  /** Methods of the built-in containers that change them (library reference, "Built-in Types"). */
  private static final Set<String> CHANGING_METHODS =
      Set.of(
          "add",
          "append",
          "clear",
          "difference_update",
          "discard",
          "extend",
          "insert",
          "intersection_update",
          "pop",
          "popitem",
          "remove",
          "reverse",
          "setdefault",
          "sort",
          "symmetric_difference_update",
          "update");

  private final Program program;
  private final Resolver resolver;
  private final Map<String, List<Use>> byName = new ConcurrentHashMap<>();

  /** References within one program. */
  public References(Resolver resolver) {
    this.program = resolver.program();
    this.resolver = resolver;
  }

  /** Returns every mention of a name, whatever it means there, in program order. */
  public List<Use> named(String name) {
    List<Use> known = byName.get(name);
    if (known == null) {
      known = find(name);
      byName.put(name, known);
    }
    return known;
  }

  private List<Use> find(String name) {
    List<Use> uses = new ArrayList<>();
    for (PythonModule module : program.mentioning(name)) {
      UseWalk walk = new UseWalk(module, name, uses);
      module.tree().body().forEach(s -> walk.visit(s, Kind.READ));
    }
    return List.copyOf(uses);
  }

  /**
   * Returns the uses that mean a function, by their names: calls through a receiver whose class is
   * unknown are not among them ({@link #named} has them).
   */
  public List<Use> of(PythonFunction function) {
    return named(function.name()).stream()
        .filter(u -> target(u).filter(t -> isFunction(t, function)).isPresent())
        .toList();
  }

  private static boolean isFunction(Target target, PythonFunction function) {
    return target instanceof FunctionTarget f && f.function() == function;
  }

  /** Returns the uses that mean a class. */
  public List<Use> of(PythonClass type) {
    return named(type.name()).stream()
        .filter(
            u -> target(u).filter(t -> t instanceof ClassTarget c && c.type() == type).isPresent())
        .toList();
  }

  /** Returns the uses that mean a variable of a module or class. */
  public List<Use> of(Symbol symbol) {
    return named(symbol.name()).stream().filter(u -> means(u, symbol)).toList();
  }

  private boolean means(Use use, Symbol symbol) {
    if (use.node() instanceof Expr.Name n
        && use.module() == symbol.scope().module()
        && use.module().scopes().at(n.start()).lookup(n.id()).orElse(null) == symbol) {
      return true;
    }
    return target(use)
        .filter(t -> t instanceof VariableTarget v && v.symbol() == symbol)
        .isPresent();
  }

  /** Returns what a use means, where names tell. */
  public Optional<Target> target(Use use) {
    PythonModule module = use.module();
    return switch (use.node()) {
      case Expr.Name e -> Optional.of(resolver.resolve(e, module));
      case Expr.Attribute e -> Optional.of(resolver.resolve(e, module));
      case Stmt.FunctionDef s -> module.scopes().functionOf(s).map(FunctionTarget::new);
      case Stmt.ClassDef s -> module.scopes().classOf(s).map(ClassTarget::new);
      default -> Optional.empty();
    };
  }

  /** Collects the uses of one name in one module. */
  private static final class UseWalk {
    private final PythonModule module;
    private final String name;
    private final List<Use> uses;

    private UseWalk(PythonModule module, String name, List<Use> uses) {
      this.module = module;
      this.name = name;
      this.uses = uses;
    }

    private void add(Node node, Kind kind) {
      uses.add(new Use(module, node, kind));
    }

    private void visit(Node node, Kind kind) {
      switch (node) {
        case Expr.Name e -> {
          if (e.id().equals(name)) {
            add(e, kind);
          }
        }
        case Expr.Attribute e -> {
          if (e.attribute().equals(name)) {
            add(e, kind);
          }
          boolean changes = kind == Kind.WRITE || isChangingCall(e, kind);
          visit(e.value(), changes ? Kind.CHANGE : Kind.READ);
        }
        case Expr.Subscript e -> {
          visit(e.value(), kind == Kind.WRITE ? Kind.CHANGE : Kind.READ);
          visit(e.index(), Kind.READ);
        }
        case Expr.Call e -> {
          visit(e.function(), Kind.CALL);
          e.args().forEach(a -> visit(a, Kind.READ));
          e.keywords().forEach(k -> visit(k, Kind.READ));
        }
        case Expr.Str e -> {
          if (e.value().endsWith(name) && isWord(e.value())) {
            add(e, Kind.STRING);
          }
        }
        case Stmt.Assign s -> {
          s.targets().forEach(t -> visitTarget(t));
          visit(s.value(), Kind.READ);
        }
        case Stmt.AugAssign s -> {
          visit(s.target(), Kind.WRITE);
          visit(s.value(), Kind.READ);
        }
        case Stmt.AnnAssign s -> {
          visitTarget(s.target());
          Nodes.forEachChild(s, c -> visitUnless(c, s.target()));
        }
        case Stmt.For s -> {
          visitTarget(s.target());
          Nodes.forEachChild(s, c -> visitUnless(c, s.target()));
        }
        case Stmt.Delete s -> s.targets().forEach(t -> visitTarget(t));
        case Stmt.FunctionDef s -> {
          if (s.name().equals(name)) {
            add(s, Kind.DEFINITION);
          }
          Nodes.forEachChild(s, c -> visit(c, Kind.READ));
        }
        case Stmt.ClassDef s -> {
          if (s.name().equals(name)) {
            add(s, Kind.DEFINITION);
          }
          Nodes.forEachChild(s, c -> visit(c, Kind.READ));
        }
        case Node.Alias a -> {
          if (a.name().equals(name) || a.name().endsWith("." + name)) {
            add(a, Kind.IMPORT);
          }
        }
        default -> Nodes.forEachChild(node, c -> visit(c, Kind.READ));
      }
    }

    private void visitTarget(Expr target) {
      switch (target) {
        case Expr.Tuple t -> t.elements().forEach(x -> visitTarget(x));
        case Expr.ListExpr t -> t.elements().forEach(x -> visitTarget(x));
        case Expr.Starred t -> visitTarget(t.value());
        default -> visit(target, Kind.WRITE);
      }
    }

    private void visitUnless(Node child, Node target) {
      if (child != target) {
        visit(child, Kind.READ);
      }
    }

    private boolean isWord(String text) {
      return text.length() == name.length()
          || text.charAt(text.length() - name.length() - 1) == '.';
    }

    private static boolean isChangingCall(Expr.Attribute e, Kind kind) {
      return kind == Kind.CALL && CHANGING_METHODS.contains(e.attribute());
    }
  }
}
