package org.assize.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assize.base.SourceText;
import org.assize.base.Workers;
import org.assize.facts.Facts;
import org.assize.ir.Body;
import org.assize.knowledge.Knowledge;
import org.assize.program.Program;
import org.assize.program.ProgramFile;
import org.assize.program.PythonModule;
import org.assize.program.Resolver;
import org.assize.syntax.Parser;
import org.assize.value.ProgramValues;
import org.assize.value.calls.CallSite;
import org.junit.jupiter.api.Test;

/** What tests do is no part of production, and production no part of what tests may change. */
class TestsApartTest {
  private static final String APP =
      """
      class Driver:
          mode = "real"

          def __init__(self, path):
              self.path = path

          def run(self):
              return self.start()

          def start(self):
              return self.path

      def _go(kind):
          return Driver(kind).run()

      def main():
          return _go("used")
      """;

  private static final String TESTS =
      """
      import app

      class FakeDriver(app.Driver):
          def start(self):
              return "fake"

      def helper():
          return "made"

      def test_go():
          app.Driver.mode = "patched"
          app._go("passed")
          FakeDriver("x").run()
          return helper()
      """;

  private final ProgramValues production = values(List.of("app.py", "test_app.py"));

  private static ProgramValues values(List<String> paths) {
    Facts facts = Knowledge.load().facts();
    List<ProgramFile> files =
        paths.stream()
            .map(path ->
                new ProgramFile(
                    path,
                    Parser.parse(
                        SourceText.of(path.equals("app.py") ? APP : TESTS), Optional.empty()),
                    true,
                    PythonModule.Origin.PROJECT))
            .toList();
    return Workers.deeply(() -> {
      Resolver resolver = new Resolver(Program.of(files, Workers.of(1)));
      return ProgramValues.of(resolver, facts, m -> m.name().startsWith("test_"));
    });
  }

  private static int number(ProgramValues values, String name) {
    return IntStream.range(0, values.bodies().size())
        .filter(i -> values.bodies().get(i).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> callees(ProgramValues values, String name) {
    return values.calls(number(values, name)).stream()
        .map(CallSite::callees)
        .flatMap(List::stream)
        .map(values.bodies()::get)
        .map(Body::name)
        .toList();
  }

  private static String result(ProgramValues values, String name) {
    return values.interpretation(number(values, name)).summary().result().text();
  }

  @Test
  void productionHasNoBodiesOfTests() {
    assertThat(IntStream.range(0, production.bodies().size()))
        .noneMatch(i -> production.bodies().get(i).module().name().equals("test_app"));
  }

  @Test
  void aFakeInATestIsNoOverride() {
    assertThat(callees(production, "app.Driver.run")).containsExactly("app.Driver.start");
  }

  @Test
  void whatTestsPassIsNotWhatProductionPasses() {
    assertThat(result(production, "app.main")).isEqualTo("'used'");
  }

  @Test
  void productionIsTheSameBesideItsTests() {
    ProgramValues both = production.withTests();
    for (int i = 0; i < production.bodies().size(); i++) {
      assertThat(both.bodies().get(i)).isSameAs(production.bodies().get(i));
      assertThat(both.interpretation(i)).isSameAs(production.interpretation(i));
    }
  }

  @Test
  void testsReachProductionAndEachOther() {
    ProgramValues both = production.withTests();
    assertThat(callees(both, "test_app.test_go")).contains("app._go", "test_app.helper");
    assertThat(result(both, "test_app.test_go")).isEqualTo("'made'");
  }
}
