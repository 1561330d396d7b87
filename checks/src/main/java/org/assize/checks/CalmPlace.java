package org.assize.checks;

import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

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
    return (!names.isEmpty() && isNamed(call)) || (!reads.isEmpty() && isReadInPart(call.node()));
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
  private boolean isReadInPart(Expr.Call call) {
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
}
