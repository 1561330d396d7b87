package org.assize.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintTest {
  private static final Path ROOT = Path.of(System.getProperty("assize.root", ".."));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void printsTheTreeWithItsProblems() throws IOException {
    assertThat(run("ast", file("x = 'é'\n)\n"))).isZero();
    assertThat(text(out))
        .startsWith("Module 1:1-3:1\n  body: Assign 1:1-1:8\n")
        .contains("é")
        .endsWith("2:1: unmatched ')'\n");
  }

  @Test
  void printsWhatNamesMean() throws IOException {
    String code =
        """
        import os.path as p
        class A: pass
        def f(q): return p.join(A().b, q, open)
        x = f
        """;
    assertThat(run("names", file(code))).isZero();
    assertThat(text(out))
        .contains("3:18  p.join  outside: os.path.join\n")
        .contains("3:25  A  class ")
        .contains("3:35  open  outside: builtins.open\n")
        .contains("4:5  f  function ");
  }

  @Test
  void printsTheInstructions() throws IOException {
    assertThat(run("ir", file("def f(a): return a.b\n"))).isZero();
    assertThat(text(out))
        .contains("store f ")
        .contains(".f(a)\nb0:\n  %0 = param a\n  %1 = attr b %0\n  return %1\n");
  }

  @Test
  void saysWhatItCanPrint() throws IOException {
    assertThat(run("tokens", file("x"))).isEqualTo(2);
    assertThat(run("ast")).isEqualTo(2);
    assertThat(text(err)).contains("usage: ./dev print ast|names|ir FILE");
    assertThat(Files.readString(ROOT.resolve("dev"))).contains("./dev print ast|names|ir FILE ");
  }

  @Test
  void saysWhatItCannotRead() {
    assertThat(run("ast", folder + "/none.py")).isEqualTo(2);
    assertThat(text(err)).isEqualTo("dev: cannot read " + folder + "/none.py\n");
  }

  private String file(String code) throws IOException {
    return Files.writeString(folder.resolve("a.py"), code).toString();
  }

  private int run(String... args) {
    return Print.run(stream(out), stream(err), args);
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream from) {
    return from.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
