package org.assize.review;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.facts.Status;

/**
 * A defect that several rules find at one place is one, in the words of the first; what is found in
 * the file itself comes before what is found in a function that it calls.
 */
final class ToldOnce {
  private final Set<Defect> told = new HashSet<>();

  private ToldOnce() {}

  private record Defect(String weakness, Place place) {}

  /** Returns the results without defects that were told before. */
  static List<CheckRunner.Result> of(List<CheckRunner.Result> results) {
    ToldOnce once = new ToldOnce();
    List<CheckRunner.Result> own =
        results.stream().map(r -> once.without(r, f -> isOwn(f, r))).toList();
    return own.stream().map(r -> once.without(r, f -> !isOwn(f, r))).toList();
  }

  private CheckRunner.Result without(CheckRunner.Result result, Predicate<Finding> meant) {
    List<Finding> kept = new ArrayList<>(result.findings());
    kept.removeIf(f ->
        f.status() == Status.DEFECT
            && meant.test(f)
            && !told.add(new Defect(f.weakness().id(), f.place())));
    return new CheckRunner.Result(result.module(), kept, result.faults());
  }

  private static boolean isOwn(Finding finding, CheckRunner.Result result) {
    return finding.place().module() == result.module();
  }
}
