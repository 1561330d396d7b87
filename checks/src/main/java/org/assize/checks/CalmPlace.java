package org.assize.checks;

import java.util.List;
import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Whether what stands around a call tells that little rests on it: its names speak of something
 * else, or only a harmless part of its result is read.
 *
 * @param names words in names of functions, classes and variables
 * @param reads keys of the parts of a result on which nothing rests
 */
record CalmPlace(ModuleView view, Set<String> names, Set<String> reads) {
  /** Whether it does. */
  boolean holds(CallSite call) {
    return (!names.isEmpty() && isNamed(call))
        || (!reads.isEmpty()
            && (isReadInPart(call.node()) || isKeptAndReadInPart(call) || isToldFirst(call)));
  }

  private boolean isNamed(CallSite call) {
    return call.function()
            .filter(f ->
                NameTerms.speaksOf(f.name(), names)
                    || f.owner()
                        .map(PythonClass::name)
                        .filter(owner -> NameTerms.speaksOf(owner, names))
                        .isPresent())
            .isPresent()
        || Destination.of(call.node(), view).stream()
            .filter(d -> d.kind() != Destination.Kind.ARGUMENT && d.kind() != Destination.Kind.KEY)
            .anyMatch(d -> NameTerms.speaksOf(d.name(), names));
  }

  /** {@code decode(token)["iss"]} and {@code decode(token).get("iss")}. */
  private boolean isReadInPart(Expr call) {
    Node outer = view.parent(call).orElse(call);
    if (outer instanceof Expr.Subscript s && s.value() == call) {
      return s.index() instanceof Expr.Str key && reads.contains(key.value());
    }
    return outer instanceof Expr.Attribute get
        && get.attribute().equals("get")
        && view.parent(get).orElse(get) instanceof Expr.Call c
        && !c.args().isEmpty()
        && c.args().getFirst() instanceof Expr.Str key
        && reads.contains(key.value());
  }

  /** {@code claims = decode(token)}, of which nothing but such keys is read. */
  private boolean isKeptAndReadInPart(CallSite call) {
    if (!(view.parent(call.node()).orElse(null) instanceof Stmt.Assign made)
        || !(made.targets().getFirst() instanceof Expr.Name kept)) {
      return false;
    }
    List<Expr.Name> uses = uses(call, kept);
    return !uses.isEmpty() && uses.stream().allMatch(u -> isReadInPart(u));
  }

  private static List<Expr.Name> uses(CallSite call, Expr.Name kept) {
    return call.function().stream()
        .flatMap(f -> Inside.all(f.node().body(), Expr.Name.class).stream())
        .filter(n -> n != kept && n.id().equals(kept.id()))
        .toList();
  }

  /** {@code valid, data = loads(token)} followed by {@code if valid}. */
  private boolean isToldFirst(CallSite call) {
    return view.parent(call.node()).orElse(null) instanceof Stmt.Assign made
        && made.targets().getFirst() instanceof Expr.Tuple both
        && both.elements().size() == 2
        && both.elements().getFirst() instanceof Expr.Name told
        && uses(call, told).stream()
            .anyMatch(u -> {
              Node outer = view.parent(u).orElse(u);
              Node test = outer instanceof Expr.UnaryOp ? view.parent(outer).orElse(u) : outer;
              return test instanceof Stmt.If || test instanceof Expr.IfExp;
            });
  }
}
