package org.assize.testkit;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assize.knowledge.Knowledge;
import org.assize.knowledge.Page;
import org.assize.knowledge.WeaknessRule;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Makes tests of the pages of weaknesses, to be returned by a test factory. */
public final class PageTests {
  private PageTests() {}

  /**
   * Returns a container for each page with a test for each example, named by page and line.
   *
   * @param knowledge whose pages are tested
   * @param folder for the names of the tests, for example {@code knowledge/weaknesses}
   */
  public static Stream<DynamicNode> of(
      Knowledge knowledge, String folder, ExampleReviewer reviewer) {
    Set<String> known =
        knowledge.rules().stream()
            .map(rule -> rule.weakness().id())
            .collect(Collectors.toUnmodifiableSet());
    return knowledge.rules().stream()
        .map(WeaknessRule::weakness)
        .map(weakness -> {
          Page page = knowledge.page(weakness.id()).orElseThrow();
          String path = folder + "/" + weakness.id() + ".md";
          return DynamicContainer.dynamicContainer(
              path, tests(path, weakness.id(), page, known, reviewer));
        });
  }

  private static Stream<DynamicTest> tests(
      String path, String weakness, Page page, Set<String> known, ExampleReviewer reviewer) {
    return page.examples().stream()
        .map(example ->
            DynamicTest.dynamicTest(
                path + ":" + example.line() + " " + example.title(),
                () -> {
                  var check = new ExampleCheck(path, weakness, example, known);
                  var differences = check.differences(reviewer);
                  if (!differences.isEmpty()) {
                    Assertions.fail("\n" + String.join("\n", differences));
                  }
                }));
  }
}
