package org.assize.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assize.program.RoleSamples.CASE;
import static org.assize.program.RoleSamples.role;
import static org.assize.program.RoleSamples.roles;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assize.facts.CodeRole;
import org.assize.program.RoleReason.Because;
import org.junit.jupiter.api.Test;

/** Roles are concluded from what code does and who uses it; its place alone says nothing. */
class RolesTest {
  /** A package with three modules, and three tests of it in a folder of the given name. */
  private static List<String> project(String tests) {
    return new ArrayList<>(
        List.of(
            "app/__init__.py",
            "",
            "app/a.py",
            "def run(): pass\n",
            "app/b.py",
            "from app import a\n",
            tests + "/__init__.py",
            "",
            tests + "/test_a.py",
            "from app import a\nfrom %s import help\n".formatted(tests) + CASE,
            tests + "/test_b.py",
            "from app import b\n" + CASE,
            tests + "/test_c.py",
            "from app import b\nSCRIPT = 'child.py'\n" + CASE,
            tests + "/help.py",
            "def make(): pass\n",
            tests + "/child.py",
            "print(1)\n",
            tests + "/deploy.py",
            "import os\nos.system('x')\n"));
  }

  @Test
  void aSubclassOfTestCaseIsATestAlsoThroughABaseElsewhere() {
    Sources tree =
        Sources.of(
            "base.py", "import unittest\nclass Base(unittest.TestCase): pass\n",
            "m.py", "import base\nclass T(base.Base):\n    def test_x(self): pass\n");

    RoleReason reason = roles(tree).of(tree.module("m.py"));

    assertThat(reason.role()).isEqualTo(CodeRole.TEST);
    assertThat(reason.because()).isEqualTo(Because.TEST_FRAMEWORK);
    assertThat(reason.witnesses().getFirst().name()).isEqualTo("base.Base");
  }

  @Test
  void aSubclassOfATestCaseOutsideIsATest() {
    Sources tree =
        Sources.of(
            "m.py", "from acme.testing import LiveTestCase\nclass T(LiveTestCase): pass\n",
            "n.py", "from acme.testing import LiveTests\nclass T(LiveTests): pass\n");

    assertThat(role(tree, "m.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "n.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void aBaseThatIsUnboundAfterwardsIsABase() {
    Sources tree =
        Sources.of(
            "base.py", "import unittest\nclass Base(unittest.TestCase): pass\n",
            "m.py", "from base import Base\nclass T(Base): pass\n\n\ndel Base\n",
            "n.py", "from base import Base\nBase = object\nclass T(Base): pass\n");

    assertThat(role(tree, "m.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "base.py")).isEqualTo(CodeRole.PRODUCTION); // n imports it
    assertThat(role(tree, "n.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void whatInheritsFromATestByItsNameIsATest() {
    String base =
        "import pytest\n@pytest.fixture\ndef thing(): pass\nclass TestThing: pass\nclass Other: pass\n";
    Sources tree =
        Sources.of(
            "base.py", base,
            "m.py", "from base import TestThing as Base\nclass TestMine(Base): pass\n",
            "n.py", "from base import Other\nclass TestMine(Other): pass\n",
            "o.py", "from base import TestThing\nclass Mine(TestThing): pass\n");

    assertThat(role(tree, "m.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "n.py")).isEqualTo(CodeRole.PRODUCTION);
    assertThat(role(tree, "o.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void whatStandsOnHelpersOfTestsIsATestThoughNothingImportsIt() {
    List<String> files = project("checks");
    files.addAll(
        List.of(
            "checks/test_d.py",
            CASE,
            "checks/test_e.py",
            CASE,
            "checks/test_f.py",
            CASE,
            "checks/common.py",
            "import unittest\ndef fail(): pass\n",
            "checks/sql.py",
            "from checks import common\n",
            "checks/maria.py",
            "from checks import sql\n"));
    Sources tree = Sources.of(files.toArray(String[]::new));

    assertThat(role(tree, "checks/maria.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "checks/sql.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "checks/deploy.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void aFixtureIsATest() {
    Sources tree =
        Sources.of("conftest.py", "import pytest\n@pytest.fixture\ndef client(): pass\n");

    assertThat(role(tree, "conftest.py")).isEqualTo(CodeRole.TEST);
  }

  @Test
  void aFixtureIsATestAlsoWhereTheFrameworkIsReadToo() {
    Sources tree =
        Sources.of(
            "conftest.py", "import pytest\n@pytest.fixture\ndef client(): pass\n",
            "pytest/__init__.py", "from _pytest.fixtures import fixture\n",
            "_pytest/__init__.py", "",
            "_pytest/fixtures.py", "def fixture(function): return function\n");

    assertThat(role(tree, "conftest.py")).isEqualTo(CodeRole.TEST);
  }

  @Test
  void functionsThatPytestCollectsAreTestsWithoutAnImportIfTheyAssert() {
    Sources tree =
        Sources.of(
            "checks.py", "def test_sum():\n    assert 1 + 1 == 2\n",
            "probe.py", "def test_connection():\n    return 1\n");

    assertThat(role(tree, "checks.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "probe.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void functionsNamedAsTestsThatAskForFixturesAreTests() {
    Sources tree =
        Sources.of(
            "fix.py", "import pytest\n@pytest.fixture\ndef server(): pass\n",
            "run.py",
                "import tools\n@tools.kept\ndef test_page(server, tmp_path):\n    check(server)\n",
            "probe.py", "def test_page(server, retries):\n    check(server)\n");

    assertThat(role(tree, "run.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "probe.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void aModuleThatOnlyBringsFixturesTogetherIsATest() {
    Sources tree =
        Sources.of(
            "fix.py", "import pytest\n@pytest.fixture\ndef server(): pass\n",
            "code.py", "def serve(): pass\n",
            "conftest.py", "from fix import *\n",
            "both.py", "from fix import *\nfrom code import *\n");

    assertThat(role(tree, "conftest.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "fix.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void classesThatPytestCollectsMayInheritAllTheirTests() {
    Sources tree =
        Sources.of(
            "t.py", "import pytest\nimport base\nclass TestApp(base.Tests):\n    name = 'x'\n",
            "base.py", "class Tests:\n    def test_x(self):\n        assert self.name\n",
            "bed.py", "import base2\nclass TestBed(base2.Bed):\n    name = 'x'\n");

    assertThat(role(tree, "t.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "base.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "bed.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void aMixinOfTestsIsATestByWhatItAsserts() {
    Sources tree =
        Sources.of(
            "m.py", "class Mixin:\n    def test_x(self):\n        self.assertTrue(1)\n",
            "n.py", "class Probe:\n    def test_x(self):\n        self.connect()\n");

    assertThat(role(tree, "m.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "n.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void theNameOfAFileSaysNothing() {
    Sources tree = Sources.of("tests/test_all.py", "import os\nos.system('x')\n");

    assertThat(role(tree, "tests/test_all.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void whatTestsImportAmongThemIsATest() {
    Sources tree = sources(project("tests"));

    assertThat(roles(tree).of(tree.module("tests/help.py")).because())
        .isEqualTo(Because.IMPORTED_BY_TESTS_ONLY);
  }

  @Test
  void whatATestNamesIsATest() {
    Sources tree = sources(project("tests"));

    assertThat(roles(tree).of(tree.module("tests/child.py")).because())
        .isEqualTo(Because.AMONG_TESTS);
  }

  @Test
  void aScriptAmongTestsThatNoTestUsesIsProduction() {
    Sources tree = sources(project("tests"));

    assertThat(role(tree, "tests/deploy.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void whatAFrameworkCallsAmongTestsIsATestOnlyIfItImportsOne() {
    String served = "from web import serve\n%s@serve\ndef app(request): pass\n";
    List<String> files = project("tests");
    files.addAll(
        List.of(
            "tests/test_d.py",
            "from app import a\nfrom tests import fakes, service\n" + CASE,
            "tests/fakes.py",
            served.formatted("from tests import test_a\n"),
            "tests/service.py",
            served.formatted("")));
    Sources tree = sources(files);

    assertThat(role(tree, "tests/fakes.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "tests/service.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void renamingTheFolderOfTestsChangesNoRole() {
    Sources tests = sources(project("tests"));
    Sources qa = sources(project("qa"));

    assertThat(byPath(qa)).isEqualTo(renamed(byPath(tests), "tests/", "qa/"));
  }

  @Test
  void movingAProductionPackageUnderTestsChangesNoRole() {
    List<String> moved = new ArrayList<>();
    List<String> files = project("tests");
    for (int i = 0; i < files.size(); i += 2) {
      moved.add(files.get(i).replaceFirst("^app/", "tests/app/"));
      moved.add(files.get(i + 1).replace("from app ", "from tests.app "));
    }
    Sources tree = sources(moved);

    assertThat(role(tree, "tests/app/a.py")).isEqualTo(CodeRole.PRODUCTION);
    assertThat(role(tree, "tests/app/b.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void aHelperAmongTestsThatProductionImportsIsProductionWithThePlace() {
    List<String> files = project("tests");
    files.addAll(List.of("app/c.py", "from tests import help\n"));
    Sources tree = sources(files);

    RoleReason reason = roles(tree).of(tree.module("tests/help.py"));

    assertThat(reason.role()).isEqualTo(CodeRole.PRODUCTION);
    assertThat(reason.because()).isEqualTo(Because.IMPORTED_BY_PRODUCTION);
    assertThat(reason.witnesses().getFirst().module().path()).isEqualTo("app/c.py");
  }

  @Test
  void anImportForTypesOnlyReachesNothing() {
    List<String> files = project("tests");
    files.addAll(
        List.of(
            "app/c.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from tests import help\n"));
    Sources tree = sources(files);

    assertThat(role(tree, "tests/help.py")).isEqualTo(CodeRole.TEST);
  }

  private static Sources sources(List<String> files) {
    return Sources.of(files.toArray(String[]::new));
  }

  private static Map<String, CodeRole> byPath(Sources tree) {
    Roles roles = roles(tree);
    Map<String, CodeRole> found = new TreeMap<>();
    tree.program().modules().forEach(m -> found.put(m.path(), roles.of(m).role()));
    return found;
  }

  private static Map<String, CodeRole> renamed(
      Map<String, CodeRole> roles, String from, String to) {
    Map<String, CodeRole> found = new TreeMap<>();
    roles.forEach((path, role) -> found.put(path.replace(from, to), role));
    return found;
  }
}
