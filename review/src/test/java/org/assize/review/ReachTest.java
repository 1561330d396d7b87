package org.assize.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assize.review.Reached.NOTHING;
import static org.assize.review.Reached.PRODUCTION;
import static org.assize.review.Reached.TESTS;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReachTest {
  private static final String TEST =
      """
      import unittest
      from pkg import parts

      class PartsTest(unittest.TestCase):
          def test_it(self):
              parts._for_tests(1)
              parts.offered(2)
      """;

  private static Mapped mixed() {
    return new Mapped()
        .file("pkg/__init__.py", "")
        .file(
            "pkg/parts.py",
            """
            def offered(x): return _used(x)
            def _used(x): return x
            def _for_tests(x): return _deeper(x)
            def _deeper(x): return x
            def _dead(x): return x
            """)
        .file("tests/test_parts.py", TEST);
  }

  @Test
  void oneFileMixesWhatProductionTestsAndNothingReach() {
    assertThat(mixed().reached())
        .containsExactly(
            entry("PartsTest.test_it", TESTS),
            entry("_dead", NOTHING),
            entry("_deeper", TESTS),
            entry("_for_tests", TESTS),
            entry("_used", PRODUCTION),
            entry("offered", PRODUCTION));
  }

  @Test
  void aWayShowsEachCall() {
    assertThat(mixed().way("_deeper"))
        .containsExactly(
            "tests/test_parts.py:5 PartsTest.test_it: collected by its name: test_it",
            "tests/test_parts.py:6 calls _for_tests",
            "pkg/parts.py:3 calls _deeper");
  }

  @Test
  void whatProductionImportsFromTestsIsReachedFunctionByFunction() {
    Mapped project =
        new Mapped()
            .file("pkg/__init__.py", "")
            .file("pkg/links.py", "from tests.factories import used\n_TOKEN = used()\n")
            .file("tests/__init__.py", "")
            .file("tests/factories.py", "def used(): return 1\ndef unused(): return 2\n")
            .file(
                "tests/test_links.py",
                """
                import unittest
                from pkg import links
                from tests import factories

                class T(unittest.TestCase):
                    def test_it(self): factories.unused()
                """);
    Map<String, Reached> reached = project.reached();
    assertThat(reached).containsEntry("used", PRODUCTION).containsEntry("unused", TESTS);
  }

  @Test
  void whatPythonCallsIsReachedWithItsClass() {
    Map<String, Reached> reached =
        Mapped.of(
                """
                class _Path:
                    def __str__(self): return self._text()
                    def _text(self): return "x"
                    @property
                    def size(self): return _measure()

                def _measure(): return 1

                print(_Path())
                """)
            .reached();
    assertThat(reached.values()).containsOnly(PRODUCTION);
  }

  @Test
  void callbacksTablesAndNestedFunctionsAreReached() {
    Map<String, Reached> reached =
        Mapped.of(
                """
                def _a(): pass
                def _b(): pass
                def _make():
                    def _inner(): return _c()
                    return _inner
                def _c(): pass
                TABLE = {"a": _a}
                print(sorted([1], key=_b), _make())
                """)
            .reached();
    assertThat(reached.values()).containsOnly(PRODUCTION);
  }

  @Test
  void codeThatCannotRunReachesNothing() {
    Map<String, Reached> reached =
        Mapped.of(
                """
                DEBUG = False
                def _never(): pass
                def run():
                    if DEBUG:
                        _never()
                """)
            .reached();
    assertThat(reached).containsEntry("_never", NOTHING).containsEntry("run", PRODUCTION);
  }

  @Test
  void anAttributeOfSomethingUnknownMayBeAnyMethodOfThatName() {
    assertThat(
            Mapped.of(
                    """
                    class _Thing:
                        def _mark(self): pass

                    def run(thing):
                        return thing._mark
                    """)
                .way("_Thing._mark"))
        .last()
        .isEqualTo("app.py:5 reads an attribute that may be _Thing._mark");
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    Mapped project = mixed();
    assertThat(project.map(8)).isEqualTo(project.map(1));
    assertThat(project.map(8).toString()).isEqualTo(project.map(1).toString());
  }
}
