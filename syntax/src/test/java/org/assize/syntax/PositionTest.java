package org.assize.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nodes cover the text that CPython's do. */
final class PositionTest {
  @Test
  void anOperationStartsAtTheParenthesisOfItsOperand() {
    assertThat(Outline.of("(a) + b"))
        .containsExactly("ExprStmt (a) + b", "BinOp (a) + b", "Name a", "Name b");
  }

  @Test
  void aTupleTakesItsParenthesesAndItsLastComma() {
    assertThat(Outline.of("(a, b); c,"))
        .containsExactly(
            "ExprStmt (a, b)",
            "Tuple (a, b)",
            "Name a",
            "Name b",
            "ExprStmt c,",
            "Tuple c,",
            "Name c");
  }

  @Test
  void aGeneratorAloneTakesTheParenthesesOfTheCall() {
    assertThat(Outline.of("f(x for x in y)")).contains("GeneratorExp (x for x in y)");
  }

  @Test
  void aDecoratedFunctionStartsAtDef() {
    assertThat(Outline.of("@d.e\ndef f(a, *, b: int = 1) -> c:\n  pass;\n"))
        .containsExactly(
            "FunctionDef def f(a, *, b: int = 1) -> c:|  pass;",
            "Attribute d.e",
            "Name d",
            "Parameters a, *, b: int = 1",
            "Parameter a",
            "Parameter b: int",
            "Name int",
            "Int 1",
            "Name c",
            "Pass pass");
  }

  @Test
  void unaryMinusIsNoConstant() {
    assertThat(Outline.of("-1 ** -x")).startsWith("ExprStmt -1 ** -x", "UnaryOp -1 ** -x");
  }

  @Test
  void fieldsOfFStringsHaveTheirBraces() {
    assertThat(Outline.of("f'a{{{b!r:>{w}}c'"))
        .containsExactly(
            "ExprStmt f'a{{{b!r:>{w}}c'",
            "JoinedStr f'a{{{b!r:>{w}}c'",
            "Str a{{",
            "FormattedValue {b!r:>{w}}",
            "Name b",
            "JoinedStr :>{w}",
            "Str >",
            "FormattedValue {w}",
            "Name w",
            "Str c");
  }

  @Test
  void quotesNestInFStrings() {
    assertThat(Outline.of("f'{a['b']}'")).contains("Subscript a['b']", "Str 'b'");
  }

  @Test
  void elifIsAnIfInElse() {
    assertThat(Outline.of("if a: b\nelif c: d\nelse: e\n"))
        .contains("If if a: b|elif c: d|else: e", "If elif c: d|else: e");
  }

  @Test
  void patternsCoverTheirText() {
    assertThat(Outline.of("match x:\n  case [A(b=1), *_] | {'k': None, **r} as q if z: pass\n"))
        .contains(
            "MatchAs [A(b=1), *_] | {'k': None, **r} as q",
            "MatchOr [A(b=1), *_] | {'k': None, **r}",
            "MatchSequence [A(b=1), *_]",
            "MatchClass A(b=1)",
            "MatchStar *_",
            "MatchMapping {'k': None, **r}",
            "MatchSingleton None");
  }
}
