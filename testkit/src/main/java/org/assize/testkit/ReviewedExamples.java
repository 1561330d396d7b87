package org.assize.testkit;

import java.util.List;
import java.util.Map;
import org.assize.facts.StandardLibrary;
import org.assize.knowledge.Knowledge;
import org.assize.program.source.MemoryTree;
import org.assize.review.CannotReviewException;
import org.assize.review.Coverage;
import org.assize.review.Progress;
import org.assize.review.ProjectReviewer;
import org.assize.review.Review;
import org.assize.review.ReviewRequest;
import org.assize.review.Workspace;

/** Reviews examples as the command line reviews a project, in memory. */
public final class ReviewedExamples implements ExampleReviewer {
  private final Knowledge knowledge;
  private final StandardLibrary standardLibrary;

  /** Reviews with some knowledge. */
  public ReviewedExamples(Knowledge knowledge) {
    this.knowledge = knowledge;
    this.standardLibrary = StandardLibrary.load();
  }

  @Override
  public List<Marked> review(Map<String, String> files) {
    Review review = reviewed(files);
    List<Coverage.InternalFault> faults = review.coverage().faults();
    if (!faults.isEmpty()) {
      throw new AssertionError("a check failed: " + faults.get(0));
    }
    return review.observations().stream()
        .map(o ->
            new Marked(o.location().path(), o.location().startLine(), o.status(), o.weakness()))
        .toList();
  }

  /**
   * Returns the whole review of files in memory.
   *
   * @param files texts by path
   */
  public Review reviewed(Map<String, String> files) {
    return reviewed(files, "");
  }

  /**
   * Returns the review of some of the files.
   *
   * @param files texts by path
   * @param scope path of what is reviewed within them
   */
  public Review reviewed(Map<String, String> files, String scope) {
    Workspace memory =
        request -> new Workspace.Opened(MemoryTree.of(files), List.of(scope), List.of());
    try {
      return new ProjectReviewer("test", knowledge, standardLibrary, memory)
          .review(ReviewRequest.of(List.of("")), Progress.NONE)
          .review();
    } catch (CannotReviewException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }
}
