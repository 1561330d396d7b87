package org.assize.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broken statement costs only itself. */
final class RecoveryTest {
  private static List<String> kinds(List<Stmt> body) {
    return body.stream().map(s -> s.getClass().getSimpleName()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x = (1,\\ny = 2\\ndef f(): pass|1:5 '(' was never closed",
        "x = 'abc\\ny|1:5 unterminated string literal (detected at line 1)",
        "if x\\n  y|1:5 expected ':'",
        "if x:\\ny|2:1 expected an indented block after 'if' statement on line 1",
        "x\\n  y|2:3 unexpected indent",
        "f() = 1|1:1 cannot assign to function call here. Maybe you meant '==' instead of '='?",
        "del f()|1:5 cannot delete function call",
        "f(a=1, b)|1:8 positional argument follows keyword argument",
        "def f(a=1, b): pass|1:12 parameter without a default follows parameter with a default",
        "def f(*): pass|1:7 named arguments must follow bare *",
        "x = 1 +|1:8 invalid syntax",
        "x)|1:2 unmatched ')'",
        "x = 08|1:5 leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        "a $ b|1:3 invalid syntax",
        "try: a\\nb|2:1 expected 'except' or 'finally' block",
        "None = 1|1:1 cannot assign to None",
      })
  void messagesAreCPythons(String text, String problem) {
    ParsedFile file = Outline.parse(text.replace("\\n", "\n") + "\n");
    assertThat(Outline.problems(file)).contains(problem);
  }

  @Test
  void statementsAroundABrokenOneStay() {
    ParsedFile file = Outline.parse("a = 1\nb = = 2\nc = 3\n");
    assertThat(kinds(file.tree().body())).containsExactly("Assign", "Bad", "Assign");
    assertThat(file.text().slice(6, 13)).isEqualTo("b = = 2");
    assertThat(file.tree().body().get(1)).isEqualTo(new Stmt.Bad(6, 13, List.of()));
  }

  @Test
  void aBrokenHeaderKeepsItsBodyAndSwallowsItsElse() {
    ParsedFile file = Outline.parse("if x = = 1:\n  a = 1\n  b()\nelse:\n  c()\nd()\n");
    assertThat(kinds(file.tree().body())).containsExactly("Bad", "ExprStmt");
    assertThat(kinds(((Stmt.Bad) file.tree().body().getFirst()).body()))
        .containsExactly("Assign", "ExprStmt", "ExprStmt");
    assertThat(file.problems()).hasSize(1);
  }

  @Test
  void anUnclosedBracketEndsBeforeTheNextDefinition() {
    ParsedFile file = Outline.parse("x = foo(a,\n  b\n\ndef f():\n  return 1\n");
    assertThat(kinds(file.tree().body())).containsExactly("Bad", "FunctionDef");
    assertThat(file.problems()).hasSize(1);
  }

  @Test
  void statementsBehindAnUnclosedBracketStay() {
    String calls = "run(1)\n\nrun(2)\n";
    ParsedFile before = Outline.parse("x = dict(a=1,\n  b=2,\n\n" + calls + "import sys\n");
    assertThat(kinds(before.tree().body()))
        .containsExactly("Bad", "ExprStmt", "ExprStmt", "Import");
    assertThat(Outline.problems(before)).contains("1:9 '(' was never closed");
    ParsedFile last = Outline.parse("x = dict(a=1,\n  b=2,\n\n" + calls);
    assertThat(kinds(last.tree().body())).containsExactly("Bad", "ExprStmt", "ExprStmt");
  }

  @Test
  void aBrokenClauseLeavesTheRestOfTheStatement() {
    ParsedFile file = Outline.parse("if a:\n  b()\nelif c d:\n  e()\nf()\n");
    assertThat(kinds(file.tree().body())).containsExactly("If", "ExprStmt");
    Stmt.If outer = (Stmt.If) file.tree().body().getFirst();
    assertThat(kinds(outer.body())).containsExactly("ExprStmt");
    assertThat(kinds(outer.orelse())).containsExactly("Bad");
  }

  @Test
  void aDedentThatFitsNoBlockIsOneProblem() {
    ParsedFile file = Outline.parse("if a:\n        b\n    c\nd\n");
    assertThat(Outline.problems(file))
        .containsExactly("3:5 unindent does not match any outer indentation level");
    assertThat(kinds(file.tree().body())).containsExactly("If", "ExprStmt");
  }
}
