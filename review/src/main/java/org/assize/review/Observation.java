package org.assize.review;

import java.util.Comparator;
import java.util.List;
import org.assize.facts.Area;
import org.assize.facts.CodeRole;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.facts.Severity;
import org.assize.facts.Status;
import org.assize.facts.Weakness;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a review about one place.
 *
 * @param fingerprint 16 hexadecimal digits that stay the same when lines move; see {@link
 *     Fingerprints}
 * @param status what is said
 * @param reason why a caution is no defect; null for every other status
 * @param area of the weakness
 * @param weakness its id
 * @param title its name for people, without a full stop
 * @param cwe numbers, the one that fits best first
 * @param severity as it is here, after what control and role take from the weakness's own
 * @param confidence of the weakest step
 * @param role of the code that holds the place
 * @param trust who controls the value, or null where no value is involved
 * @param message one sentence: the consequence, then the mechanism
 * @param guidance how to fix it; for an undecided suspicion, what settles it; may be empty
 * @param productionSentence begins with "In production this would be a defect where"; may be empty
 * @param counterpart what the same code is in production, or null where there is nothing like it
 * @param location the primary place
 * @param evidence the chain from source to sink, or what disproves the suspicion
 * @param routes further chains to the same place; the first step of each says from where
 * @param missing what an undecided suspicion waits for
 * @param tryLine an input that shows the defect, or null
 */
public record Observation(
    String fingerprint,
    Status status,
    @Nullable Reason reason,
    Area area,
    String weakness,
    String title,
    List<Integer> cwe,
    Severity severity,
    Confidence confidence,
    CodeRole role,
    @Nullable Control trust,
    String message,
    String guidance,
    String productionSentence,
    @Nullable Counterpart counterpart,
    Location location,
    List<Step> evidence,
    List<List<Step>> routes,
    List<MissingFact> missing,
    @Nullable String tryLine) {

  /**
   * A weakness as it is in production.
   *
   * @param weakness its id
   * @param severity there
   * @param guidance what to write instead; may be empty
   */
  public record Counterpart(String weakness, Severity severity, String guidance) {}

  /** By place, then by what is said; total for observations that differ in their fingerprint. */
  public static final Comparator<Observation> ORDER =
      Comparator.comparing(Observation::location)
          .thenComparing(Observation::weakness)
          .thenComparing(Observation::status)
          .thenComparing(Observation::message)
          .thenComparing(Observation::fingerprint);

  /** Copies the lists and checks that a caution, and nothing else, has a reason. */
  public Observation {
    if ((status == Status.CAUTION) != (reason != null)) {
      throw new IllegalArgumentException(
          "a reason belongs to a caution: " + weakness + " " + status);
    }
    cwe = List.copyOf(cwe);
    evidence = List.copyOf(evidence);
    routes = routes.stream().map(List::copyOf).toList();
    missing = List.copyOf(missing);
  }

  /** Starts an observation about a place from what the page of its weakness says. */
  public static ObservationBuilder builder(Weakness weakness, Status status, Location location) {
    return new ObservationBuilder(weakness, status, location);
  }
}
