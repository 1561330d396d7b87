package org.assize.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assize.program.source.MemoryTree;
import org.junit.jupiter.api.Test;

class RequirementsTest {
  @Test
  void theLowestOfTheNearestFolderDecides() {
    Map<String, String> files =
        Map.of(
            "requirements.txt", "PyYAML>=3\n",
            "api/setup.cfg", "[options]\ninstall_requires = pyyaml>=5.2\n",
            "api/requirements/base.txt", "pyyaml==6.0\n",
            "web/requirements.txt", "pyyaml\n");
    assertThat(cited(files, "api/src/app.py")).isEqualTo("api/setup.cfg:2");
    assertThat(cited(files, "web/app.py")).isEqualTo("requirements.txt:1");
    assertThat(cited(files, "tool.py")).isEqualTo("requirements.txt:1");
  }

  @Test
  void constraintsRaiseAndAloneTell() {
    assertThat(
            cited(
                Map.of("requirements.txt", "pyyaml>=3\n", "constraints.txt", "PyYAML==5.4\n"),
                "app.py"))
        .isEqualTo("constraints.txt:1");
    assertThat(cited(Map.of("constraints.txt", "PyYAML==5.4\n"), "app.py"))
        .isEqualTo("constraints.txt:1");
  }

  @Test
  void anUpperBoundTellsWhereNothingElseDoes() {
    assertThat(cited(Map.of("requirements.txt", "flask\npyyaml<5\n"), "app.py"))
        .isEqualTo("requirements.txt:2");
    assertThat(cited(Map.of("requirements.txt", "pyyaml\n"), "app.py")).isEmpty();
  }

  private static String cited(Map<String, String> files, String module) {
    return new Requirements(MemoryTree.of(files))
        .lowest(module, "PyYAML")
        .map(Requirements.Declared::cite)
        .orElse("");
  }
}
