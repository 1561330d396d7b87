package org.assize.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;

/**
 * Finds handlers that change something and ask nobody for permission, while most of their siblings
 * do: functions of one module that answer requests, and public methods of one class.
 *
 * @param guardTerms words of names that ask who somebody is, or what they may do
 * @param askTerms words of functions that ask, if they are called beside a word of guard-terms
 * @param identityTerms words of names that stand for whoever is asking: code that mentions one
 *     looks at them in its own way
 * @param changeTerms first words of names of functions that change something
 * @param openTerms words of functions that everybody may call before anybody knows them
 * @param say sentences for {@code present} and {@code test}; {@code {guard}} is what siblings ask
 *     by
 */
public record MissingGuard(
    Set<String> guardTerms,
    Set<String> askTerms,
    Set<String> identityTerms,
    Set<String> changeTerms,
    Set<String> openTerms,
    Map<String, String> say)
    implements Detector {
  private static final int MIN_GUARDED = 3;
  private static final int SHOWN = 3;

  /** Checks the sentences. */
  public MissingGuard {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    PythonModule module = check.view().module();
    RequestHandlers handlers = new RequestHandlers(check.program());
    List<PythonFunction> functions = new ArrayList<>();
    Map<PythonClass, List<PythonFunction>> methods = new LinkedHashMap<>();
    for (PythonFunction function : module.scopes().functions()) {
      Optional<PythonClass> owner = function.owner();
      if (owner.isPresent()) {
        methods.computeIfAbsent(owner.get(), o -> new ArrayList<>()).add(function);
      } else if (handlers.answers(function)) {
        functions.add(function);
      }
    }
    GuardedCode code = new GuardedCode(this, check.view());
    if (!code.isGuardedAsAWhole()) {
      compare(check, code, functions);
    }
    methods.values().forEach(of -> compare(check, code, of));
  }

  private void compare(Check check, GuardedCode code, List<PythonFunction> siblings) {
    Map<String, List<PythonFunction>> guarded = new LinkedHashMap<>();
    List<PythonFunction> unguarded = new ArrayList<>();
    for (PythonFunction function : siblings) {
      if (code.changes(function)) {
        Set<String> guards = code.guards(function);
        guards.forEach(g -> guarded.computeIfAbsent(g, n -> new ArrayList<>()).add(function));
        if (guards.isEmpty() && !code.isOpen(function) && !code.looksItself(function)) {
          unguarded.add(function);
        }
      }
    }
    guarded.entrySet().stream()
        .max(Comparator.comparingInt(e -> e.getValue().size()))
        .filter(e -> e.getValue().size() >= MIN_GUARDED)
        .filter(e -> unguarded.size() <= e.getValue().size() / MIN_GUARDED)
        .ifPresent(e -> unguarded.forEach(f -> report(check, f, e.getKey(), e.getValue())));
  }

  private void report(
      Check check, PythonFunction function, String guard, List<PythonFunction> guarded) {
    Finding.Builder finding = check.present(name(function));
    finding.confidence(Confidence.MEDIUM);
    guarded.stream()
        .limit(SHOWN)
        .forEach(g -> finding.step(name(g), g.name() + " asks by " + guard));
    finding.step(name(function), function.name() + " asks by nothing");
    check.report(
        finding.saying(
            new Sentences(say).fill(check.inTest() ? "test" : "present", "guard", guard)));
  }

  private static Place name(PythonFunction function) {
    int start = function.node().nameStart();
    return new Place(function.module(), start, start + function.name().length());
  }
}
