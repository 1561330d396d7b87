package org.assize.checks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;

/**
 * Finds applications that know their visitors by a cookie, act on forms, and have nothing that
 * tells their own forms from those of other sites.
 *
 * @param calls dotted names of what makes an application
 * @param sessions dotted names of which a program that knows its visitors by a cookie uses one
 * @param protectingNames names of which a program that refuses forged requests mentions one
 * @param form dotted name of what holds the fields of a form
 * @param say sentences for {@code present} and {@code test}; {@code {name}} makes the application
 */
public record UnprotectedForms(
    Set<String> calls,
    Set<String> sessions,
    Set<String> protectingNames,
    String form,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public UnprotectedForms {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (calls.contains(call.path())) {
        review(check, call);
      }
    }
  }

  private void review(Check check, CallSite call) {
    Application application =
        new Application(check, folder(call.module()), connected(check, call.module()));
    if (application.mentions(protectingNames)) {
      return;
    }
    Optional<Place> known = application.uses(sessions);
    Optional<Place> acts = application.uses(Set.of(form));
    if (known.isPresent() && acts.isPresent()) {
      check.report(
          check
              .present(call.place())
              .step(known.get(), "a visitor is known by a session")
              .step(acts.get(), "a form that was sent is acted on")
              .saying(
                  new Sentences(say)
                      .fill(check.inTest() ? "test" : "present", "name", call.calledName())));
    }
  }

  /**
   * The modules that an application's own imports, or is imported by, but for other applications.
   */
  private Set<PythonModule> connected(Check check, PythonModule module) {
    if (!hasNeighbour(check, module)) {
      return Set.of();
    }
    Set<PythonModule> found = new LinkedHashSet<>(Set.of(module));
    Deque<PythonModule> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      PythonModule next = open.poll();
      Stream.concat(
              check.program().imports().importsOf(next).keySet().stream(),
              check.program().imports().importersOf(next).keySet().stream())
          .filter(m -> !makesApplication(check, m) && found.add(m))
          .forEach(open::add);
    }
    return found;
  }

  /** Whether another module below the folder makes an application, too. */
  private boolean hasNeighbour(Check check, PythonModule module) {
    return calls.stream()
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .flatMap(name -> check.program().program().mentioning(name).stream())
        .anyMatch(m ->
            m != module
                && m.path().startsWith(folder(module))
                && !check.program().isTest(m)
                && makesApplication(check, m));
  }

  private boolean makesApplication(Check check, PythonModule module) {
    return !module.isTemplate()
        && check.program().view(module).calls().stream().anyMatch(c -> calls.contains(c.path()));
  }

  private static String folder(PythonModule module) {
    return module.path().substring(0, module.path().lastIndexOf('/') + 1);
  }

  /**
   * The modules below the folder of the one that makes an application; those that it is not
   * connected with may belong to another application of the folder, if there is one.
   */
  private record Application(Check check, String folder, Set<PythonModule> connected) {
    boolean mentions(Set<String> names) {
      return names.stream().anyMatch(name -> mentioning(name).findAny().isPresent());
    }

    private Stream<PythonModule> mentioning(String name) {
      return check.program().program().mentioning(name).stream()
          .filter(m -> m.path().startsWith(folder) && !m.isTemplate())
          .filter(m -> connected.isEmpty() || connected.contains(m))
          .filter(m -> check.program().isTest(m) == check.inTest());
    }

    /** Where a function uses one of some dotted names. */
    Optional<Place> uses(Set<String> dotted) {
      return dotted.stream()
          .sorted()
          .flatMap(name ->
              mentioning(name.substring(name.lastIndexOf('.') + 1))
                  .flatMap(module -> uses(module, name)))
          .findFirst();
    }

    private Stream<Place> uses(PythonModule module, String dotted) {
      ModuleView view = check.program().view(module);
      return Stream.<Expr>concat(
              view.all(Expr.Name.class).stream(), view.all(Expr.Attribute.class).stream())
          .filter(e -> module.scopes().functionAt(e.start()).isPresent())
          .filter(e -> names(module, e, dotted))
          .map(e -> Place.of(module, e));
    }

    private boolean names(PythonModule module, Expr expression, String dotted) {
      return check
          .program()
          .resolver()
          .resolve(expression, module.scopes().at(expression.start()))
          .dottedPath()
          .filter(dotted::equals)
          .isPresent();
    }
  }
}
