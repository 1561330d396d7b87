package org.assize.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.program.PythonFunction;

/**
 * Functions that reach outside the program and that tests replace, told once for each effect and
 * home, and whatever a base class or fixture of other tests replaces.
 *
 * @param replacing label of facts about calls that replace
 * @param effects from labels of facts about what a function calls to what it then does, in words:
 *     {@code ssrf: talks to the network}
 * @param acts from words in the name of the replaced function to what it does
 * @param controls names of functions that decide about access: they are another weakness
 */
public record ReplacedCollaborators(
    String replacing, Map<String, String> effects, Map<String, String> acts, NameWords controls)
    implements Detector {
  /** Copies the maps. */
  public ReplacedCollaborators {
    effects = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(effects));
    acts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(acts));
  }

  private record Effect(String words, Optional<Place> through) {}

  private record Hit(Replacement replacement, Effect effect) {}

  @Override
  public void review(Check check) {
    if (!check.inTest()) {
      return;
    }
    Map<String, List<Hit>> groups = new LinkedHashMap<>();
    Replacements all = check.program().part(Replacements.class, replacing, Replacements::new);
    for (Replacement r : all.in(check.view().module())) {
      Optional<Effect> effect = controls.speaksIn(r.name()) ? Optional.empty() : effect(r, check);
      effect.ifPresent(e -> {
        String home = r.function().map(f -> f.module().path()).orElse("");
        groups.computeIfAbsent(e.words + "|" + home, k -> new ArrayList<>()).add(new Hit(r, e));
      });
    }
    groups.values().forEach(hits -> report(hits, check));
    new ReplacedState(check, controls).report(all.in(check.view().module()));
    new StandingReplacements(check.program(), replacing)
        .of(check.view())
        .forEach(carrier -> standing(carrier, check));
  }

  /** What a base class or a fixture of other tests replaces, the controls among it first. */
  private void standing(StandingReplacements.Carrier carrier, Check check) {
    List<Replacement> first =
        carrier.replaced().stream()
            .filter(r -> !r.name().startsWith("__"))
            .sorted(
                Comparator.comparing((Replacement r) -> !controls.speaksIn(r.name()))
                    .thenComparing(r -> r.definition().isEmpty() && r.owner().isEmpty()))
            .toList();
    if (first.isEmpty()) {
      return;
    }
    Finding.Builder finding =
        Finding.caution(check.weakness(), carrier.anchor(), Reason.TEST_CODE)
            .step(carrier.home(), "replaces it before the tests run");
    first.stream().limit(4).forEach(r -> finding.step(r.site(), "replaces " + r.name()));
    List<String> names = first.stream().map(Replacement::cited).distinct().toList();
    check.report(
        finding.saying(
            "The tests do not meet "
                + Wording.list(names)
                + ": "
                + carrier.type().name()
                + " ("
                + carrier.home().cite()
                + ") replaces "
                + (names.size() == 1 ? "it" : "them")
                + "."));
  }

  private Optional<Effect> effect(Replacement r, Check check) {
    Library library = check.program().library();
    Optional<PythonFunction> function = r.function();
    if (function.isEmpty()) {
      return r.original() instanceof org.assize.program.Target.External e
          ? words(e.path(), library).map(w -> new Effect(w, Optional.empty()))
          : Optional.empty();
    }
    ModuleView view = check.program().view(function.get().module());
    for (CallSite call : view.callsIn(function.get())) {
      Optional<String> words = words(call.path(), library);
      if (words.isPresent()) {
        return Optional.of(new Effect(words.get(), Optional.of(call.place())));
      }
    }
    return NameWords.split(r.name()).stream()
        .filter(acts::containsKey)
        .map(acts::get)
        .findFirst()
        .map(w -> new Effect(w, Optional.empty()));
  }

  private Optional<String> words(String path, Library library) {
    return library.at(path, Fact.class).stream()
        .filter(f -> f instanceof Fact.Sink || f instanceof Fact.Source)
        .map(Fact::label)
        .filter(effects::containsKey)
        .map(effects::get)
        .findFirst();
  }

  private static void report(List<Hit> hits, Check check) {
    Set<String> names = new LinkedHashSet<>();
    for (Hit hit : hits) {
      names.add(hit.replacement.cited());
    }
    String message =
        "What "
            + hits.getFirst().effect.words
            + " is not exercised here: the tests replace "
            + Wording.list(List.copyOf(names))
            + ".";
    for (Hit hit : hits) {
      Finding.Builder finding =
          Finding.caution(check.weakness(), hit.replacement.site(), Reason.TEST_CODE);
      hit.replacement
          .definition()
          .ifPresent(d -> finding.step(d, "the real " + hit.replacement.name()));
      hit.effect.through.ifPresent(p -> finding.step(p, hit.effect.words));
      check.report(finding.saying(message));
    }
  }
}
