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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapCommandTest {
  private static final String SAMPLE =
      Path.of(System.getProperty("assize.root", ".."), "examples", "fileshare").toString();

  @TempDir Path folder;
  private final StringWriter err = new StringWriter();
  private ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void theSampleIsEnteredByItsRoutes() {
    assertThat(run("map", SAMPLE)).isEqualTo(ExitStatus.CLEAN);
    assertThat(text())
        .isEqualTo(
            """
            remote    GET /download   fileshare/app.py:14  download()      app.get("/download")
            remote    GET /list       fileshare/app.py:21  listing()       app.get("/list")
            remote    GET /s/<token>  fileshare/app.py:27  shared()        app.get("/s/<token>")
            remote    POST /preview   fileshare/app.py:32  make_preview()  app.post("/preview")
            remote    POST /share     fileshare/app.py:37  share()         app.post("/share")
            test      tests/test_app.py:11  1 test function: DownloadTest.test_download()

            6 entries: 5 remote, 1 of tests.
            13 functions: 12 reached by production, 1 only by tests, 0 by nothing.
            9 files, 108 lines.
            """);
  }

  @Test
  void aFileIsExplainedWithTheWayToItsFunctions() {
    assertThat(run("explain", SAMPLE + "/tests/factories.py")).isEqualTo(ExitStatus.CLEAN);
    assertThat(text())
        .isEqualTo(
            """
            tests/factories.py is production code: it looks like a test, but production code imports it:
            fileshare.links (fileshare/links.py:1).

            Reached by production
              tests/factories.py:5  random_string()
                  fileshare/app.py:37  share: app.post("/share")
                  fileshare/app.py:40  calls share
                  fileshare/links.py:7  calls random_string

            1 function: 1 reached by production, 0 only by tests, 0 by nothing.
            1 file, 6 lines; judged within 9 files, 108 lines.
            """);
  }

  @Test
  void programsReadJson() {
    assertThat(run("map", SAMPLE, "--format", "json")).isEqualTo(ExitStatus.CLEAN);
    assertThat(text())
        .contains("\"address\" : \"GET /download\"", "\"trust\" : \"remote\"", "\"tests\" : 1");
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    run("map", SAMPLE, "--jobs", "1");
    String one = text();
    run("map", SAMPLE, "--jobs", "8");
    assertThat(text()).isEqualTo(one);
  }

  @Test
  void theProjectDecidesWhoReachesAFile() throws IOException {
    Files.writeString(folder.resolve("a.py"), "import b\nb._f()\n");
    Files.writeString(folder.resolve("b.py"), "def _f(): pass\n");
    assertThat(run("explain", folder.resolve("b.py").toString(), "--project", folder.toString()))
        .isEqualTo(ExitStatus.CLEAN);
    assertThat(text()).contains("      a.py:2  calls _f", "judged within 2 files");
  }

  @Test
  void aFileThatCannotBeParsedIsNamed() throws IOException {
    Files.writeString(folder.resolve("a.py"), "def f(:\n");
    assertThat(run("map", folder.toString())).isEqualTo(ExitStatus.CLEAN);
    assertThat(text()).contains("a.py:1");
  }

  @Test
  void whatIsNotThereIsRefused() {
    String gone = folder.resolve("gone").toString();
    assertThat(run("map", gone)).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).startsWith("assize: no such file or folder: " + gone);
    assertThat(run("explain", gone)).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(run("map", folder.toString())).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).contains("nothing to review: no Python file in");
  }

  @Test
  void wrongWordsAreCorrected() {
    assertThat(run("mpa", SAMPLE)).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).contains("Did you mean: assize map ");
    assertThat(run("map", SAMPLE, "--format", "jsn")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).contains("--format knows no 'jsn', only terminal, json");
    assertThat(run("map", SAMPLE, "--jobs", "0")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(run("map", SAMPLE, "--project", "gone")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(run("explain")).isEqualTo(ExitStatus.UNUSABLE);
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
