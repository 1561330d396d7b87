package org.assize.review;

import java.util.List;
import org.assize.program.source.SourceTree;

/** Finds what a request names: the outside world of a review. */
public interface Workspace {
  /**
   * Opens the program that a request's paths belong to.
   *
   * @throws CannotReviewException where a path cannot be read or lies outside the program
   */
  Opened open(ReviewRequest request) throws CannotReviewException;

  /**
   * What there is to read.
   *
   * @param tree the program
   * @param scope what is reported, relative to its root; {@code ""} is all of it
   * @param dependencies folders of packages that are read for facts
   */
  record Opened(SourceTree tree, List<String> scope, List<SourceTree> dependencies) {
    /** Copies the lists. */
    public Opened {
      scope = List.copyOf(scope);
      dependencies = List.copyOf(dependencies);
    }
  }
}
