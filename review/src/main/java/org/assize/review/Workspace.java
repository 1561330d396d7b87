package org.assize.review;

import java.util.List;
import org.assize.program.source.SourceTree;
import org.assize.review.Coverage.NotParsed;

/** Finds what a request names: the outside world of a review. */
public interface Workspace {
  /**
   * Opens the program that a request's paths belong to.
   *
   * @throws CannotReviewException where no path can be read or one lies outside the program
   */
  Opened open(ReviewRequest request) throws CannotReviewException;

  /**
   * What there is to read.
   *
   * @param tree the program
   * @param scope what is reported, relative to its root; {@code ""} is all of it
   * @param dependencies folders of packages that are read for facts
   * @param missing what was named beside it and is not there, as it was written
   */
  record Opened(
      SourceTree tree, List<String> scope, List<SourceTree> dependencies, List<NotParsed> missing) {
    /** Copies the lists. */
    public Opened {
      scope = List.copyOf(scope);
      dependencies = List.copyOf(dependencies);
      missing = List.copyOf(missing);
    }

    /** All that was named is there. */
    public Opened(SourceTree tree, List<String> scope, List<SourceTree> dependencies) {
      this(tree, scope, dependencies, List.of());
    }
  }
}
