package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * Checks that must have passed before a name is used: membership in a constant collection, equality
 * with a constant, a test of all characters. A check counts where the name is bound once in its
 * function, and the check encloses the use or leaves the block before it.
 *
 * @param characterTests methods of text that are true of harmless characters only
 */
record LocalGuards(ProgramView program, ModuleView view, Set<String> characterTests) {
  /** Returns the check that protects a use. */
  Optional<Part.Safe> before(Expr.Name use) {
    PythonModule module = view.module();
    Scope scope = module.scopes().at(use.start());
    boolean once =
        scope.lookup(use.id()).map(Symbol::bindings).filter(b -> b.size() == 1).isPresent();
    if (!once) {
      return Optional.empty();
    }
    Node inner = use;
    Optional<Node> outer = view.parent(use);
    while (outer.isPresent() && !(inner instanceof Stmt.FunctionDef)) {
      Optional<Expr> check = checkAround(outer.get(), inner, use.id());
      if (check.isPresent()) {
        Place place = Place.of(module, check.get());
        return Optional.of(new Part.Safe(place, established(check.get(), use.id()), "checked"));
      }
      inner = outer.get();
      outer = view.parent(inner);
    }
    return Optional.empty();
  }

  /** What a test establishes of a name, in words. */
  private String established(Expr test, String name) {
    return switch (test) {
      case Expr.UnaryOp u -> established(u.operand(), name);
      case Expr.Call c -> name + " passes " + Wording.written(c.function(), view) + "()";
      case Expr.Compare c -> {
        Expr other = c.comparators().getFirst();
        boolean equal =
            c.ops().getFirst() == CompareOperator.EQ
                || c.ops().getFirst() == CompareOperator.NOT_EQ;
        String written = Wording.written(other, view);
        yield equal ? name + " is " + written : name + " is one of " + collection(other, written);
      }
      default -> name + " is confined by " + Wording.written(test, view);
    };
  }

  private String collection(Expr collection, String written) {
    int size =
        program
            .constants()
            .of(collection, view.module())
            .map(c ->
                switch (c) {
                  case org.assize.program.Constant.Sequence s -> s.length();
                  case org.assize.program.Constant.Mapping m -> m.length();
                  default -> 0;
                })
            .orElse(0);
    boolean named = collection instanceof Expr.Name || collection instanceof Expr.Attribute;
    return named ? written + " (" + size + ")" : written;
  }

  private Optional<Expr> checkAround(Node outer, Node inner, String name) {
    if (outer instanceof Stmt.If s && s.body().contains(inner) && whenTrue(s.test(), name)) {
      return Optional.of(s.test());
    }
    if (outer instanceof Stmt.If s && s.orelse().contains(inner) && whenFalse(s.test(), name)) {
      return Optional.of(s.test());
    }
    if (outer instanceof Expr.IfExp e && e.body() == inner && whenTrue(e.test(), name)) {
      return Optional.of(e.test());
    }
    for (List<Stmt> block : blocks(outer)) {
      for (Stmt earlier : block) {
        if (earlier == inner) {
          break;
        }
        Optional<Expr> test = leavesUnless(earlier, name);
        if (test.isPresent() && block.contains(inner)) {
          return test;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Expr> leavesUnless(Stmt statement, String name) {
    return statement instanceof Stmt.If s && leaves(s.body()) && whenFalse(s.test(), name)
        ? Optional.of(s.test())
        : Optional.empty();
  }

  /** Functions that are called for what they raise. */
  private static final Set<String> LEAVING = Set.of("abort", "exit", "_exit");

  /** Whether what stands after a block is not reached through it. */
  static boolean leaves(List<Stmt> body) {
    Stmt last = body.getLast();
    return isLeaving(last)
        || last instanceof Stmt.Return
        || last instanceof Stmt.Raise
        || last instanceof Stmt.Continue
        || last instanceof Stmt.Break;
  }

  private static boolean isLeaving(Stmt statement) {
    return statement instanceof Stmt.ExprStmt s
        && s.value() instanceof Expr.Call call
        && LEAVING.contains(NameTerms.last(call));
  }

  /** Returns the statements that a node holds, by block. */
  static List<List<Stmt>> blocks(Node node) {
    return switch (node) {
      case Stmt.FunctionDef s -> List.of(s.body());
      case Stmt.If s -> List.of(s.body(), s.orelse());
      case Stmt.For s -> List.of(s.body(), s.orelse());
      case Stmt.While s -> List.of(s.body(), s.orelse());
      case Stmt.With s -> List.of(s.body());
      case Stmt.Try s -> List.of(s.body(), s.orelse(), s.finalbody());
      case Node.ExceptHandler s -> List.of(s.body());
      default -> List.of();
    };
  }

  private boolean whenTrue(Expr test, String name) {
    return switch (test) {
      case Expr.Compare c -> compares(c, name, CompareOperator.IN, CompareOperator.EQ);
      case Expr.Call c ->
          c.function() instanceof Expr.Attribute a
              && isName(a.value(), name)
              && characterTests.contains(a.attribute());
      case Expr.BoolOp b ->
          b.isAnd()
              ? b.values().stream().anyMatch(v -> whenTrue(v, name))
              : b.values().stream().allMatch(v -> whenTrue(v, name));
      case Expr.UnaryOp u -> u.op() == UnaryOperator.NOT && whenFalse(u.operand(), name);
      default -> false;
    };
  }

  private boolean whenFalse(Expr test, String name) {
    return switch (test) {
      case Expr.Compare c -> compares(c, name, CompareOperator.NOT_IN, CompareOperator.NOT_EQ);
      case Expr.BoolOp b ->
          b.isAnd()
              ? b.values().stream().allMatch(v -> whenFalse(v, name))
              : b.values().stream().anyMatch(v -> whenFalse(v, name));
      case Expr.UnaryOp u -> u.op() == UnaryOperator.NOT && whenTrue(u.operand(), name);
      default -> false;
    };
  }

  private boolean compares(
      Expr.Compare c, String name, CompareOperator member, CompareOperator equal) {
    if (c.ops().size() != 1 || !isName(c.left(), name)) {
      return false;
    }
    Expr other = c.comparators().getFirst();
    return (c.ops().getFirst() == member && isFixedCollection(other))
        || (c.ops().getFirst() == equal
            && program.values().literal(other, view.module()).isPresent());
  }

  private boolean isFixedCollection(Expr collection) {
    return program
        .constants()
        .of(collection, view.module())
        .filter(c ->
            c instanceof org.assize.program.Constant.Mapping
                || (c instanceof org.assize.program.Constant.Sequence s
                    && s.elements().stream().allMatch(Optional::isPresent)))
        .isPresent();
  }

  private static boolean isName(Expr e, String name) {
    return e instanceof Expr.Name n && n.id().equals(name);
  }
}
