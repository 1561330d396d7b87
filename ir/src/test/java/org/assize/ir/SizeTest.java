package org.assize.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assize.base.Workers;
import org.assize.program.PythonModule;
import org.junit.jupiter.api.Test;

/** Large code is lowered in time and size that grow as the code does. */
class SizeTest {
  /** Four times the code may take this much more work: 4 is linear, 16 would be quadratic. */
  private static final double LIMIT = 10;

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining());
  }

  private static void grows(int size, IntFunction<String> code) {
    PythonModule small = Lowered.parse(code.apply(size / 4));
    PythonModule large = Lowered.parse(code.apply(size));
    long[] work = Workers.deeply(() -> new long[] {work(small), work(large)});

    assertThat((double) work[1] / work[0]).isLessThan(LIMIT);
    assertThat((double) size(large) / size(small)).isLessThan(LIMIT);
  }

  /**
   * Bytes that lowering asks for: unlike time, they do not depend on what else the machine does.
   */
  private static long work(PythonModule module) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Lowering.lower(module);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static int size(PythonModule module) {
    Body body = Workers.deeply(() -> Lowering.lower(module));
    return body.size() + body.children().stream().mapToInt(Body::size).sum();
  }

  @Test
  void aFunctionOfManyBranches() {
    grows(
        5_000,
        n ->
            "def f(x, y):\n"
                + lines(n, i -> "    if x == %d:\n        y = g(x, y)\n".formatted(i))
                + "    return x, y\n");
  }

  @Test
  void aModuleOfManyVariablesThatAreReadFarBehind() {
    grows(
        10_000,
        n ->
            lines(n, "v%d = f()\n"::formatted)
                + lines(n, i -> "if v%d:\n    g(v%d)\n".formatted(i, n - 1 - i)));
  }

  @Test
  void aModuleOfManyLines() {
    grows(
        20_000,
        n ->
            lines(n / 4, i -> "v%1$d = f()\nif v%1$d:\n    w%1$d = v%2$d\n\n".formatted(i, i / 2)));
  }

  @Test
  void manyVariablesInALoop() {
    grows(
        8_000,
        n ->
            "def f(x):\n"
                + lines(n, "    v%d = 0\n"::formatted)
                + "    while x:\n"
                + lines(n, i -> "        if x > %1$d: v%1$d = v%2$d\n".formatted(i, i * 7 % n))
                + "    return v1\n");
  }

  @Test
  void aDictionaryOfManyLiterals() {
    grows(100_000, n -> "d = {\n" + lines(n, "  'k%1$d': %1$d,\n"::formatted) + "}\n");
  }

  @Test
  void anExpressionOfManyTerms() {
    grows(10_000, n -> "x = 0" + lines(n, " + a%d"::formatted) + "\n");
  }

  @Test
  void aTestOfManyTerms() {
    grows(10_000, n -> "x = a" + lines(n, " and a%d"::formatted) + "\n");
  }

  @Test
  void aLongChainOfElif() {
    grows(
        5_000,
        n ->
            "def f(x):\n    if x: y = 0\n"
                + lines(n, "    elif x == %1$d: y = %1$d\n"::formatted)
                + "    return y\n");
  }

  @Test
  void nestedFinallyPartsAreNotMultiplied() {
    grows(
        40,
        n ->
            "def f(g):\n"
                + lines(
                    n, i -> "  ".repeat(i + 1) + "try: g()\n" + "  ".repeat(i + 1) + "finally:\n")
                + "  ".repeat(n + 1)
                + "return 1\n");
  }
}
