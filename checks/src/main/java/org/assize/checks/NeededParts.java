package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Parts of what tested methods are handed that they take without asking whether they are there, and
 * whose lack no test of the file tries.
 */
public record NeededParts() implements Detector {
  /** How a method fails without the parts that it needs. */
  private record Needed(String parameter, String parts, String error, Place first) {}

  @Override
  public void review(Check check) {
    TestedModule.of(check)
        .ifPresent(about -> about.classes().forEach((type, at) -> review(type, at, check)));
  }

  private static void review(PythonClass type, Place at, Check check) {
    for (PythonFunction method : type.methods()) {
      if (!method.name().startsWith("_") && isCalled(method, type, check)) {
        needed(method, check).ifPresent(n -> told(method, type, n, at, check));
      }
    }
  }

  /** Whether the tests call it behind the name of its class. */
  private static boolean isCalled(PythonFunction method, PythonClass type, Check check) {
    return check.view().all(Expr.Attribute.class).stream()
        .anyMatch(a ->
            a.attribute().equals(method.name()) && NameTerms.last(a.value()).equals(type.name()));
  }

  private static Optional<Needed> needed(PythonFunction method, Check check) {
    for (Node.Parameter parameter : method.parameters()) {
      boolean isGiven = method.receiver().filter(parameter.name()::equals).isEmpty();
      Optional<Needed> found =
          isGiven && parameter.defaultValue() == null
              ? needed(parameter.name(), method)
              : Optional.empty();
      if (found.filter(n -> !isExpected(n.error(), check)).isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean isExpected(String error, Check check) {
    return check.view().all(Expr.Name.class).stream()
        .anyMatch(n ->
            n.id().equals(error) || n.id().equals("LookupError") || n.id().equals("Exception"));
  }

  private static Optional<Needed> needed(String parameter, PythonFunction method) {
    List<Stmt> body = method.node().body();
    Set<String> names = new LinkedHashSet<>(Set.of(parameter));
    for (Stmt.Assign assign : Inside.all(body, Stmt.Assign.class)) {
      if (assign.targets().getFirst() instanceof Expr.Name n && isCopy(assign.value(), parameter)) {
        names.add(n.id());
      }
    }
    if (isAsked(body, names)) {
      return Optional.empty();
    }
    return unpacked(parameter, method)
        .or(() -> positions(parameter, method))
        .or(() -> keys(parameter, names, method));
  }

  /** {@code copy.copy(p)}, {@code dict(p)}, {@code p.copy()}. */
  private static boolean isCopy(Expr value, String parameter) {
    return value instanceof Expr.Call c
        && Set.of("copy", "deepcopy", "dict").contains(NameTerms.last(c.function()))
        && Inside.mentions(List.of(c), parameter);
  }

  /** Whether anything is asked of it, or fails under a handler, so that a lack may be met. */
  private static boolean isAsked(List<Stmt> body, Set<String> names) {
    boolean handled = Inside.any(body, Stmt.Try.class, t -> mentions(t.body(), names));
    boolean tested =
        Inside.any(body, Stmt.If.class, s -> mentions(List.of(s.test()), names))
            || Inside.any(body, Stmt.Assert.class, s -> mentions(List.of(s.test()), names))
            || Inside.any(body, Expr.IfExp.class, s -> mentions(List.of(s.test()), names))
            || Inside.any(body, Expr.Compare.class, s -> mentions(List.of(s), names));
    boolean written =
        Inside.any(
            body,
            Stmt.Assign.class,
            a ->
                a.targets().stream()
                    .anyMatch(
                        t -> t instanceof Expr.Subscript s && mentions(List.of(s.value()), names)));
    return handled || tested || written;
  }

  private static boolean mentions(List<? extends Node> in, Set<String> names) {
    return Inside.any(in, Expr.Name.class, n -> names.contains(n.id()));
  }

  /** {@code a, b, c = p}. */
  private static Optional<Needed> unpacked(String parameter, PythonFunction method) {
    return Inside.all(method.node().body(), Stmt.Assign.class).stream()
        .filter(a ->
            a.value() instanceof Expr.Name n
                && n.id().equals(parameter)
                && a.targets().getFirst() instanceof Expr.Tuple t
                && t.elements().stream().noneMatch(e -> e instanceof Expr.Starred))
        .findFirst()
        .map(a ->
            new Needed(
                parameter,
                "exactly " + ((Expr.Tuple) a.targets().getFirst()).elements().size() + " items",
                "ValueError",
                Place.of(method.module(), a)));
  }

  /** {@code p[0]}, {@code p[1]}. */
  private static Optional<Needed> positions(String parameter, PythonFunction method) {
    List<Expr.Subscript> taken =
        Inside.all(method.node().body(), Expr.Subscript.class).stream()
            .filter(s ->
                s.value() instanceof Expr.Name n
                    && n.id().equals(parameter)
                    && s.index() instanceof Expr.Int)
            .toList();
    long last = taken.stream().mapToLong(s -> ((Expr.Int) s.index()).value()).max().orElse(-1);
    return last < 0
        ? Optional.empty()
        : Optional.of(
            new Needed(
                parameter,
                "at least " + Wording.count((int) last + 1, "item"),
                "IndexError",
                Place.of(method.module(), taken.getFirst())));
  }

  /** {@code p["name"]} and {@code p.pop("name")}. */
  private static Optional<Needed> keys(String parameter, Set<String> names, PythonFunction method) {
    Set<String> keys = new LinkedHashSet<>();
    List<Place> places = new ArrayList<>();
    for (Expr e : Inside.all(method.node().body(), Expr.class)) {
      Optional<String> key = key(e, names);
      if (key.isPresent() && keys.add(key.get())) {
        places.add(Place.of(method.module(), e));
      }
    }
    return places.stream()
        .findFirst()
        .map(p -> new Needed(parameter, Wording.list(List.copyOf(keys)), "KeyError", p));
  }

  private static Optional<String> key(Expr e, Set<String> names) {
    return switch (e) {
      case Expr.Subscript s
          when s.value() instanceof Expr.Name n
              && names.contains(n.id())
              && s.index() instanceof Expr.Str key ->
          Optional.of(key.value());
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a
              && a.attribute().equals("pop")
              && a.value() instanceof Expr.Name n
              && names.contains(n.id())
              && c.args().size() == 1
              && c.args().getFirst() instanceof Expr.Str key ->
          Optional.of(key.value());
      default -> Optional.empty();
    };
  }

  private static void told(
      PythonFunction method, PythonClass type, Needed needed, Place at, Check check) {
    check.report(
        Finding.caution(check.weakness(), at, Reason.TEST_CODE)
            .step(needed.first(), "takes a part of " + needed.parameter() + " as it is")
            .saying(
                method.name()
                    + " of "
                    + type.name()
                    + " ("
                    + Place.ofName(method).cite()
                    + ") needs "
                    + needed.parts()
                    + " in its "
                    + needed.parameter()
                    + " and does not ask for them: else it ends in "
                    + needed.error()
                    + ", which no test here expects."));
  }
}
