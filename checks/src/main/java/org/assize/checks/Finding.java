package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.facts.Severity;
import org.assize.facts.Status;
import org.assize.facts.Weakness;
import org.assize.program.Requirements;
import org.jspecify.annotations.Nullable;

/**
 * What a check says about one place.
 *
 * @param weakness what it is about
 * @param status what is said
 * @param reason why a caution is no defect; null for every other status
 * @param severity as it is here
 * @param confidence of the weakest step
 * @param control who determines the value, or null where no value is involved
 * @param place the primary place
 * @param message one sentence, the consequence before the mechanism; findings of one file with the
 *     same message are one pattern, so nothing that differs from place to place belongs into it
 * @param fix how to fix this very place, or null to take the weakness's own guidance
 * @param attempt a request or a call that shows the defect, or null where none can be written
 * @param evidence the steps that prove it, or the lines that disprove it
 * @param waitsFor what an undecided suspicion waits for; empty otherwise
 */
public record Finding(
    Weakness weakness,
    Status status,
    @Nullable Reason reason,
    Severity severity,
    Confidence confidence,
    @Nullable Control control,
    Place place,
    String message,
    @Nullable String fix,
    @Nullable String attempt,
    List<Evidence> evidence,
    List<Waiting> waitsFor) {

  /** Something without which a suspicion cannot be decided. */
  public sealed interface Waiting {
    /** An analysis that does not exist yet, in words. */
    record Analysis(String name) implements Waiting {}

    /** The code of a package that is not in the program. */
    record MissingPackage(String name) implements Waiting {}
  }

  /**
   * One step.
   *
   * @param place where
   * @param text what happens there, a few words without a full stop
   * @param asked a line of a project file that says it, for which the place is only where it
   *     matters
   */
  public record Evidence(Place place, String text, Requirements.@Nullable Declared asked) {
    /** A step in the code itself. */
    public Evidence(Place place, String text) {
      this(place, text, null);
    }
  }

  /** Returns the same as a caution, which the place tells by where it stands. */
  public Finding asCaution(Reason why, Evidence by) {
    List<Evidence> steps = new ArrayList<>(evidence);
    steps.add(by);
    return new Finding(
        weakness,
        Status.CAUTION,
        why,
        weakness.severity(),
        confidence,
        control,
        place,
        message,
        fix,
        null,
        List.copyOf(steps),
        List.of());
  }

  /** Starts a defect of the weakness's own severity. */
  public static Builder defect(Weakness weakness, Place place) {
    return new Builder(weakness, place, Status.DEFECT, null);
  }

  /** Starts a caution. */
  public static Builder caution(Weakness weakness, Place place, Reason reason) {
    return new Builder(weakness, place, Status.CAUTION, reason);
  }

  /** Starts a refutation; it needs at least one step of evidence that disproves the suspicion. */
  public static Builder refuted(Weakness weakness, Place place) {
    return new Builder(weakness, place, Status.REFUTED, null);
  }

  /** Starts an undecided suspicion; it names what it waits for. */
  public static Builder undecided(Weakness weakness, Place place, String waitsFor) {
    Builder builder = new Builder(weakness, place, Status.UNDECIDED, null);
    builder.waitsFor.add(new Waiting.Analysis(waitsFor));
    return builder;
  }

  /** Collects the parts of a finding. */
  public static final class Builder {
    private final Weakness weakness;
    private final Place place;
    private final Status status;
    private final @Nullable Reason reason;
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Waiting> waitsFor = new ArrayList<>();
    private Severity severity;
    private Confidence confidence = Confidence.HIGH;
    private @Nullable Control control;
    private @Nullable String fix;
    private @Nullable String attempt;

    private Builder(Weakness weakness, Place place, Status status, @Nullable Reason reason) {
      this.weakness = weakness;
      this.place = place;
      this.status = status;
      this.reason = reason;
      this.severity = weakness.severity();
    }

    /** Sets the severity that it has here. */
    public Builder severity(Severity here) {
      severity = here;
      return this;
    }

    /** Sets how sure the weakest step is; {@code HIGH} when not called. */
    public Builder confidence(Confidence weakest) {
      confidence = weakest;
      return this;
    }

    /** Sets who determines the value. */
    public Builder control(Control who) {
      control = who;
      return this;
    }

    /** Sets the code that fixes this place. */
    public Builder fix(String code) {
      fix = code;
      return this;
    }

    /** Sets a request or a call that shows the defect. */
    public Builder attempt(String line) {
      attempt = line;
      return this;
    }

    /** Whether a defect is said. */
    public boolean isDefect() {
      return status == Status.DEFECT;
    }

    /** Says that an undecided suspicion also waits for the code of a package. */
    public Builder lacks(String name) {
      Waiting code = new Waiting.MissingPackage(name);
      if (status == Status.UNDECIDED && !waitsFor.contains(code)) {
        waitsFor.addFirst(code);
      }
      return this;
    }

    /** Adds a step. */
    public Builder step(Place where, String text) {
      evidence.add(new Evidence(where, text));
      return this;
    }

    /** Adds what the requirements say, if they say something of a fact. */
    public Builder step(Place where, ByVersion byVersion) {
      switch (byVersion) {
        case ByVersion.Holds(var asked, String text) ->
            evidence.add(new Evidence(where, text, asked));
        case ByVersion.Gone(var asked, String text) ->
            evidence.add(new Evidence(where, text, asked));
        case ByVersion.Always _, ByVersion.Open _ -> {}
      }
      return this;
    }

    /** Finishes with the sentence that is said. */
    public Finding saying(String message) {
      if (status == Status.REFUTED && evidence.isEmpty()) {
        throw new IllegalStateException("a refutation without evidence: " + weakness.id());
      }
      return new Finding(
          weakness,
          status,
          reason,
          severity,
          confidence,
          control,
          place,
          message,
          fix,
          attempt,
          List.copyOf(evidence),
          List.copyOf(waitsFor));
    }
  }
}
