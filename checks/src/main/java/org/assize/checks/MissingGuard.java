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
import org.assize.syntax.Expr;

/**
 * Finds handlers that change something and ask nobody for permission, while most of their siblings
 * do: functions of one module that answer requests, and public methods of one class.
 *
 * @param words by which code shows that it asks
 * @param say sentences for {@code present}, {@code test} and {@code granted}, where a handler gives
 *     privileges; {@code {guard}} is what siblings ask by, {@code {name}} the handler, {@code
 *     {field}} the privilege
 */
public record MissingGuard(GuardWords words, Map<String, String> say) implements Detector {
  private static final int MIN_GUARDED = 3;
  private static final int SHOWN = 3;

  /** Checks the sentences. */
  public MissingGuard {
    Sentences.require(say, List.of("present", "test", "granted"));
  }

  @Override
  public void review(Check check) {
    PythonModule module = check.view().module();
    RequestHandlers handlers = RequestHandlers.of(check.program());
    List<PythonFunction> functions = new ArrayList<>();
    Map<PythonClass, List<PythonFunction>> methods = new LinkedHashMap<>();
    for (PythonFunction function : module.scopes().functions()) {
      Optional<PythonClass> owner = function.owner();
      if (owner.isPresent()) {
        methods.computeIfAbsent(owner.get(), o -> new ArrayList<>()).add(function);
      } else if (handlers.answers(function) && !HandlerDecorators.isAround(function)) {
        functions.add(function);
      }
    }
    GuardedCode code = new GuardedCode(words, check.program(), check.view());
    Optional<Place> standing = new DefaultGuard(words, check.program()).place();
    boolean isGuarded = code.isGuardedAsAWhole();
    tally(check, code, functions, isGuarded || standing.isPresent());
    if (!isGuarded) {
      List<PythonFunction> told = nobodies(check, code, functions);
      List<PythonFunction> others = functions.stream().filter(f -> !told.contains(f)).toList();
      List<Sibling> here = siblings(code, others, standing.isPresent());
      if (!compare(check, here)) {
        alone(check, here);
        onlyReader(check, code, functions, standing.isPresent());
        UnaskedWriter.in(standing.isPresent() ? List.of() : others, code)
            .ifPresent(found -> report(check, found.silent(), found.readers(), found.guard()));
      }
    }
    methods.values().forEach(of -> compare(check, siblings(code, of, false)));
    openedFunctions(check, code, functions, standing);
    methods.forEach((type, of) -> openedMethods(check, code, type, of));
    if (!check.inTest()) {
      new UnevenMethods(words, check).find().forEach(found -> uneven(check, found));
    }
    classes(check, code, standing);
    if (!check.inTest()) {
      new UnaskedChanges(words, check).find().forEach(found -> unasked(check, found));
      new PrivilegedTable(words, check.program())
          .in(check.view().module())
          .forEach(f -> check.report(f.finding(check).saying(sentence(check, f.guard()))));
      new GrantedPrivileges(words, check)
          .find()
          .forEach(found -> check.report(found.finding(check, new Sentences(say))));
    }
  }

  /** Handlers that are told who is asking, or nobody, and do the same; or that alone ask nobody. */
  private List<PythonFunction> nobodies(
      Check check, GuardedCode code, List<PythonFunction> functions) {
    List<PythonFunction> asking =
        functions.stream().filter(f -> !code.guards(f).isEmpty()).toList();
    List<PythonFunction> told = new ArrayList<>();
    for (PythonFunction f : functions) {
      if (!asking.isEmpty() && code.changes(f) && code.guards(f).isEmpty() && !code.isOpen(f)) {
        new OptionalIdentity(check.program())
            .unasked(f)
            .ifPresent(p -> {
              report(check, f, asking, code.guards(asking.getFirst()).iterator().next());
              told.add(f);
            });
      }
    }
    for (PrivilegedRoutes.Found found : new PrivilegedRoutes(code).find(functions)) {
      if (!told.contains(found.silent())) {
        report(check, found.silent(), found.asking(), found.guard());
        told.add(found.silent());
      }
    }
    return told;
  }

  private void report(
      Check check, PythonFunction silent, List<PythonFunction> asking, String guard) {
    Finding.Builder finding = check.present(Place.ofName(silent)).confidence(Confidence.MEDIUM);
    asking.stream().limit(SHOWN).forEach(f -> finding.step(Place.ofName(f), f.name() + " asks"));
    finding.step(Place.ofName(silent), silent.name() + " asks by nothing");
    check.report(finding.saying(sentence(check, guard)));
  }

  /** A handler whose siblings change the same things after they have asked. */
  private void unasked(Check check, UnaskedChanges.Found found) {
    Finding.Builder finding = check.present(found.handler().place()).confidence(Confidence.MEDIUM);
    String guard = found.asking().getFirst().guards().iterator().next();
    found.asking().stream()
        .limit(SHOWN)
        .forEach(h ->
            finding.step(h.place(), h.name() + " asks before it changes " + found.touch().kind()));
    finding.step(found.handler().place(), found.handler().name() + " asks by nothing");
    check.report(finding.saying(sentence(check, guard)));
  }

  private static void tally(
      Check check, GuardedCode code, List<PythonFunction> functions, boolean isGuarded) {
    if (!check.inTest()) {
      for (PythonFunction f : functions) {
        boolean asks = isGuarded || !code.guards(f).isEmpty() || code.looksItself(f);
        check.program().guardTally().add(asks);
      }
    }
  }

  private List<Sibling> siblings(
      GuardedCode code, List<PythonFunction> functions, boolean hasDefault) {
    GuardedClasses classes = new GuardedClasses(words, code.program(), code);
    List<PythonFunction> changing =
        functions.stream()
            .filter(code::changes)
            .filter(new PlainViews(code.program())::isCalled)
            .toList();
    if (changing.isEmpty()) {
      return List.of();
    }
    List<Sibling> found = new ArrayList<>();
    boolean isDenied = functions.stream().anyMatch(code::isDeniedByDefault);
    BlueprintGuards blueprints = BlueprintGuards.of(words, code.program());
    for (PythonFunction f : changing) {
      Set<String> guards = code.guards(f);
      if (guards.isEmpty()) { // what its class asks by is asked before each of its methods
        guards = f.owner().map(classes::asked).orElse(guards);
      }
      boolean isExcused =
          guards.isEmpty()
              && (isDenied
                  || !blueprints.before(f).isEmpty()
                  || code.isOpen(f)
                  || code.looksItself(f)
                  || (hasDefault && code.isUnderDefault(f)));
      found.add(new Sibling(f.name(), Place.ofName(f), guards, isExcused, code.looksItself(f)));
    }
    return found;
  }

  private void classes(Check check, GuardedCode code, Optional<Place> standing) {
    GuardedClasses guarded = new GuardedClasses(words, check.program(), code);
    boolean asksByMethod = guarded.allButOneAskByMethod(check.view(), MIN_GUARDED);
    List<Sibling> found = new ArrayList<>();
    for (PythonClass type : new RoutedViews(check.program()).of(answering(check, guarded))) {
      Set<String> guards = guarded.guards(type);
      boolean byDefault = standing.isPresent() && guarded.isUnderDefault(type);
      boolean isExcused = guarded.isExcused(type, check.view());
      boolean opened = byDefault && guarded.isOpened(type);
      if (!check.inTest()) {
        check.program().guardTally().add(!guards.isEmpty() || byDefault || isExcused);
      }
      if (opened && !isExcused && guarded.changesThings(type)) {
        opened(check, type, standing.get(), guarded);
      } else if (guarded.changes(type)) {
        found.add(
            new Sibling(
                type.name(),
                Place.ofName(type),
                guards,
                guards.isEmpty()
                    && (isExcused || byDefault || !(asksByMethod || guarded.changesThings(type))),
                true));
      }
    }
    boolean isTold = compare(check, found);
    emptied(check, guarded);
    if (!isTold && !check.inTest()) {
      new SilentClass(words, check, code, guarded)
          .find()
          .ifPresent(one ->
              report(
                  check,
                  Sibling.of(one.silent(), Set.of()),
                  one.guard(),
                  one.asking().stream().map(t -> Sibling.of(t, Set.of(one.guard()))).toList()));
    }
  }

  private static List<PythonClass> answering(Check check, GuardedClasses guarded) {
    return check.view().module().scopes().classes().stream().filter(guarded::answers).toList();
  }

  /** A class that asks for nothing in so many words, where another one of its module asks. */
  private void emptied(Check check, GuardedClasses guarded) {
    List<PythonClass> all = answering(check, guarded);
    Optional<PythonClass> asking =
        all.stream().filter(t -> guarded.guards(t).contains(words.classSetting())).findFirst();
    for (PythonClass type : asking.isPresent() ? all : List.<PythonClass>of()) {
      if (guarded.isEmptied(type)
          && guarded.changesThings(type)
          && !guarded.isExcused(type, check.view())) {
        check.report(
            check
                .present(guarded.openedAt(type))
                .confidence(Confidence.MEDIUM)
                .step(Place.ofName(asking.get()), asking.get().name() + " asks")
                .saying(sentence(check, words.classSetting())));
      }
    }
  }

  /** A class that is opened to everybody, where the project asks everywhere else. */
  private void opened(Check check, PythonClass type, Place standing, GuardedClasses guarded) {
    Finding.Builder finding = check.present(Place.ofName(type)).confidence(Confidence.MEDIUM);
    check.report(
        finding
            .step(standing, words.defaultSetting() + " asks everywhere else")
            .step(guarded.openedAt(type), type.name() + " opens itself to everybody")
            .saying(sentence(check, words.defaultSetting())));
  }

  /** A function that opens itself to everybody and deletes, where the project asks elsewhere. */
  private void openedFunctions(
      Check check, GuardedCode code, List<PythonFunction> functions, Optional<Place> standing) {
    for (PythonFunction f : functions) {
      boolean isOpened = f.node().decorators().stream().anyMatch(code::isOpenToAll);
      if (isOpened
          && code.changes(f)
          && code.deletes(f)
          && code.guards(f).isEmpty()
          && !code.isOpen(f)
          && !code.looksItself(f)
          && !HookHandlers.isForServices(f)) {
        standing
            .or(() -> closed(check, code, f))
            .ifPresent(place ->
                check.report(
                    check
                        .present(Place.ofName(f))
                        .confidence(Confidence.MEDIUM)
                        .step(place, "others are asked for permission here")
                        .step(Place.ofName(f), f.name() + " opens itself to everybody")
                        .saying(sentence(check, words.defaultSetting()))));
      }
    }
  }

  /** Where another function of the module says by the same decorator who may call it. */
  private static Optional<Place> closed(Check check, GuardedCode code, PythonFunction opened) {
    List<String> opening =
        opened.node().decorators().stream().filter(code::isOpenToAll).map(NameTerms::last).toList();
    return check.view().module().scopes().functions().stream()
        .flatMap(f -> f.node().decorators().stream())
        .filter(d ->
            d instanceof Expr.Call c
                && !c.args().isEmpty()
                && opening.contains(NameTerms.last(d))
                && !code.isOpenToAll(d))
        .map(d -> Place.of(check.view().module(), d))
        .findFirst();
  }

  /** An action that opens itself to everybody and changes things, where its class asks. */
  private void openedMethods(
      Check check, GuardedCode code, PythonClass type, List<PythonFunction> methods) {
    GuardedClasses guarded = new GuardedClasses(words, check.program(), code);
    for (PythonFunction method : methods) {
      if (code.isOpenedByItself(method)
          && code.changesStored(method)
          && !code.isOpen(method)
          && !code.looksItself(method)
          && !HookHandlers.isForServices(method)
          && guarded.guards(type).contains(words.classSetting())) {
        check.report(
            check
                .present(Place.ofName(method))
                .confidence(Confidence.MEDIUM)
                .step(guarded.openedAt(type), type.name() + " asks by " + words.classSetting())
                .step(Place.ofName(method), method.name() + " opens itself to everybody")
                .saying(sentence(check, words.classSetting())));
      }
    }
  }

  /** A method that changes what another one of the class only shows to those it has asked. */
  private void uneven(Check check, UnevenMethods.Found found) {
    check.report(
        check
            .present(Place.ofName(found.silent()))
            .confidence(Confidence.MEDIUM)
            .step(Place.ofName(found.asking()), found.asking().name() + " asks by " + found.guard())
            .step(Place.ofName(found.silent()), found.silent().name() + " asks by nothing")
            .saying(sentence(check, found.guard())));
  }

  /** The one handler that asks by nothing, where each of the others asks in some way. */
  private void alone(Check check, List<Sibling> siblings) {
    List<Sibling> asking = siblings.stream().filter(s -> !s.guards().isEmpty()).toList();
    List<Sibling> unguarded =
        siblings.stream().filter(s -> s.guards().isEmpty() && !s.isExcused()).toList();
    if (unguarded.size() == 1 && asking.size() > MIN_GUARDED) {
      report(check, unguarded.getFirst(), asking.getFirst().guards().iterator().next(), asking);
    }
  }

  /** The one handler of a module that shows records to everybody, where all others ask. */
  private void onlyReader(
      Check check, GuardedCode code, List<PythonFunction> functions, boolean hasDefault) {
    new OnlyReader(code)
        .in(functions.stream().filter(f -> !hasDefault || !code.isUnderDefault(f)).toList())
        .ifPresent(f -> {
          List<Sibling> asking =
              functions.stream()
                  .filter(o -> o != f && !code.guards(o).isEmpty())
                  .map(o -> Sibling.of(o, code.guards(o)))
                  .toList();
          report(
              check, Sibling.of(f, Set.of()), asking.getFirst().guards().iterator().next(), asking);
        });
  }

  /** Returns whether it reports anything. */
  private boolean compare(Check check, List<Sibling> siblings) {
    Map<String, List<Sibling>> guarded = new LinkedHashMap<>();
    List<Sibling> unguarded = new ArrayList<>();
    for (Sibling sibling : siblings) {
      sibling
          .guards()
          .forEach(g -> guarded.computeIfAbsent(g, n -> new ArrayList<>()).add(sibling));
      if (sibling.guards().isEmpty() && !sibling.isExcused()) {
        unguarded.add(sibling);
      }
    }
    Optional<Map.Entry<String, List<Sibling>>> most =
        guarded.entrySet().stream()
            .max(Comparator.comparingInt(e -> e.getValue().size()))
            .filter(e -> e.getValue().size() >= MIN_GUARDED)
            .filter(e -> unguarded.size() <= e.getValue().size() / MIN_GUARDED);
    most.ifPresent(e -> unguarded.forEach(f -> report(check, f, e.getKey(), e.getValue())));
    weak(check, siblings, guarded);
    return most.isPresent() && !unguarded.isEmpty();
  }

  /** One that asks only what the guard of all others asks first. */
  private void weak(Check check, List<Sibling> siblings, Map<String, List<Sibling>> guarded) {
    for (Map.Entry<String, List<Sibling>> entry : guarded.entrySet()) {
      List<Sibling> others = siblings.stream().filter(s -> !entry.getValue().contains(s)).toList();
      if (others.size() == 1 && entry.getValue().size() >= MIN_GUARDED) {
        Sibling other = others.getFirst();
        Set<String> first = new GuardChains(words, check).before(entry.getKey());
        if (!other.guards().isEmpty() && !other.looks() && first.containsAll(other.guards())) {
          report(check, other, entry.getKey(), entry.getValue());
        }
      }
    }
  }

  private void report(Check check, Sibling sibling, String guard, List<Sibling> guarded) {
    Finding.Builder finding = check.present(sibling.place());
    finding.confidence(Confidence.MEDIUM);
    guarded.stream()
        .limit(SHOWN)
        .forEach(g ->
            finding.step(
                g.place(),
                g.name()
                    + " asks by "
                    + (g.guards().contains(guard) ? guard : String.join(", ", g.guards()))));
    String asks = sibling.guards().isEmpty() ? "nothing" : String.join(", ", sibling.guards());
    finding.step(sibling.place(), sibling.name() + " asks by " + asks);
    check.report(finding.saying(sentence(check, guard)));
  }

  private String sentence(Check check, String guard) {
    return new Sentences(say).fill(check.inTest() ? "test" : "present", "guard", guard);
  }
}
