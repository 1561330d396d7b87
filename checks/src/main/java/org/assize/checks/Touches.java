package org.assize.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.Scope;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * What one function reaches in what is stored, by itself and through the functions that it calls,
 * and which of its values it compares with which.
 *
 * @param touches each time that it reaches into it
 * @param ties the atoms of each comparison
 * @param together the atoms that one call gets together, whatever it does with them
 * @param parents the things whose parts it reaches, by the fields that name them
 * @param made what it adds, each with the atoms that are written into it
 * @param published kinds of things that it takes only if they are for everybody
 */
record Touches(
    List<Touch> touches,
    List<Set<String>> ties,
    List<Set<String>> together,
    List<Touch> parents,
    List<Touch> made,
    Set<String> published) {
  /** How many calls are followed from a handler. */
  private static final int DEPTH = 3;

  private static final Set<CompareOperator> EQUALITIES =
      Set.of(
          CompareOperator.EQ, CompareOperator.NOT_EQ, CompareOperator.IN, CompareOperator.NOT_IN);

  /** Objects on which a method with such a name only writes a line. */
  private static final Set<String> LOGS = Set.of("log", "logger", "logging", "LOG");

  /** Words of functions that fill a page. */
  private static final List<String> SHOWING = List.of("render", "template", "jsonify", "flash");

  /** Words of fields that say that a thing is for everybody. */
  static final List<String> PUBLIC =
      List.of("published", "public", "visible", "shared", "listed", "approved");

  private static Touches empty() {
    return new Touches(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new LinkedHashSet<>());
  }

  static Touches of(PythonFunction function, Atoms atoms, GuardWords words, ProgramView program) {
    return new Finder(words, program, new HashSet<>()).of(function, atoms, DEPTH);
  }

  private record Finder(GuardWords words, ProgramView program, Set<PythonFunction> open) {
    Touches of(PythonFunction function, Atoms atoms, int depth) {
      Touches found = empty();
      List<Stmt> body = reached(function.node().body());
      Map<Node, List<Touch>> byNode = new HashMap<>();
      Set<Node> tested = TestedCalls.in(body);
      for (Expr.Call call : Inside.all(body, Expr.Call.class)) {
        int before = found.touches.size();
        call(call, atoms, depth, found);
        List<Touch> here = found.touches.subList(before, found.touches.size());
        byNode.put(call, List.copyOf(here));
        if (tested.contains(call)) {
          here.replaceAll(t -> t.verb() == Touch.Verb.READ ? t.doing(Touch.Verb.ASK, call) : t);
        }
      }
      for (Expr.Compare compare : Inside.all(body, Expr.Compare.class)) {
        if (EQUALITIES.contains(compare.ops().getFirst())) {
          found.ties.add(atoms.in(List.of(compare)));
        }
      }
      for (Expr.Attribute all : Inside.all(body, Expr.Attribute.class)) {
        if (all.attribute().equals("query")
            && StoreCalls.isClassName(NameTerms.last(all.value()))
            && isIterated(all, body)) {
          Place here = Place.of(atoms.view().module(), all);
          found.touches.add(
              new Touch(NameTerms.last(all.value()), Touch.Verb.READ, Set.of(), all, here));
        }
      }
      objects(body, atoms, byNode, found);
      return found;
    }

    /** {@code for item in Item.query}. */
    private static boolean isIterated(Expr all, List<Stmt> body) {
      return Inside.any(body, Stmt.For.class, f -> f.iter() == all)
          || Inside.any(body, Node.Comprehension.class, c -> c.iter() == all);
    }

    /** What stands behind a return is never run. */
    private static List<Stmt> reached(List<Stmt> body) {
      for (int i = 0; i < body.size(); i++) {
        if (body.get(i) instanceof Stmt.Return || body.get(i) instanceof Stmt.Raise) {
          return body.subList(0, i + 1);
        }
      }
      return body;
    }

    /** Who reads a page beside what is on it is no question either. */
    private static boolean isShown(Expr.Call call) {
      return NameTerms.speaksOf(NameTerms.last(call), SHOWING);
    }

    private void call(Expr.Call call, Atoms atoms, int depth, Touches found) {
      if (isLog(call)) {
        return;
      }
      List<Node> given = new ArrayList<>(call.args());
      call.keywords().forEach(k -> given.add(k.value()));
      Set<String> together = atoms.in(given);
      boolean isNoted = MadeThings.in(call).isPresent(); // who made a thing is no question
      boolean isNone = isNoted || isShown(call) || atoms.requester().isGuardCall(call);
      if (together.contains(Atoms.REQUESTER) && !isNone) {
        found.together.add(together);
      }
      boolean isOwn = new CalledFunction(program).of(call, atoms.view()).isPresent();
      made(call, atoms, found);
      Expr.Call plain = new PlainCalls(program, atoms.view()).of(call);
      StoreCalls.reach(plain)
          .filter(r -> !isOwn || StoreCalls.isQuery(plain))
          .filter(r -> !isOfPython(r.kind(), atoms))
          .ifPresentOrElse(
              r -> reached(r, call, atoms, found), () -> callee(call, atoms, depth, found));
    }

    /** Whether a class is one of Python itself, whose objects are stored nowhere. */
    private boolean isOfPython(String kind, Atoms atoms) {
      Scope root = atoms.view().module().scopes().root();
      return root.local(kind)
          .flatMap(symbol -> program.resolver().resolve(symbol).dottedPath())
          .filter(program.lookup()::isOfPython)
          .isPresent();
    }

    private void reached(StoreCalls.Reach reach, Expr.Call call, Atoms atoms, Touches found) {
      String kind = new KeptObjects(program).collection(reach.kind(), call, atoms.view().module());
      if (reach.verb() == Touch.Verb.READ && isOfPublic(call)) {
        found.published.add(kind);
        return;
      }
      Place here = Place.of(atoms.view().module(), call);
      Set<String> by = atoms.in(reach.criteria());
      boolean isGift = reach.verb() == Touch.Verb.CHANGE && StoreCalls.isGift(call);
      found.touches.add(new Touch(kind, isGift ? Touch.Verb.ADD : reach.verb(), by, call, here));
      if (reach.verb() != Touch.Verb.ADD) {
        for (ParentFields.Field field : ParentFields.of(call, reach)) {
          Set<String> named = atoms.in(List.of(field.value()));
          found.parents.add(new Touch(field.parent(), reach.verb(), named, call, here));
        }
      }
    }

    private static void made(Expr.Call call, Atoms atoms, Touches found) {
      MadeThings.in(call)
          .ifPresent(m ->
              found.made.add(
                  new Touch(
                      m.kind(),
                      Touch.Verb.ADD,
                      atoms.in(m.written()),
                      call,
                      Place.of(atoms.view().module(), call))));
    }

    /** {@code filter_by(id=number, published=True)}: what everybody may see. */
    private static boolean isOfPublic(Expr.Call call) {
      boolean[] found = {false};
      Nodes.forEach(
          call,
          node ->
              found[0] =
                  found[0]
                      || (node instanceof Node.Keyword k
                          && k.name() != null
                          && NameTerms.speaksOf(k.name(), PUBLIC))
                      || (node instanceof Expr.Attribute a
                          && NameTerms.speaksOf(a.attribute(), PUBLIC))
                      || (node instanceof Expr.Str s && NameTerms.speaksOf(s.value(), PUBLIC)));
      return found[0];
    }

    private static boolean isLog(Expr.Call call) {
      return call.function() instanceof Expr.Attribute a
          && LOGS.contains(NameTerms.last(a.value()));
    }

    /** What a function of the program reaches, told in the words of its caller. */
    private void callee(Expr.Call call, Atoms atoms, int depth, Touches found) {
      PythonFunction callee = new CalledFunction(program).of(call, atoms.view()).orElse(null);
      if (depth == 0
          || callee == null
          || atoms.requester().isGuardCall(call)
          || !open.add(callee)) {
        return;
      }
      GuardedCode code = new GuardedCode(words, program, program.view(callee.module()));
      Touches of = of(callee, new Atoms(callee, code, program), depth - 1);
      open.remove(callee);
      Passed passed = new Passed(callee, call, atoms);
      of.touches.forEach(touch -> found.touches.add(touch.from(call, passed::of)));
      of.ties.forEach(tie -> found.ties.add(passed.all(tie)));
      of.parents.forEach(parent -> found.parents.add(parent.from(call, passed::of)));
      of.made.forEach(thing -> found.made.add(thing.from(call, passed::of)));
      found.published.addAll(of.published);
      of.together.stream()
          .filter(t -> t.contains(Atoms.REQUESTER) && t.size() > 1)
          .map(passed::all)
          .filter(t -> selects(found, t))
          .forEach(found.together::add);
    }

    /** Whether something is looked up by one of some values: others say nothing of whose it is. */
    private static boolean selects(Touches found, Set<String> values) {
      return found.touches.stream().anyMatch(t -> t.by().stream().anyMatch(values::contains));
    }

    /** What is done with objects after they were looked up. */
    private void objects(
        List<Stmt> body, Atoms atoms, Map<Node, List<Touch>> byNode, Touches found) {
      for (Stmt statement : Inside.all(body, Stmt.class)) {
        switch (statement) {
          case Stmt.Assign a -> a.targets().forEach(t -> written(t, atoms, byNode, found));
          case Stmt.AugAssign a -> written(a.target(), atoms, byNode, found);
          default -> {}
        }
      }
      for (Expr.Call call : Inside.all(body, Expr.Call.class)) {
        String method = NameTerms.last(call);
        if (method.equals("delete") && call.function() instanceof Expr.Attribute a) {
          Expr object = call.args().isEmpty() ? a.value() : call.args().getFirst();
          again(object, Touch.Verb.DELETE, call, atoms, byNode, found);
        }
        if (method.equals("save")
            && call.args().isEmpty()
            && call.function() instanceof Expr.Attribute a
            && a.value() instanceof Expr.Name) {
          again(a.value(), Touch.Verb.CHANGE, call, atoms, byNode, found);
        }
      }
    }

    private void written(Expr target, Atoms atoms, Map<Node, List<Touch>> byNode, Touches found) {
      if (target instanceof Expr.Attribute a) {
        again(a.value(), Touch.Verb.CHANGE, target, atoms, byNode, found);
      }
    }

    private static void again(
        Expr object,
        Touch.Verb verb,
        Expr at,
        Atoms atoms,
        Map<Node, List<Touch>> byNode,
        Touches found) {
      List<Expr> values =
          object instanceof Expr.Name n ? atoms.values(n.id(), n.start()) : List.of(object);
      for (Expr value : values) {
        for (Expr.Call call : Inside.all(List.of((Node) value), Expr.Call.class)) {
          byNode.getOrDefault(call, List.of()).stream()
              .filter(t -> t.verb() != Touch.Verb.ADD) // what was made just now is nobody else's
              .forEach(t -> found.touches.add(t.doing(verb, at)));
        }
      }
    }
  }

  /** What a call passes for the atoms of the function that it calls. */
  private record Passed(PythonFunction callee, Expr.Call call, Atoms atoms) {
    Set<String> of(String atom) {
      if (atom.equals(Atoms.REQUESTER)) {
        return Set.of(atom);
      }
      String name = atom.contains(".") ? atom.substring(0, atom.indexOf('.')) : atom;
      List<String> names = callee.parameters().stream().map(Node.Parameter::name).toList();
      if (!names.contains(name)) {
        return Set.of(atom); // what the callee itself reads of the request
      }
      int at = names.indexOf(name) - (callee.receiver().isPresent() ? 1 : 0);
      if (at >= 0 && at < call.args().size()) {
        return atoms.in(List.of(call.args().get(at)));
      }
      return call.keywords().stream()
          .filter(k -> name.equals(k.name()))
          .findFirst()
          .map(k -> atoms.in(List.of(k.value())))
          .orElse(Set.of());
    }

    Set<String> all(Set<String> tie) {
      Set<String> mapped = new LinkedHashSet<>();
      tie.forEach(atom -> mapped.addAll(of(atom)));
      return mapped;
    }
  }
}
