package org.assize.checks;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Methods that keep on the class who called them: all calls share it, and the next one finds what
 * the last one left.
 *
 * @param callers names of parameters that say who calls
 */
public record StateOnClass(Set<String> callers) implements Detector {
  private record Kept(PythonClass type, String field, Stmt.Assign assign) {}

  @Override
  public void review(Check check) {
    if (check.inTest()) {
      tested(check);
      return;
    }
    kept(check.view().module(), check)
        .forEach((method, kept) ->
            kept.stream()
                .filter(k -> isOfCaller(k, method))
                .findFirst()
                .ifPresent(k -> {
                  Place place = Place.of(check.view().module(), k.assign());
                  check.report(
                      Finding.caution(check.weakness(), place, Reason.DEFENCE_IN_DEPTH)
                          .step(Place.ofName(k.type()), "one class for all calls")
                          .saying(
                              method.name()
                                  + " keeps who called it in "
                                  + k.type().name()
                                  + "."
                                  + k.field()
                                  + ", where every other call finds it."));
                }));
  }

  /** What methods write to variables of their own class, by its name. */
  private static Map<PythonFunction, Set<Kept>> kept(PythonModule module, Check check) {
    Map<PythonFunction, Set<Kept>> found = new LinkedHashMap<>();
    for (Stmt.Assign assign : check.program().view(module).all(Stmt.Assign.class)) {
      if (assign.targets().getFirst() instanceof Expr.Attribute a
          && a.value() instanceof Expr.Name n
          && Character.isUpperCase(n.id().charAt(0))) {
        Optional<PythonFunction> method = module.scopes().functionAt(assign.start());
        method
            .filter(m -> m.owner().filter(o -> o.name().equals(n.id())).isPresent())
            .filter(
                m -> check.program().resolver().resolve(n, m.body()) instanceof Target.ClassTarget)
            .ifPresent(m ->
                found
                    .computeIfAbsent(m, k -> new LinkedHashSet<>())
                    .add(new Kept(m.owner().orElseThrow(), a.attribute(), assign)));
      }
    }
    return found;
  }

  /** Whether it is a parameter that says who calls. */
  private boolean isOfCaller(Kept kept, PythonFunction method) {
    return kept.assign().value() instanceof Expr.Name n
        && callers.contains(n.id())
        && method.parameters().stream().anyMatch(p -> p.name().equals(n.id()));
  }

  private void tested(Check check) {
    TestedModule.of(check)
        .ifPresent(about ->
            kept(about.module(), check)
                .forEach((method, kept) -> {
                  Place at = about.classes().get(method.owner().orElseThrow());
                  if (at != null && kept.stream().anyMatch(k -> isOfCaller(k, method))) {
                    told(method, List.copyOf(kept), at, check);
                  }
                }));
  }

  private static void told(PythonFunction method, List<Kept> kept, Place at, Check check) {
    Place first = Place.of(method.module(), kept.getFirst().assign());
    List<String> fields = kept.stream().map(Kept::field).distinct().toList();
    Finding.Builder finding = Finding.caution(check.weakness(), at, Reason.TEST_CODE);
    kept.forEach(k -> finding.step(Place.of(method.module(), k.assign()), "writes " + k.field()));
    check.report(
        finding.saying(
            method.name()
                + " of "
                + Objects.requireNonNull(kept.getFirst()).type().name()
                + " keeps "
                + Wording.list(fields)
                + " on the class ("
                + first.cite()
                + "), where calls for other users find "
                + (fields.size() == 1 ? "it" : "them")
                + "; tests that call one after the other do not see that."));
  }
}
