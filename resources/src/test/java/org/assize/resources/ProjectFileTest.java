package org.assize.resources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Random;
import org.assize.base.Position;
import org.assize.resources.ProjectFile.EntryPoint;
import org.junit.jupiter.api.Test;

class ProjectFileTest {
  private static final String PYPROJECT =
      """
      # a comment
      [project]
      name = "fileshare"
      requires-python = '>=3.9'
      dependencies = [
        "flask>=2",  # web
        "x",
      ]
      [project.scripts]
      fileshare = "fileshare.cli:main"
      "share-admin" = "fileshare.admin:App.run [extra]"
      [project.entry-points."flask.commands"]
      db = "fileshare.db"
      [tool.setuptools]
      package-dir = {"" = "src"}
      packages.find = { where = ["src", "lib"] }
      """;

  @Test
  void readsStandardAndSetuptools() {
    ProjectFile file = ProjectFile.pyproject(PYPROJECT.getBytes(UTF_8));

    assertThat(file.problems()).isEmpty();
    assertThat(file.name()).contains("fileshare");
    assertThat(file.requiresPython()).contains(">=3.9");
    assertThat(file.packageFolders()).containsExactly(entry("", "src"));
    assertThat(file.searchFolders()).containsExactly("src", "lib");
    assertThat(file.entryPoints())
        .containsExactly(
            new EntryPoint("console_scripts", "fileshare", "fileshare.cli", "main"),
            new EntryPoint("console_scripts", "share-admin", "fileshare.admin", "App.run"),
            new EntryPoint("flask.commands", "db", "fileshare.db", ""));
  }

  @Test
  void readsPoetryAndHatch() {
    ProjectFile file =
        ProjectFile.pyproject(
            """
            [tool.poetry]
            name = "p"
            packages = [{ include = "p", from = "src" }, { include = "q/**/*.py" }]
            [tool.poetry.dependencies]
            python = "^3.11"
            [tool.poetry.scripts]
            p = { reference = "p.main:run", type = "console" }
            [tool.hatch.build.targets.wheel]
            packages = ["python/h"]
            """
                .getBytes(UTF_8));

    assertThat(file.packages()).containsExactly("p", "h");
    assertThat(file.searchFolders()).containsExactly("src", "python");
    assertThat(file.requiresPython()).contains("^3.11");
    assertThat(file.entryPoints())
        .containsExactly(new EntryPoint("console_scripts", "p", "p.main", "run"));
  }

  @Test
  void aFaultCostsItsLine() {
    ProjectFile file =
        ProjectFile.pyproject(
            """
            [project]
            name = "open
            requires-python = ">=3.8"
            version = = 3
            [project.scripts
            lost = "a:b"
            [project.scripts]
            kept = "c:d"
            """
                .getBytes(UTF_8));

    assertThat(file.requiresPython()).contains(">=3.8");
    assertThat(file.entryPoints()).extracting(EntryPoint::name).containsExactly("kept");
    assertThat(file.problems())
        .containsExactly(
            new FileProblem(new Position(2, 8), "a string is not closed"),
            new FileProblem(new Position(4, 11), "expected a value"),
            new FileProblem(new Position(5, 17), "expected ']'"));
  }

  @Test
  void readsSetupCfg() {
    ProjectFile file =
        ProjectFile.setupCfg(
            """
            [metadata]
            name = neutron
            python-requires = >=3.8
            [options]
            packages = find:
            package_dir =
                = src
                extra = other/extra
            [options.packages.find]
            where = src
            [files]
            packages =
                neutron
            [entry_points]
            console_scripts =
                # the server
                neutron-server = neutron.cmd.eventlet.server:main
            neutron.core_plugins =
                ml2 = neutron.plugins.ml2.plugin:Ml2Plugin
            """
                .getBytes(UTF_8));

    assertThat(file.name()).contains("neutron");
    assertThat(file.requiresPython()).contains(">=3.8");
    assertThat(file.packages()).containsExactly("neutron");
    assertThat(file.packageFolders())
        .containsExactly(entry("", "src"), entry("extra", "other/extra"));
    assertThat(file.searchFolders()).containsExactly("src");
    assertThat(file.entryPoints())
        .containsExactly(
            new EntryPoint(
                "console_scripts", "neutron-server", "neutron.cmd.eventlet.server", "main"),
            new EntryPoint(
                "neutron.core_plugins", "ml2", "neutron.plugins.ml2.plugin", "Ml2Plugin"));
  }

  @Test
  void readsInstalledEntryPoints() {
    ProjectFile file =
        ProjectFile.entryPointsTxt("junk\n[console_scripts]\nA = b.c:d\n".getBytes(UTF_8));

    assertThat(file.entryPoints())
        .containsExactly(new EntryPoint("console_scripts", "A", "b.c", "d"));
    assertThat(file.problems())
        .containsExactly(new FileProblem(new Position(1, 1), "a line before the first [section]"));
  }

  @Test
  void readsEveryFormOfString() {
    ProjectFile file =
        ProjectFile.pyproject(
            "project.name = \"\"\"\na\\\n   b\\u00e9\"\"\"\nproject.requires-python='''\\x'''\n"
                .getBytes(UTF_8));

    assertThat(file.name()).contains("abé");
    assertThat(file.requiresPython()).contains("\\x");
  }

  @Test
  void neverFailsOnDamagedFiles() {
    Random random = new Random(3);
    byte[] sound = PYPROJECT.getBytes(UTF_8);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = sound.clone();
      for (int i = 0; i < 4; i++) {
        bytes[random.nextInt(bytes.length)] =
            (byte) "[]{}='\"\\\n., a\0".charAt(random.nextInt(14));
      }
      assertThat(ProjectFile.pyproject(bytes).entryPoints()).hasSizeLessThan(20);
      assertThat(ProjectFile.setupCfg(bytes).entryPoints()).hasSizeLessThan(20);
    }
    String deep = "a = " + "[".repeat(50_000);
    assertThat(ProjectFile.pyproject(deep.getBytes(UTF_8)).problems()).hasSize(1);
  }
}
