package org.assize.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assize.facts.Status;
import org.assize.knowledge.Knowledge;
import org.assize.knowledge.KnowledgeReader;
import org.assize.knowledge.Page;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

class PageTestsTest {
  private static final String YAML =
      """
      id: own
      title: Own
      area: secrets
      cwe: 798
      severity: high
      severity-reason: Why.
      suspect: {pattern: what}
      guidance: How.
      """;

  @Test
  void eachExampleIsATestNamedByPageAndLine() throws Throwable {
    DynamicTest test = onlyTest(files -> List.of(marked(files, 2)));
    assertThat(test.getDisplayName()).matches("weaknesses/own\\.md:\\d+ Two files");
    test.getExecutable().execute();
  }

  @Test
  void aDifferenceFailsWithTheLineOfThePage() {
    DynamicTest test = onlyTest(files -> List.of(marked(files, 1)));
    assertThatThrownBy(() -> test.getExecutable().execute())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("(app/b.py:2): expected defect: own, observed nothing")
        .hasMessageContaining("(app/b.py:1): observed without a marker: defect: own");
  }

  private static Marked marked(Map<String, String> files, int line) {
    assertThat(files.keySet()).containsExactly("example.py", "app/b.py");
    return new Marked("app/b.py", line, Status.DEFECT, "own");
  }

  private static DynamicTest onlyTest(ExampleReviewer reviewer) {
    DynamicContainer page =
        (DynamicContainer)
            PageTests.of(knowledge(), "weaknesses", reviewer).findFirst().orElseThrow();
    return (DynamicTest) page.getChildren().findFirst().orElseThrow();
  }

  private static Knowledge knowledge() {
    String sections =
        Page.SECTIONS.stream()
            .map(name -> "## " + name + "\nIn production this would be a defect where it is.\n")
            .collect(Collectors.joining());
    String page =
        "# Own\n"
            + sections
            + """
            ## Examples
            ### Two files
            ```python
            import app.b
            ```
            `app/b.py`
            ```python
            x = 1
            y = 2  # defect: own
            ```
            """;
    KnowledgeReader.Result result =
        KnowledgeReader.read(Map.of("weaknesses/own.yaml", YAML, "weaknesses/own.md", page));
    assertThat(result.problems()).isEmpty();
    return result.knowledge();
  }
}
