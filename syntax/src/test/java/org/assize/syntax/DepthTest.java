package org.assize.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Extreme text ends in a tree of bounded height, on a stack of ordinary size. */
final class DepthTest {
  private record At(Node node, int level) {}

  private static int height(Node root) {
    Deque<At> open = new ArrayDeque<>();
    open.push(new At(root, 1));
    int height = 0;
    while (!open.isEmpty()) {
      At at = open.pop();
      height = Math.max(height, at.level());
      Nodes.forEachChild(at.node(), child -> open.push(new At(child, at.level() + 1)));
    }
    return height;
  }

  private static ParsedFile parse(String text) throws InterruptedException {
    AtomicReference<ParsedFile> parsed = new AtomicReference<>();
    Thread thread = new Thread(null, () -> parsed.set(Outline.parse(text)), "parse", 1 << 20);
    thread.start();
    thread.join();
    return parsed.get();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "{",
        "f(",
        "a[",
        "lambda: ",
        "lambda x=",
        "not ",
        "- ",
        "a if b else ",
        "a ** ",
        "f'{",
        "f'{x:{",
        "`",
        "a.",
        "[x for x in ",
        "a: ",
        "@a\n",
        "(\n",
        "if a:\n",
        "else:\n",
        "'",
        "x = (a\n",
        "await ",
        "match x:\n case [",
        "*",
        "a=",
        "a < ",
        "$",
        "\\\n"
      })
  void aHundredThousandTimes(String part) throws InterruptedException {
    ParsedFile file = parse(part.repeat(100_000));
    assertThat(file).isNotNull();
    assertThat(file.problems()).isNotEmpty();
    assertThat(height(file.tree())).isLessThan(Parser.MAX_HEIGHT);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          a, ` and a`, ``
          a, ` or a and a`, ``
          a, ` < a`, ``
          a, ` in a`, ``
          a, `.b`, ``
          a, `()`, ``
          a, `[0]`, ``
          a, `.b(c=1)`, ``
          `'a'`, ` "b"`, ``
          `'a'`, ` f'{b}'`, ``
          `"%s"`, ` % a`, ``
          [a, ` for b in c`, ]
          [a for b in c, ` if d`, ]
          `if a: b`, `\nelif c: d`, ``
          ``, `@a\n`, `def f(): b`
          ``, `a = `, `b`
          ``, `a; `, `b`
          `try: a`, `\nexcept A: b`, ``
          `with a`, `, a`, `: b`
          `match a:`, `\n case 1: b`, ``
          `match a:\n case 1`, ` | 1`, `: b`
          """)
  void thousandsOfTermsAreFine(String first, String part, String last) throws InterruptedException {
    int count = part.contains("elif") ? 4_000 : 9_999;
    String text = first + part.repeat(count) + last;
    ParsedFile file = parse(text.replace("\\n", "\n"));
    assertThat(Outline.problems(file)).isEmpty();
    assertThat(height(file.tree())).isLessThan(Parser.MAX_HEIGHT);
  }

  @ParameterizedTest
  @CsvSource({"(, )", "[, ]", "{, }", "'f(', )", "a[, ]"})
  void closedBracketsCostOnlyTheirStatement(String open, String close) throws InterruptedException {
    String deep = open.repeat(100_000) + close.repeat(100_000);
    ParsedFile file = parse("a = " + deep + "\nb = 1\n");
    assertThat(file.problems()).hasSize(1);
    assertThat(file.tree().body()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x = = 1\n", "x = 'a\n", "x = (1,\n", "if a b:\n  c\n", "\0", "a b "})
  void everyBrokenLineIsRead(String line) throws InterruptedException {
    ParsedFile file = parse(line.repeat(50_000) + "\ndef last(): pass\n");
    assertThat(file.problems()).isNotEmpty();
    assertThat(file.tree().body().getLast()).isInstanceOf(Stmt.FunctionDef.class);
  }

  @Test
  void oneLongLineIsFine() throws InterruptedException {
    int million = 1_000_000;
    assertThat(parse("'" + "a".repeat(million) + "'").problems()).isEmpty();
    assertThat(parse("a".repeat(million)).problems()).isEmpty();
    assertThat(parse("0x" + "f".repeat(million)).problems()).isEmpty();
    assertThat(parse("1." + "1".repeat(million)).problems()).isEmpty();
    assertThat(parse("# " + "1".repeat(million)).problems()).isEmpty();
    assertThat(parse("1".repeat(million)).problems()).hasSize(1);
  }

  @Test
  void tenThousandTermsAreFine() throws InterruptedException {
    ParsedFile file = parse("a" + " + a".repeat(9_999));
    assertThat(file.problems()).isEmpty();
    assertThat(height(file.tree())).isEqualTo(10_002);
  }

  @Test
  void aHundredThousandElementsAreFine() throws InterruptedException {
    ParsedFile file = parse("[" + "1, ".repeat(100_000) + "]");
    assertThat(file.problems()).isEmpty();
  }

  @Test
  void longChainsOfElifAreFine() throws InterruptedException {
    ParsedFile file = parse("if a: pass\n" + "elif b: pass\n".repeat(4_000));
    assertThat(file.problems()).isEmpty();
    assertThat(height(file.tree())).isLessThan(Parser.MAX_HEIGHT);
  }
}
