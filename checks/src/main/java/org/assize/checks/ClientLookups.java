package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.program.Use;
import org.assize.syntax.Expr;

/**
 * Finds selections of records whose conditions a client names: {@code objects.filter(**sent)}. The
 * name of a condition reaches fields of related records, {@code owner__password__startswith}.
 *
 * @param selecting methods that take conditions by their names
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the method
 */
public record ClientLookups(Set<String> selecting, Map<String, String> say) implements Detector {
  /** Checks the sentences. */
  public ClientLookups {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (call.node().function() instanceof Expr.Attribute a
          && selecting.contains(a.attribute())
          && isManager(a.value())) {
        call.node().keywords().stream()
            .filter(k -> k.name() == null)
            .flatMap(k -> clients(check, k.value()).stream())
            .findFirst()
            .ifPresent(sent -> report(check, call, sent));
      }
    }
  }

  /** {@code Order.objects}, {@code Order.objects.exclude(…)}. */
  private static boolean isManager(Expr value) {
    return switch (value) {
      case Expr.Attribute a -> a.attribute().equals("objects") || isManager(a.value());
      case Expr.Call c -> isManager(c.function());
      default -> false;
    };
  }

  /** Where a client's mapping stands: here, or where the function is called. */
  private static Optional<Place> clients(Check check, Expr mapping) {
    if (new ClientMappings(check).isClients(mapping)) {
      return Optional.of(Place.of(check.view().module(), mapping));
    }
    return mapping instanceof Expr.Name n
        ? check.view().module().scopes().functionAt(n.start()).stream()
            .flatMap(f -> handed(check, f, n.id()))
            .findFirst()
        : Optional.empty();
  }

  private static Stream<Place> handed(Check check, PythonFunction function, String name) {
    return check.program().references().of(function).stream()
        .filter(u -> u.kind() == Use.Kind.CALL)
        .flatMap(u -> given(check, u, function, name));
  }

  private static Stream<Place> given(Check check, Use use, PythonFunction function, String name) {
    ModuleView view = check.program().view(use.module());
    Check there = check.in(use.module());
    return view
        .parent(use.node())
        .flatMap(view::callOf)
        .flatMap(c -> c.given(function, name))
        .filter(new ClientMappings(there)::isClients)
        .map(e -> Place.of(use.module(), e))
        .stream();
  }

  private void report(Check check, CallSite call, Place sent) {
    check.report(
        check
            .present(call.place())
            .confidence(Confidence.MEDIUM)
            .control(Control.REMOTE)
            .step(sent, "a client names the conditions")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", call.calledName())));
  }
}
