package org.assize.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.facts.CodeRole;
import org.assize.facts.Status;
import org.assize.knowledge.Knowledge;
import org.assize.review.Observation;
import org.assize.review.Review;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One pattern of each of six areas, three times: in test code it is a caution, in production it is
 * a defect, and with its guard it is neither.
 */
class NetworksTest {
  private static final Path SAMPLE =
      Path.of(System.getProperty("assize.root", "..")).resolve("examples/networks");

  private static final Map<String, String> FILES = files();
  private static final Review REVIEW = new ReviewedExamples(Knowledge.load()).reviewed(FILES);

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    try (Stream<Path> found = Files.walk(SAMPLE)) {
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        String path = SAMPLE.relativize(file).toString().replace('\\', '/');
        files.put(path, Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # random values: test values, a token, a token of the system's generator
          caution | weak-random            | tests/tools.py             | random.choice(string.ascii_lowercase)
          defect  | weak-random-secret     | identifiers.py             | random.choice(string.ascii_letters)
          nothing | weak-random-secret     | identifiers.py             | random.SystemRandom().choice
          # partial operations: a test, a client who names what is not there, a list of ten
          caution | unguarded-lookup       | tests/unit/test_network.py | [obj for obj in self.objs
          defect  | unguarded-lookup       | api/app.py                 | [one for one in objects
          refuted | empty-choice           | api/app.py                 | random.choice(constants.VALID_MARKS)
          # database access: a table of a test, a client's text, one of three keys
          caution | sql-injection          | tests/base.py              | connection.execute("CREATE TABLE
          defect  | sql-injection          | db/api.py                  | name LIKE
          refuted | sql-injection          | db/api.py                  | ORDER BY
          # identifiers: rows of a test, a session, version 4
          caution | predictable-identifier | tests/tools.py             | uuid.uuid1()
          defect  | predictable-identifier | identifiers.py             | uuid.uuid1().hex
          refuted | exposed-identifier     | tests/tools.py             | uuid.uuid4()
          # validation: fields of a test, a request that names attributes, a list of attributes
          caution | mass-assignment        | tests/base.py              | setattr(obj, key, value)
          defect  | mass-assignment        | api/app.py                 | `        setattr(row, key, value)`
          nothing | mass-assignment        | api/app.py                 | `            setattr(row, key, value)`
          # error messages: an expected exception with values, a database's text, a fixed text
          caution | error-disclosure       | tests/unit/test_network.py | assertRaises(exceptions.DuplicateEntry
          defect  | error-disclosure       | api/app.py                 | "error": str(error)
          refuted | error-disclosure       | tests/unit/test_network.py | assertRaises(exceptions.QuotaExceeded
          """)
  void eachPatternThreeTimes(String status, String weakness, String file, String code) {
    Optional<Status> said = at("networks/" + file, code, weakness).map(Observation::status);
    assertThat(said.map(Status::id).orElse("nothing")).isEqualTo(status);
  }

  /** The observation on the line that holds the code, or around it. */
  private static Optional<Observation> at(String path, String code, String weakness) {
    List<String> lines = Objects.requireNonNull(FILES.get(path), path).lines().toList();
    boolean isWhole = code.startsWith(" ");
    List<Integer> found =
        Stream.iterate(1, n -> n <= lines.size(), n -> n + 1)
            .filter(n -> isWhole ? lines.get(n - 1).equals(code) : lines.get(n - 1).contains(code))
            .toList();
    assertThat(found).as(code).isNotEmpty();
    return REVIEW.observations().stream()
        .filter(o -> o.weakness().equals(weakness) && o.location().path().equals(path))
        .filter(o ->
            found.stream()
                .anyMatch(n -> o.location().startLine() <= n && n <= o.location().lastLine()))
        .findFirst();
  }

  @Test
  void thereIsNoFurtherDefectAndNoDoubt() {
    assertThat(REVIEW.observations().stream().filter(o -> o.status() == Status.DEFECT)).hasSize(6);
    assertThat(REVIEW.observations().stream().filter(o -> o.status() == Status.UNDECIDED))
        .isEmpty();
  }

  @Test
  void testsAreToldFromProductionByWhoUsesThem() {
    assertThat(
            REVIEW.scope().stream()
                .filter(f -> f.role() == CodeRole.TEST && f.lines() > 0)
                .map(f -> f.path()))
        .containsExactly(
            "networks/tests/base.py",
            "networks/tests/tools.py",
            "networks/tests/unit/test_network.py");
  }

  @Test
  void aClientsTextHasALineToTry() {
    assertThat(at("networks/db/api.py", "name LIKE", "sql-injection"))
        .hasValueSatisfying(o ->
            assertThat(o.tryLine())
                .isEqualTo("curl 'http://HOST/networks/search?name=%27%20OR%201=1--'"));
  }
}
