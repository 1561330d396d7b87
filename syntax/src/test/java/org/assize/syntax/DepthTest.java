package org.assize.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
