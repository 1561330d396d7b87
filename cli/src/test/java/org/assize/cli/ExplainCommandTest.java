package org.assize.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines, findings and weaknesses as {@code assize explain} shows them. */
class ExplainCommandTest {
  private static final String SAMPLE =
      Path.of(System.getProperty("assize.root", ".."), "examples", "fileshare").toString();

  private static final String SHOP =
      """
      import sqlite3
      from flask import Flask, request

      app = Flask(__name__)
      database = sqlite3.connect("shop.db")
      KINDS = ("book", "lamp")


      @app.route("/goods", methods=["GET"])
      def goods():
          number = int(request.args["number"])
          return rows(request.args["name"], number)


      def rows(name, number):
          kind = request.args["kind"]
          if kind not in KINDS:
              return []
          return database.execute(f"SELECT * FROM {kind} WHERE n = '{name}' AND i = {number}")


      def helper(text):
          return text.upper()
      """;

  @TempDir Path folder;
  private final StringWriter err = new StringWriter();
  private ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void shop() throws IOException {
    Files.writeString(folder.resolve("pyproject.toml"), "");
    Files.writeString(folder.resolve("shop.py"), SHOP);
  }

  @Test
  void aLineSaysWhoReachesItAndWhereEveryWayBackEnds() {
    assertThat(run("explain", folder.resolve("shop.py") + ":19")).isEqualTo(ExitStatus.CLEAN);
    assertThat(text())
        .contains(
            "shop.py:19 belongs to rows(), production code: nothing shows another role.",
            "   19 │     return database.execute(",
            "Reached by production",
            "shop.py:10  goods: app.route(",
            "shop.py:12  rows(…)  calls rows",
            "Said of this line\n  defect    sql-injection  shop.py:19:12",
            "  sql-injection  shop.py:19:12  sqlite3.Connection.execute: defect",
            "    remote    shop.py:12  GET /goods (shop.py:10): a client sends request.args[\"name\"]",
            "    harmless  shop.py:11",
            "    fixed     shop.py:19  {kind} is fixed");
  }

  @Test
  void aLineOnTheWaySaysWhatItsValueReaches() {
    assertThat(run("explain", folder.resolve("shop.py") + ":12:5")).isEqualTo(ExitStatus.CLEAN);
    assertThat(text())
        .contains(
            "shop.py:12 belongs to goods()",
            "An entry\nremote    GET /goods",
            "Said elsewhere, with this line as a step\n  defect    sql-injection",
            "Interpreted elsewhere, of what passes here\n  sql-injection  shop.py:19:12");
  }

  @Test
  void aLineThatNothingInterpretsSaysSo() {
    run("explain", folder.resolve("shop.py") + ":23");
    assertThat(text())
        .contains(
            "shop.py:23 belongs to helper()",
            "Nothing that is known to interpret values gets one of this line.");
  }

  @Test
  void whatIsImportedIsReadWhereItIsNamed() throws IOException {
    Files.writeString(
        folder.resolve("calc.py"),
        """
        from cleaning import number
        from flask import Flask, request

        app = Flask(__name__)


        @app.get("/sum")
        def total():
            return str(eval(number(request.args["n"])))
        """);
    Path libraries = Files.createDirectories(folder.resolve("build/libraries"));
    Files.writeString(
        libraries.resolve("cleaning.py"), "def number(text):\n    return str(int(text))\n");
    String line = folder.resolve("calc.py") + ":9";
    run("explain", line, "--no-deps");
    assertThat(text()).contains("eval: defect");
    run("explain", line, "--deps", libraries.toString());
    assertThat(text()).contains("eval: refuted");
  }

  @Test
  void silenceHasItsReason() throws IOException {
    Files.writeString(
        folder.resolve("quiet.py"),
        """
        import json


        def _read(path):
            return json.load(open(path))


        def settings():
            return open("settings.json")
        """);
    run("explain", folder.resolve("quiet.py") + ":5");
    assertThat(text()).contains("open: not raised: nothing says who", "    unknown   quiet.py:4");
    run("explain", folder.resolve("quiet.py") + ":9");
    assertThat(text()).contains("open: not raised: the program's own text determines the value");
  }

  @Test
  void aFindingIsExplainedByTheBeginningOfItsFingerprint() {
    assertThat(run("explain", "906cce", SAMPLE)).isEqualTo(ExitStatus.CLEAN);
    assertThat(text())
        .startsWith("DEFECT high    weak-random-secret")
        .contains(
            "   1  tests/factories.py:6",
            "   fix  token = secrets.token_urlsafe(16)",
            "defect, in production code, confidence medium.",
            "Secret from a predictable generator: A token, password or nonce that comes from",
            "The whole page: assize explain weak-random-secret");
  }

  @Test
  void whatIsNoDefectIsExplainedToo() {
    assertThat(run("explain", "770247", SAMPLE)).isEqualTo(ExitStatus.CLEAN);
    assertThat(text()).startsWith("REFUTED").contains("order is one of COLUMNS");
  }

  @Test
  void aWeaknessIsItsPage() {
    assertThat(run("explain", "weak-random-secret")).isEqualTo(ExitStatus.CLEAN);
    assertThat(text()).startsWith("# Secret from a predictable generator\n");
  }

  @Test
  void whatIsNotThereIsSaidWithARemedy() {
    String shop = folder.resolve("shop.py").toString();
    refused("no such line: " + shop + " has 23 lines", "explain", shop + ":240");
    refused("no such line: ", "explain", shop + ":0");
    refused("no such file or folder: ", "explain", folder.resolve("gone.py") + ":3");
    refused(
        "no finding with that fingerprint in %s: run assize review --show all %s"
            .formatted(SAMPLE, SAMPLE),
        "explain",
        "abcdef",
        SAMPLE);
    refused("Did you mean weak-random-secret?", "explain", "weak-random-secre");
    refused("a line belongs to one file of Python: ", "explain", SAMPLE + ":3");
    refused("only a finding's id is looked up in paths: x", "explain", shop, "x");
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    String line = folder.resolve("shop.py") + ":19";
    run("explain", line, "--jobs", "1");
    String one = text();
    run("explain", line, "--jobs", "8");
    assertThat(text()).isEqualTo(one);
  }

  private void refused(String why, String... args) {
    err.getBuffer().setLength(0);
    assertThat(run(args)).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).contains(why);
    assertThat(text()).isEmpty();
  }

  private int run(String... args) {
    out = new ByteArrayOutputStream();
    Surroundings process =
        new Surroundings(
            new ByteArrayInputStream(new byte[0]), out, Terminal.NONE, System::nanoTime);
    return Main.run(
        new PrintWriter(out, true, StandardCharsets.UTF_8), new PrintWriter(err), process, args);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
