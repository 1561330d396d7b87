package org.assize.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that only Python 2 has are taken as such. */
final class Python2Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "print 'a', b,\n",
        "print 'a'\nprint >>f, x\nprint\n",
        "exec code in a, b\n",
        "x = `a`\n",
        "raise E, v, tb\n",
        "x = 0777 + 1L + 0xFFl\n",
        "x = ur'a' <> b\n",
        "def f(a, (b, c)=d): print a\n",
        "[x for x in 1, 2]\n",
        "print 'a'\ntry: a\nexcept E, e: b\n",
      })
  void acceptedAndMarked(String text) {
    ParsedFile file = Outline.parse(text);
    assertThat(Outline.problems(file)).isEmpty();
    assertThat(file.python2()).isTrue();
  }

  @Test
  void aForcedVersionRefusesThem() {
    assertThat(Outline.problems(Outline.parse("print 'a'\n", 8)))
        .containsExactly("1:1 Missing parentheses in call to 'print'. Did you mean print(...)?");
  }

  @Test
  void oneFormMakesTheWholeFilePython2() {
    ParsedFile file = Outline.parse("try: a\nexcept E, e: print 'x'\n");
    assertThat(file.tree().body().getFirst())
        .isInstanceOfSatisfying(
            Stmt.Try.class, t -> assertThat(t.handlers().getFirst().name()).isEqualTo("e"));
  }

  @Test
  void printIsAFunctionWhereImportedAsOne() {
    ParsedFile file =
        Outline.parse("from __future__ import print_function\nprint(a, file=b)\nexec 'c'\n");
    assertThat(Outline.problems(file)).isEmpty();
    assertThat(file.tree().body().get(1)).isInstanceOf(Stmt.ExprStmt.class);
  }

  @Test
  void printKnowsItsDestinationAndComma() {
    ParsedFile file = Outline.parse("print `a`\nprint >>f, x,\n");
    assertThat(file.tree().body())
        .satisfies(body -> assertThat(body).hasSize(2))
        .last()
        .isEqualTo(
            new Stmt.Print(
                10, 23, new Expr.Name(18, 19, "f"), List.of(new Expr.Name(21, 22, "x")), false));
  }
}
