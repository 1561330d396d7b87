package org.assize.report;

import org.assize.review.MissingFact;
import org.assize.review.Observation;

/** What settles an undecided suspicion. */
final class Settling {
  private Settling() {}

  /** Returns what to do, in the observation's own words or by what it waits for. */
  static String of(Observation seen) {
    return seen.guidance().isBlank()
        ? String.join("; ", seen.missing().stream().map(Settling::of).distinct().toList())
        : seen.guidance();
  }

  private static String of(MissingFact fact) {
    return switch (fact.kind()) {
      case PACKAGE -> "--deps DIR with " + fact.name();
      case CALL -> "the code of " + fact.name() + ", by --deps DIR or --project DIR";
      case FILE -> "mend " + fact.name() + ", so that it parses";
      case GUARD -> "read " + fact.name() + ": whether it holds could not be analysed";
      case ANALYSIS, COMPARISON -> "find out " + fact.name();
    };
  }
}
