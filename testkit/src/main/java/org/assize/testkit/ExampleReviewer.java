package org.assize.testkit;

import java.util.List;
import java.util.Map;

/** Reviews an example; the port through which these tests reach the real review. */
@FunctionalInterface
public interface ExampleReviewer {
  /**
   * Returns every observation about a small project, which counts as production unless its content
   * says otherwise.
   *
   * @param files texts by path, in the order of the page
   */
  List<Marked> review(Map<String, String> files);
}
