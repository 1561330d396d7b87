package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    groups.forEach((home, hits) -> {
      report(hits, check);
      new HiddenErrors(check, new NameWords(controls.words(), Set.of()))
          .report(hits.stream().map(Hit::replacement).toList());
    });
  }

  private void report(List<Hit> hits, Check check) {
    Map<String, Replacement> names = new LinkedHashMap<>();
    hits.forEach(h -> names.putIfAbsent(h.replacement.name(), h.replacement));
    Replacement first = hits.getFirst().replacement;
    boolean known = first.function().isPresent();
    String what = known ? what(names, hits) : first.original().dottedPath().orElse(first.name());
    String elsewhere = known ? new UnreplacedCalls(check.program(), replacing).sentence(names) : "";
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
                  + "."
                  + (elsewhere.isEmpty() ? "" : " " + elsewhere)));
    }
  }

  /** A few functions each with its place, more by their number and the first place. */
  private static String what(Map<String, Replacement> names, List<Hit> hits) {
    String home = hits.getFirst().replacement.function().map(f -> f.module().name()).orElse("");
    if (names.size() > 3) {
      return names.size() + " functions of " + home + " (" + firstCite(hits) + ")";
    }
    List<String> each =
        names.values().stream()
            .map(r -> r.name() + r.definition().map(d -> " (" + d.cite() + ")").orElse(""))
            .toList();
    return Wording.list(each) + " of " + home;
  }

  private static String firstCite(List<Hit> hits) {
    return hits.stream()
        .flatMap(h -> h.replacement.definition().stream())
        .min(java.util.Comparator.comparingInt(Place::start))
        .map(Place::cite)
        .orElse("");
  }
}
