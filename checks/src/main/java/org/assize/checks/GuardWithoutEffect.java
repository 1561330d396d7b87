package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Finds guards that stand in the code and never ask: a decorator above the route that registers
 * what is beneath it, a mixin behind the view whose method comes first, a refusal that is made and
 * not raised.
 *
 * @param words by which code shows that it asks
 * @param registering libraries whose routes take the function as it is beneath them
 * @param openWords words of decorators that let in
 * @param views dotted beginnings of the classes that answer without asking
 * @param mixins dotted beginnings of the classes that ask before another answers
 * @param refusals names of errors that turn somebody away
 * @param say sentences for {@code above}, {@code standing} where something asks before each
 *     request, {@code behind}, {@code unraised} and {@code test}; {@code {name}} is the guard
 */
public record GuardWithoutEffect(
    GuardWords words,
    Set<String> registering,
    Set<String> openWords,
    List<String> views,
    List<String> mixins,
    Set<String> refusals,
    Map<String, String> say)
    implements Detector {
  private static final Set<String> ROUTING =
      Set.of("route", "get", "post", "put", "patch", "delete", "head", "options", "api_route");

  /** Checks the sentences. */
  public GuardWithoutEffect {
    Sentences.require(say, List.of("above", "standing", "behind", "unraised", "test"));
  }

  @Override
  public void review(Check check) {
    GuardedCode code = new GuardedCode(words, check.program(), check.view());
    for (PythonFunction function : check.view().module().scopes().functions()) {
      above(check, code, function);
    }
    for (PythonClass type : check.view().module().scopes().classes()) {
      behind(check, type);
    }
    for (Stmt.If test : check.view().all(Stmt.If.class)) {
      unraised(check, test.body());
      unraised(check, test.orelse());
    }
  }

  private void above(Check check, GuardedCode code, PythonFunction function) {
    List<Expr> decorators = function.node().decorators();
    int lowest =
        IntStream.range(0, decorators.size())
            .filter(i -> registers(check, function, decorators.get(i)))
            .max()
            .orElse(0);
    for (Expr guard : decorators.subList(0, lowest)) {
      if (isGuard(check, code, function, guard) && !code.looksItself(function)) {
        Place place = Place.ofName(function);
        boolean isAsked = StandingGuard.isAround(function.module(), check.program());
        Finding.Builder finding =
            isAsked && !check.inTest()
                ? Finding.caution(check.weakness(), place, Reason.DEFENCE_IN_DEPTH)
                : check.present(place);
        check.report(
            finding
                .step(Place.of(function.module(), guard), "wraps what the route has given back")
                .step(
                    Place.of(function.module(), decorators.get(lowest)),
                    "registers the function beneath it, which nothing wraps")
                .saying(sentence(check, isAsked ? "standing" : "above", NameTerms.last(guard))));
        return;
      }
    }
  }

  private boolean registers(Check check, PythonFunction function, Expr decorator) {
    return decorator instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute
        && ROUTING.contains(NameTerms.last(c))
        && check
            .program()
            .resolver()
            .resolve(c.function(), function.definedIn())
            .dottedPath()
            .filter(path -> registering.contains(path.split("\\.", 2)[0]))
            .isPresent();
  }

  /** A function that gives back another one; what only marks its own is found by the mark. */
  private boolean isGuard(Check check, GuardedCode code, PythonFunction function, Expr decorator) {
    String name = NameTerms.last(decorator);
    Expr named = decorator instanceof Expr.Call c ? c.function() : decorator;
    boolean wraps =
        switch (check.program().resolver().resolve(named, function.definedIn())) {
          case Target.FunctionTarget t ->
              Inside.any(t.function().node().body(), Stmt.FunctionDef.class, _ -> true)
                  && Refusals.of(check.program()).refuses(t.function());
          case Target.External _ -> code.isGuard(name);
          default -> false;
        };
    return wraps && !ROUTING.contains(name) && !NameTerms.speaksOf(name, openWords);
  }

  private void behind(Check check, PythonClass type) {
    List<Expr> bases = type.node().bases();
    boolean decides = type.methods().stream().anyMatch(m -> m.name().equals("dispatch"));
    for (int i = 1; i < bases.size() && !decides; i++) {
      if (begins(check, type, bases.get(i), mixins)) {
        Optional<Expr> view =
            bases.subList(0, i).stream().filter(b -> begins(check, type, b, views)).findFirst();
        if (view.isPresent()) {
          check.report(
              check
                  .present(Place.ofName(type))
                  .step(Place.of(type.module(), view.get()), "answers by its own dispatch()")
                  .step(Place.of(type.module(), bases.get(i)), "would ask in its own, behind that")
                  .saying(sentence(check, "behind", NameTerms.last(bases.get(i)))));
          return;
        }
      }
    }
  }

  private static boolean begins(Check check, PythonClass type, Expr base, List<String> paths) {
    return check
        .program()
        .resolver()
        .resolve(base, type.definedIn())
        .dottedPath()
        .map(check.program().facts()::canonical)
        .filter(path -> paths.stream().anyMatch(path::startsWith))
        .isPresent();
  }

  private void unraised(Check check, List<Stmt> block) {
    for (Stmt statement : block) {
      if (statement instanceof Stmt.ExprStmt s
          && s.value() instanceof Expr.Call c
          && refusals.contains(NameTerms.last(c))
          && isError(check, c)) {
        check.report(
            check
                .present(Place.of(check.view().module(), statement))
                .step(Place.of(check.view().module(), c), "the error is made and let go")
                .saying(sentence(check, "unraised", NameTerms.last(c))));
      }
    }
  }

  /** A class: functions of such names raise by themselves. */
  private static boolean isError(Check check, Expr.Call call) {
    Target target = check.view().callOf(call).map(CallSite::target).orElse(Target.Unknown.UNKNOWN);
    return target instanceof Target.ClassTarget || target instanceof Target.External;
  }

  private String sentence(Check check, String which, String name) {
    return new Sentences(say).fill(check.inTest() ? "test" : which, "name", name);
  }
}
