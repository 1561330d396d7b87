package org.assize.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assize.program.RoleSamples.CASE;
import static org.assize.program.RoleSamples.role;

import org.assize.facts.CodeRole;
import org.junit.jupiter.api.Test;

/** Roles of what serves tests: functions that make cases, and modules around a folder of tests. */
class RolesAroundTestsTest {
  @Test
  void aClassMadeByAFunctionIsATestIfThatMakesCases() {
    Sources tree =
        Sources.of(
            "app/__init__.py",
            "",
            "app/cases.py",
            """
            import unittest
            def cases_for(name):
                class Cases(unittest.TestCase):
                    provider = name
                return Cases
            """,
            "app/shop.py",
            "from app.cases import cases_for\nclass ShopCases(cases_for('shop')):\n    pass\n");

    assertThat(role(tree, "app/shop.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "app/cases.py")).isEqualTo(CodeRole.TEST);
  }

  /** Tests of an application in a folder of their own, below one that holds what they need. */
  private static Sources suite(String tested) {
    return Sources.of(
        "app/__init__.py", "",
        "app/a.py", "def run(): pass\n",
        "app/qa/__init__.py", "",
        "app/qa/unit/__init__.py", "",
        "app/qa/unit/test_a.py", "from app.qa import data\n" + tested + CASE,
        "app/qa/unit/test_b.py", tested + CASE,
        "app/qa/unit/test_c.py", tested + CASE,
        "app/qa/data.py", "def make(): pass\n",
        "app/qa/urls.py", "urlpatterns = []\n",
        "app/qa/settings.py", "ROOT_URLCONF = 'app.qa.urls'\n",
        "app/qa/deploy.py", "import os\nos.system('x')\n");
  }

  @Test
  void whatTestsAloneUseAroundTheirFolderIsATest() {
    Sources tree = suite("from app import a\n");

    assertThat(role(tree, "app/qa/data.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "app/qa/settings.py")).isEqualTo(CodeRole.TEST);
    assertThat(role(tree, "app/qa/deploy.py")).isEqualTo(CodeRole.PRODUCTION);
  }

  @Test
  void aPackageWithItsOwnTestsIsProduction() {
    Sources tree = suite("from app.qa import urls\n");

    assertThat(role(tree, "app/qa/data.py")).isEqualTo(CodeRole.PRODUCTION);
    assertThat(role(tree, "app/qa/settings.py")).isEqualTo(CodeRole.PRODUCTION);
  }
}
