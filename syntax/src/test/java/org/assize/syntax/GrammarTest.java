package org.assize.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted, since when, and with which values. */
final class GrammarTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "match = match[case](type)\n",
        "match (x)\n",
        "match(x).y = _\n",
        "match x, *y:\n  case (1 | -2j), 'a' 'b', a.b: pass\n",
        "type = 1\ntype X[T: int = str, *Ts, **P] = T\n",
        "print(x, file=y)\nprint >> f, x\nexec(c)\n",
        "try: a\nexcept* B as e: c\nfinally: d\n",
        "try: a\nexcept B, C: d\n",
        "with (a as b, c): pass\nwith (yield): pass\nwith (a), b as (c): pass\n",
        "async def f():\n  async with a: return [await b async for b in c]\n",
        "@(a := b)[0].c\nclass D[T](e, metaclass=f): x: int = 1\n",
        "def f(a, /, b=1, *c: *d, e, **g): return *a, b\n",
        "a[*b, 1:2:3, :] = c = yield\n",
        "x = t'{a!r:{b}}' t'c'\n",
        "été = µ = a\\\n  + b\f\n",
        "if a:\r\n\tb\r\n\tc\r\nelse:\r  d",
        "lambda *, a=1, **b: (c := a)\n",
        "{**a, 'b': c, (d := 1): e}; {*a, b}; {k: v for k, v in d if k if v}\n",
        "nonlocal_ = 1if x else 0xfor y\n",
      })
  void soundTextHasNoProblem(String text) {
    ParsedFile file = Outline.parse(text);
    assertThat(Outline.problems(file)).isEmpty();
    assertThat(file.grammar()).isEqualTo(PythonVersion.NEWEST);
    assertThat(file.python2()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8|(a := 1)",
        "8|def f(a, /): pass",
        "6|x: int = 1",
        "6|f'{a}'",
        "12|type X = int",
        "12|f'{a['b']}'",
        "14|t'{a}'",
        "9|with (a as b): pass",
        "9|@a[0].b",
        "11|a[*b]",
        "5|a @ b",
      })
  void aFormIsAProblemBeforeItsVersion(int minor, String text) {
    String whole = text.startsWith("@") ? text + "\ndef f(): pass\n" : text + "\n";
    assertThat(Outline.problems(Outline.parse(whole, minor))).isEmpty();
    assertThat(Outline.problems(Outline.parse(whole, minor - 1))).isNotEmpty();
  }

  @Test
  void asyncWasAName() {
    ParsedFile file = Outline.parse("async = await\n");
    assertThat(Outline.problems(file)).isEmpty();
    assertThat(file.grammar()).isEqualTo(new PythonVersion(6));
  }

  @Test
  void stringsAreDecoded() {
    assertThat(text("'a\\x41\\n\\101\\q'")).isEqualTo("aA\nA\\q");
    assertThat(text("'\\N{BULLET}\\u00e9' \"b\"")).isEqualTo("•éb");
    assertThat(text("r'\\n'")).isEqualTo("\\n");
    assertThat(text("'''a\r\nb\rc'''")).isEqualTo("a\nb\nc");
  }

  private static String text(String literal) {
    return ((Expr.Str) Outline.expression(literal)).value();
  }

  @Test
  void bytesHoldOneCharPerByte() {
    assertThat(Outline.expression("b'\\xff' rb'\\x'"))
        .isInstanceOfSatisfying(Expr.Bytes.class, b -> assertThat(b.value()).isEqualTo("ÿ\\x"));
  }

  @Test
  void loneSurrogatesAreKept() {
    assertThat(Outline.expression("'\\ud800'"))
        .isInstanceOfSatisfying(Expr.Str.class, s -> assertThat(s.value()).isEqualTo("\ud800"));
  }

  @Test
  void numbersOfEveryKind() {
    assertThat(Outline.expression("1_000")).isEqualTo(new Expr.Int(0, 5, 1000));
    assertThat(Outline.expression("0b11")).isEqualTo(new Expr.Int(0, 4, 3));
    assertThat(Outline.expression("1e3")).isEqualTo(new Expr.Real(0, 3, 1000));
    assertThat(Outline.expression("2.5J")).isEqualTo(new Expr.Imaginary(0, 4, 2.5));
    assertThat(Outline.expression("0x1" + "0".repeat(20)))
        .isEqualTo(new Expr.BigInt(0, 23, BigInteger.ONE.shiftLeft(80)));
  }

  @Test
  void identifiersAreNormalised() {
    assertThat(Outline.expression("ﬁ")).isEqualTo(new Expr.Name(0, 1, "fi"));
  }

  @Test
  void namesAreSharedBetweenFiles() {
    Names names = new Names();
    var a = Parser.parse(org.assize.base.SourceText.of("abc"), java.util.Optional.empty(), names);
    var b = Parser.parse(org.assize.base.SourceText.of("abc"), java.util.Optional.empty(), names);
    Expr.Name first = (Expr.Name) Outline.expression(a);
    Expr.Name second = (Expr.Name) Outline.expression(b);
    assertThat(first.id()).isSameAs(second.id());
  }
}
