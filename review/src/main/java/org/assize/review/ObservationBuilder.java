package org.assize.review;

import java.util.ArrayList;
import java.util.List;
import org.assize.facts.CodeRole;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.facts.Severity;
import org.assize.facts.Status;
import org.assize.facts.Weakness;
import org.jspecify.annotations.Nullable;

/**
 * Collects an observation; area, CWE, severity, guidance and production sentence come from the
 * weakness unless they are set here. Not for use by several threads.
 */
public final class ObservationBuilder {
  private final Weakness weakness;
  private final Status status;
  private final Location location;
  private @Nullable Reason reason;
  private Severity severity;
  private Confidence confidence = Confidence.HIGH;
  private CodeRole role = CodeRole.PRODUCTION;
  private @Nullable Control trust;
  private String message = "";
  private String guidance;
  private final List<Step> evidence = new ArrayList<>();
  private final List<List<Step>> routes = new ArrayList<>();
  private final List<MissingFact> missing = new ArrayList<>();
  private @Nullable String tryLine;
  private @Nullable Weakness counterpart;

  ObservationBuilder(Weakness weakness, Status status, Location location) {
    this.weakness = weakness;
    this.status = status;
    this.location = location;
    this.severity = weakness.severity();
    this.guidance = weakness.guidance();
    this.counterpart = weakness.inProduction().equals(weakness.id()) ? weakness : null;
  }

  /** Sets the weakness that the same code is in production, where that is another one. */
  public ObservationBuilder counterpart(Weakness inProduction) {
    this.counterpart = inProduction;
    return this;
  }

  /** Sets why a caution is no defect. */
  public ObservationBuilder reason(Reason why) {
    this.reason = why;
    return this;
  }

  /** Sets the severity here, where it differs from the weakness's own. */
  public ObservationBuilder severity(Severity here) {
    this.severity = here;
    return this;
  }

  /** Sets how sure the weakest step is; high unless set. */
  public ObservationBuilder confidence(Confidence weakest) {
    this.confidence = weakest;
    return this;
  }

  /** Sets the role of the code; production unless set. */
  public ObservationBuilder role(CodeRole ofTheCode) {
    this.role = ofTheCode;
    return this;
  }

  /** Sets who controls the value. */
  public ObservationBuilder trust(Control who) {
    this.trust = who;
    return this;
  }

  /** Sets the sentence. */
  public ObservationBuilder message(String sentence) {
    this.message = sentence;
    return this;
  }

  /** Sets the fix, or what settles it, where something better than the weakness's own is known. */
  public ObservationBuilder guidance(String fix) {
    this.guidance = fix;
    return this;
  }

  /** Adds a step to the chain of evidence. */
  public ObservationBuilder step(Location at, String text) {
    evidence.add(new Step(at, text));
    return this;
  }

  /** Adds a further chain to the same place. */
  public ObservationBuilder route(List<Step> steps) {
    routes.add(steps);
    return this;
  }

  /** Adds what an undecided suspicion waits for. */
  public ObservationBuilder missing(MissingFact fact) {
    missing.add(fact);
    return this;
  }

  /** Sets an input that shows the defect. */
  public ObservationBuilder tryLine(String input) {
    this.tryLine = input;
    return this;
  }

  /** Returns the observation under the fingerprint that {@link Fingerprints} gave it. */
  public Observation build(String fingerprint) {
    return new Observation(
        fingerprint,
        status,
        reason,
        weakness.area(),
        weakness.id(),
        weakness.title(),
        weakness.cwe(),
        severity,
        confidence,
        role,
        trust,
        message,
        guidance,
        weakness.productionSentence(),
        counterpart == null
            ? null
            : new Observation.Counterpart(
                counterpart.id(), counterpart.severity(), counterpart.guidance()),
        location,
        evidence,
        routes,
        missing,
        tryLine);
  }
}
