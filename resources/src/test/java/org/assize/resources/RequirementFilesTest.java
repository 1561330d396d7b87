package org.assize.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementFilesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PyYAML>=5.1,<7 ; python_version < '3.9'|pyyaml|5.1|7",
        "jinja2 == 3.1.*|jinja2|3.1|",
        "ruamel.yaml[jinja2]~=0.17.4  # for settings|ruamel-yaml|0.17.4|",
        "lxml<5|lxml||5",
        "Flask|flask||",
        "aiohttp (>=3.8)|aiohttp|3.8|",
        "zope_interface!=4.1,>4.0 --hash=sha256:abc|zope-interface|4.0|",
        "torch>=2.6.0rc1|torch|2.6.0|",
        "jwt===2.0|jwt|2.0|"
      })
  void aLineNamesADistributionAndItsBounds(
      String line, String distribution, String lowest, String highest) {
    List<Requirement> read = read("requirements.txt", "# first\n\n" + line + "\n");
    assertThat(read).hasSize(1);
    assertThat(read.getFirst().distribution()).isEqualTo(distribution);
    assertThat(read.getFirst().lowest().orElse(null)).isEqualTo(lowest);
    assertThat(read.getFirst().highest().orElse(null)).isEqualTo(highest);
    assertThat(read.getFirst().start()).isEqualTo(9);
  }

  @Test
  void optionsAddressesAndProseAreNone() {
    String text =
        "-r base.txt\n--index-url https://x/\ngit+https://x/y.git#egg=z\n./local\nsee the docs\n";
    assertThat(read("requirements.txt", text)).isEmpty();
  }

  @Test
  void projectFilesOfAllKinds() {
    assertThat(read("pyproject.toml", "[project]\ndependencies = ['a>=1', \"b\"]\n"))
        .extracting(Requirement::written)
        .containsExactly("a>=1", "b");
    assertThat(
            read(
                "pyproject.toml",
                "[tool.poetry.dependencies]\na = '^1.2'\nb = {version = '>=2,<3'}\nc = '*'\n"))
        .extracting(Requirement::written)
        .containsExactly("a ^1.2", "b>=2,<3", "c *");
    assertThat(read("Pipfile", "[packages]\na = '==1.2'\n[dev-packages]\nb = '1'\n"))
        .extracting(Requirement::written)
        .containsExactly("a==1.2");
    assertThat(
            read(
                "setup.cfg",
                "[options]\ninstall_requires =\n  a>=1\n  b\n[options.extras_require]\nx = c>=3\n"))
        .extracting(Requirement::written)
        .containsExactly("a>=1", "b", "c>=3");
    assertThat(
            read(
                "setup.py",
                "import setuptools\nBASE = ['a>=1']\nsetuptools.setup(install_requires=BASE + ['b'],"
                    + " extras_require={'x': 'c>=3'})\n"))
        .extracting(Requirement::written)
        .containsExactly("a>=1", "b", "c>=3");
  }

  @Test
  void whatTestsAndToolsNeedIsNotTheProgram() {
    assertThat(RequirementFiles.isOne("requirements.txt")).isTrue();
    assertThat(RequirementFiles.isOne("upper-constraints.txt")).isTrue();
    assertThat(RequirementFiles.isOne("requirements-prod.in")).isTrue();
    assertThat(RequirementFiles.isOne("test-requirements.txt")).isFalse();
    assertThat(RequirementFiles.isOne("requirements_dev.txt")).isFalse();
    assertThat(RequirementFiles.isOne("notes.txt")).isFalse();
  }

  private static List<Requirement> read(String name, String text) {
    return RequirementFiles.read(name, text.getBytes(StandardCharsets.UTF_8)).requirements();
  }
}
