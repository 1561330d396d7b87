package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Reason;

/**
 * Functions that talk to a database and that tests replace, told once for each module they are
 * from.
 *
 * @param replacing label of facts about calls that replace
 * @param queries labels of facts about functions that hand a query on
 * @param handles names of what a query is sent through
 * @param controls names of functions that decide about access: they are another weakness
 */
public record MockedQueries(
    String replacing, Set<String> queries, NameWords handles, NameWords controls)
    implements Detector {
  private record Hit(Replacement replacement, Optional<Place> through) {}

  @Override
  public void review(Check check) {
    if (!check.inTest()) {
      return;
    }
    ProgramView program = check.program();
    DataAccess data = program.part(DataAccess.class, queries, DataAccess::new);
    Library library = program.library();
    Map<String, List<Hit>> groups = new LinkedHashMap<>();
    for (Replacement r :
        program.part(Replacements.class, replacing, Replacements::new).in(check.view().module())) {
      if (!controls.speaksIn(r.name())) {
        Optional<Place> through = r.function().flatMap(f -> data.reach(f, handles));
        String path = r.original().dottedPath().orElse("");
        boolean outside =
            r.original() instanceof org.assize.program.Target.External
                && library.at(path, org.assize.facts.Fact.class).stream()
                    .anyMatch(f -> queries.contains(f.label()));
        if (through.isPresent() || outside) {
          String home = r.function().map(f -> f.module().path()).orElse(path);
          groups.computeIfAbsent(home, h -> new ArrayList<>()).add(new Hit(r, through));
        }
      }
    }
    groups.forEach((home, hits) -> report(hits, check));
  }

  private static void report(List<Hit> hits, Check check) {
    Set<String> names = new LinkedHashSet<>();
    hits.forEach(h -> names.add(h.replacement.name()));
    Replacement first = hits.getFirst().replacement;
    String home =
        first
            .function()
            .map(f -> f.module().name() + " (" + firstCite(hits) + ")")
            .orElse(first.original().dottedPath().orElse(first.name()));
    String what =
        first.function().isEmpty()
            ? home
            : names.size() > 3
                ? names.size() + " functions of " + home
                : Wording.list(List.copyOf(names)) + " of " + home;
    for (Hit hit : hits) {
      Finding.Builder finding =
          Finding.caution(check.weakness(), hit.replacement.site(), Reason.TEST_CODE);
      hit.replacement
          .definition()
          .ifPresent(d -> finding.step(d, "the real " + hit.replacement.name()));
      hit.through.ifPresent(t -> finding.step(t, "reaches the database here"));
      if (hit.replacement.byName()) {
        finding.confidence(Confidence.LOW);
      }
      check.report(
          finding.saying(
              "No claim about the real queries can rest on these tests: they replace "
                  + what
                  + "."));
    }
  }

  private static String firstCite(List<Hit> hits) {
    return hits.stream()
        .flatMap(h -> h.replacement.definition().stream())
        .min(java.util.Comparator.comparingInt(Place::start))
        .map(Place::cite)
        .orElse("");
  }
}
