package org.assize.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Whether a view only reads: each call in it, and in the functions of the program that it calls, is
 * called as what reads or puts an answer together, and no field is written.
 */
record ReadOnlyView(ProgramView program) {
  private static final int DEPTH = 3;

  /** First words of calls that read, choose, compute or answer. */
  private static final Set<String> READING =
      Set.of(
          ("aggregate all annotate any as bool by cast check clean count dates decode defer dict"
                  + " difference distinct dumps encode endswith enumerate escape exclude exists"
                  + " filter find first float for format fetch from get getattr has hasattr in"
                  + " index int intersection is isinstance issubset items iter join json jsonify"
                  + " keys last len list load loads lower map match max min only order paginate"
                  + " parse prefetch range read redirect render repr reverse reversed round search"
                  + " select serialize set slice sorted split splitlines startswith str strip sub"
                  + " sum to tuple type union upper url using valid validate values visible with"
                  + " zip append extend num page lstrip rstrip replace")
              .split(" "));

  /** Methods of collections that change records, too. */
  private static final Set<String> OF_COLLECTIONS =
      Set.of("add", "update", "pop", "setdefault", "insert", "remove", "discard", "clear");

  /** Names of what lets a record be written although the first word speaks of reading. */
  private static final List<String> WRITING =
      List.of("create", "update", "save", "delete", "or-create", "and-delete", "for-update");

  /** Whether a node that a decorator stands on only reads. */
  boolean holds(Node decorated, ModuleView view) {
    return decorated instanceof Stmt.FunctionDef f
        && view.module()
            .scopes()
            .functionOf(f)
            .filter(v -> holds(v, DEPTH, new HashSet<>()))
            .isPresent();
  }

  private boolean holds(PythonFunction function, int depth, Set<PythonFunction> seen) {
    if (!seen.add(function)) {
      return true;
    }
    List<Stmt> body = function.node().body();
    boolean writes =
        Inside.all(body, Stmt.Assign.class).stream()
                .flatMap(s -> s.targets().stream())
                .anyMatch(ReadOnlyView::isKept)
            || !Inside.all(body, Stmt.Delete.class).isEmpty();
    return !writes
        && program.view(function.module()).callsIn(function).stream()
            .allMatch(c -> reads(c, function, depth, seen));
  }

  /** A field, and an entry of one: {@code user.name}, {@code request.session["seen"]}. */
  private static boolean isKept(Expr target) {
    return target instanceof Expr.Attribute
        || (target instanceof Expr.Subscript s && s.value() instanceof Expr.Attribute);
  }

  private boolean reads(CallSite call, PythonFunction in, int depth, Set<PythonFunction> seen) {
    if (call.target() instanceof Target.FunctionTarget f) {
      return depth > 0 && holds(f.function(), depth - 1, seen);
    }
    String name = call.calledName();
    List<String> words = NameTerms.of(name);
    if (words.isEmpty() || NameTerms.speaksOf(name, WRITING)) {
      return !words.isEmpty() && isOfCollection(call.node(), in);
    }
    boolean isMade = Character.isUpperCase(name.charAt(0));
    return isMade || READING.contains(words.getFirst()) || isOfCollection(call.node(), in);
  }

  /** {@code found.add(…)} of a set that the function itself has made. */
  private static boolean isOfCollection(Expr.Call call, PythonFunction in) {
    return call.function() instanceof Expr.Attribute(_, _, Expr.Name n, String method)
        && OF_COLLECTIONS.contains(method)
        && Inside.all(in.node().body(), Stmt.Assign.class).stream()
            .filter(s -> s.targets().getFirst() instanceof Expr.Name t && t.id().equals(n.id()))
            .map(Stmt.Assign::value)
            .anyMatch(ReadOnlyView::isCollection);
  }

  private static boolean isCollection(Expr value) {
    return switch (value) {
      case Expr.Dict _,
          Expr.ListExpr _,
          Expr.SetExpr _,
          Expr.DictComp _,
          Expr.ListComp _,
          Expr.SetComp _ ->
          true;
      case Expr.Call c ->
          c.function() instanceof Expr.Name n
              && Set.of("dict", "list", "set", "defaultdict").contains(n.id());
      default -> false;
    };
  }
}
