package org.assize.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.base.SourceText;
import org.assize.facts.Area;
import org.assize.facts.Purpose;
import org.assize.facts.Severity;
import org.assize.facts.Status;
import org.assize.facts.Weakness;
import org.assize.review.CannotReviewException;
import org.assize.review.Coverage;
import org.assize.review.Coverage.NotParsed;
import org.assize.review.LineExplanation;
import org.assize.review.Location;
import org.assize.review.Observation;
import org.assize.review.Phase;
import org.assize.review.ProgramMap;
import org.assize.review.ProgramSize;
import org.assize.review.Progress;
import org.assize.review.Review;
import org.assize.review.ReviewRequest;
import org.assize.review.Reviewed;
import org.assize.review.Reviewer;
import org.assize.review.Tool;
import org.jspecify.annotations.Nullable;

/** Says what it was told to say, and remembers what it was asked. */
final class FakeReviewer implements Reviewer {
  static final Weakness EVAL = weakness("code-injection", Area.INPUT_VALIDATION);
  static final Weakness HASH = weakness("weak-hash", Area.CRYPTOGRAPHY);

  private final List<Observation> observations = new ArrayList<>();
  private final List<NotParsed> notParsed = new ArrayList<>();
  private final List<NotParsed> unread = new ArrayList<>();
  private @Nullable ReviewRequest asked;
  @Nullable RuntimeException fault;
  @Nullable CannotReviewException refusal;

  FakeReviewer says(Weakness weakness, Status status, Severity severity) {
    int line = observations.size() + 1;
    observations.add(
        Observation.builder(weakness, status, Location.of("a.py", line, 1, line, 5))
            .severity(severity)
            .message("it is said")
            .build("%016x".formatted(line)));
    return this;
  }

  FakeReviewer cannotParse(String path) {
    notParsed.add(new NotParsed(path, 1, "invalid syntax"));
    return this;
  }

  FakeReviewer cannotRead(String path) {
    unread.add(new NotParsed(path, 0, "permission denied"));
    return this;
  }

  /** Returns the last request. */
  ReviewRequest asked() {
    if (asked == null) {
      throw new AssertionError("nothing was asked");
    }
    return asked;
  }

  @Override
  public Tool tool() {
    return new Tool("Assize", "0.1.0", "1");
  }

  @Override
  public List<Weakness> weaknesses() {
    return List.of(EVAL, HASH);
  }

  @Override
  public Reviewed review(ReviewRequest request, Progress progress) throws CannotReviewException {
    asked = request;
    progress.phase(Phase.PARSING, 4);
    progress.fileDone();
    progress.fileDone();
    if (fault != null) {
      throw fault;
    }
    if (refusal != null) {
      throw refusal;
    }
    Coverage coverage =
        new Coverage(1, 9, notParsed, List.of(), List.of(), List.of(), List.of(), List.of());
    return new Reviewed(
        Review.of(tool(), new ProgramSize(1, 9), coverage, List.of(), observations),
        path -> Optional.of(SourceText.of("eval(x)  # …\n".repeat(9))),
        unread);
  }

  @Override
  public ProgramMap map(ReviewRequest request, Progress progress) throws CannotReviewException {
    asked = request;
    progress.phase(Phase.FOLLOWING, 0);
    if (fault != null) {
      throw fault;
    }
    if (refusal != null) {
      throw refusal;
    }
    return new ProgramMap(new ProgramSize(0, 0), List.of(), notParsed, unread);
  }

  @Override
  public LineExplanation explain(ReviewRequest request, int line, Progress progress)
      throws CannotReviewException {
    asked = request;
    throw new CannotReviewException("no such line: " + line);
  }

  private static Weakness weakness(String id, Area area) {
    return new Weakness(
        id,
        id,
        area,
        List.of(95),
        Severity.HIGH,
        "",
        List.of(),
        List.of(),
        new Weakness.Suspect("", List.of()),
        Purpose.ANY,
        "Do not.",
        "");
  }
}
