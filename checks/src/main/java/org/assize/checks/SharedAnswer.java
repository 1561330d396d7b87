package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds answers made for one visitor that are kept for all of them: a cache in between is told that
 * it may, or the key under which the program keeps one says nothing of the visitor.
 *
 * @param words by which code shows that it asks
 * @param keyless decorators of libraries that keep what a handler answers under its address, or its
 *     parameters without the request
 * @param keying options of those that say what belongs to the key
 * @param say sentences for {@code told}, {@code kept}, {@code decorated} and {@code test}; {@code
 *     {name}} is the header, the key or the decorator
 */
public record SharedAnswer(
    GuardWords words, Set<String> keyless, Set<String> keying, Map<String, String> say)
    implements Detector {
  /** Words of what holds the cookie or the token of one visitor. */
  private static final Set<String> OWN = Set.of("session", "cookies", "current_user");

  /** Checks the sentences. */
  public SharedAnswer {
    Sentences.require(say, List.of("told", "kept", "decorated", "test"));
  }

  @Override
  public void review(Check check) {
    GuardedCode code = new GuardedCode(words, check.program(), check.view());
    for (PythonFunction function : RequestHandlers.of(check.program()).in(check.view().module())) {
      List<Place> told = told(check, function);
      List<CallSite> kept = kept(check, function);
      Optional<Expr> decorator = decorator(check, function);
      boolean isSuspect = !told.isEmpty() || !kept.isEmpty() || decorator.isPresent();
      if (!isSuspect) {
        continue;
      }
      Atoms atoms = new Atoms(function, code, check.program());
      if (!code.guards(function).isEmpty() && isForOne(function, atoms)) {
        told.forEach(p -> report(check, p, "told", "Cache-Control"));
      }
      kept.stream()
          .filter(c -> isOfOne(c.node().args().get(1), atoms))
          .forEach(c ->
              report(check, c.place(), "kept", ((Expr.Str) c.node().args().getFirst()).value()));
      decorator
          .filter(d -> isForOne(function, atoms) || readsOwn(check, function))
          .ifPresent(
              d -> report(check, Place.of(function.module(), d), "decorated", NameTerms.last(d)));
    }
  }

  /** Whether what a handler answers depends on who is asking. */
  private static boolean isForOne(PythonFunction function, Atoms atoms) {
    return function.node().body().stream().anyMatch(atoms.requester()::isMentionedIn);
  }

  private static boolean isOfOne(Expr value, Atoms atoms) {
    return atoms.in(List.of(value)).contains(Atoms.REQUESTER);
  }

  /** Whether a handler, or what it hands its request to, reads the cookie of one visitor. */
  private static boolean readsOwn(Check check, PythonFunction function) {
    return reads(function)
        || check.view().callsIn(function).stream()
            .filter(
                c -> c.node().args().stream().anyMatch(a -> NameTerms.last(a).equals("request")))
            .flatMap(c -> new CalledFunction(check.program()).of(c.node(), check.view()).stream())
            .anyMatch(SharedAnswer::reads);
  }

  private static boolean reads(PythonFunction function) {
    return Inside.any(
        function.node().body(),
        Expr.Attribute.class,
        a -> OWN.contains(a.attribute()) && NameTerms.last(a.value()).equals("request"));
  }

  /**
   * {@code headers["Cache-Control"] = "public, max-age=60"}, {@code cache_control.public = True}.
   */
  private static List<Place> told(Check check, PythonFunction function) {
    List<Stmt> body = function.node().body();
    return Inside.all(body, Node.class).stream()
        .filter(n ->
            switch (n) {
              case Stmt.Assign a -> tells(a);
              case Expr.Call c ->
                  c.args().size() == 2
                      && isHeader(c.args().getFirst())
                      && isPublic(c.args().getLast());
              default -> false;
            })
        .map(n -> Place.of(check.view().module(), n))
        .toList();
  }

  private static boolean tells(Stmt.Assign assign) {
    return switch (assign.targets().getFirst()) {
      case Expr.Subscript s -> isHeader(s.index()) && isPublic(assign.value());
      case Expr.Attribute a ->
          a.attribute().equals("public")
              && NameTerms.last(a.value()).equals("cache_control")
              && assign.value() instanceof Expr.Bool b
              && b.value();
      default -> false;
    };
  }

  private static boolean isHeader(Expr key) {
    return key instanceof Expr.Str s && s.value().equalsIgnoreCase("Cache-Control");
  }

  private static boolean isPublic(Expr value) {
    return value instanceof Expr.Str s
        && s.value().matches("(?i).*\\bpublic\\b.*")
        && !s.value().matches("(?i).*\\b(no-store|private|no-cache)\\b.*");
  }

  /** {@code cache.set("start-page", page)}. */
  private static List<CallSite> kept(Check check, PythonFunction function) {
    return check.view().callsIn(function).stream()
        .filter(c -> Set.of("set", "add", "aset").contains(c.calledName()))
        .filter(c ->
            c.node().function() instanceof Expr.Attribute a
                && NameTerms.endsWith(NameTerms.last(a.value()), Set.of("cache")))
        .filter(c -> c.node().args().size() >= 2 && c.node().args().getFirst() instanceof Expr.Str)
        .toList();
  }

  private Optional<Expr> decorator(Check check, PythonFunction function) {
    return function.node().decorators().stream()
        .filter(d ->
            d instanceof Expr.Call c
                && c.keywords().stream().noneMatch(k -> keying.contains(k.name() + ""))
                && check
                    .program()
                    .resolver()
                    .resolve(c.function(), function.definedIn())
                    .dottedPath()
                    .map(check.program().facts()::canonical)
                    .filter(keyless::contains)
                    .isPresent())
        .findFirst();
  }

  private void report(Check check, Place place, String which, String name) {
    check.report(
        check
            .present(place)
            .confidence(Confidence.MEDIUM)
            .step(place, "made for one visitor, and given to the next")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : which, "name", name)));
  }
}
