package org.assize.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assize.base.SourceText;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.ParsedFile;
import org.assize.syntax.PythonVersion;
import org.assize.syntax.Stmt;
import org.junit.jupiter.api.Test;

final class AstDumpTest {
  @Test
  void columnsCountBytesOfUtf8() {
    // 2, 3 and 4 bytes, then a name
    String text = "'é€😀'; x";
    Expr.Name name = new Expr.Name(8, 9, "x");
    assertThat(dump(text, 14, new Stmt.ExprStmt(8, 9, name)))
        .containsExactly("Module", "body[1 Expr 1 13 1 14", "value=Name 1 13 1 14 id=x ctx=Load");
  }

  @Test
  void linesMayEndInAnyWay() {
    assertThat(dump("a\r\nb\r\rpass", 14, new Stmt.Pass(6, 10))).contains("body[1 Pass 4 0 4 4");
    assertThat(dump("a\fb\n\npass", 14, new Stmt.Pass(5, 9))).contains("body[1 Pass 3 0 3 4");
  }

  @Test
  void contextFollowsFromThePlace() {
    // a.b[c], *d = e
    Expr attribute = new Expr.Attribute(0, 3, new Expr.Name(0, 1, "a"), "b");
    Expr subscript = new Expr.Subscript(0, 6, attribute, new Expr.Name(4, 5, "c"));
    Expr starred = new Expr.Starred(8, 10, new Expr.Name(9, 10, "d"));
    Expr tuple = new Expr.Tuple(0, 10, List.of(subscript, starred));
    Stmt assign = new Stmt.Assign(0, 14, List.of(tuple), new Expr.Name(13, 14, "e"));
    assertThat(dump("a.b[c], *d = e", 12, assign))
        .containsExactly(
            "Module",
            "body[1 Assign 1 0 1 14",
            "targets[1 Tuple 1 0 1 10 ctx=Store",
            "elts[2 Subscript 1 0 1 6 ctx=Store",
            "value=Attribute 1 0 1 3 attr=b ctx=Load",
            "value=Name 1 0 1 1 id=a ctx=Load",
            "slice=Name 1 4 1 5 id=c ctx=Load",
            "Starred 1 8 1 10 ctx=Store",
            "value=Name 1 9 1 10 id=d ctx=Store",
            "value=Name 1 13 1 14 id=e ctx=Load");
  }

  @Test
  void python38WrapsAnIndex() {
    Expr a = new Expr.Name(0, 1, "a");
    Expr slice = new Expr.Slice(2, 3, null, null, null);
    Expr tuple = new Expr.Tuple(2, 6, List.of(slice, new Expr.Int(5, 6, 1)));
    Stmt stmt = new Stmt.ExprStmt(0, 7, new Expr.Subscript(0, 7, a, tuple));
    assertThat(dump("a[:, 1]", 8, stmt))
        .endsWith("slice=ExtSlice", "dims[2 Slice", "Index", "value=Constant 1 5 1 6 value=i1");
    assertThat(dump("a[:, 1]", 9, stmt))
        .endsWith(
            "slice=Tuple 1 2 1 6 ctx=Load", "elts[2 Slice 1 2 1 3", "Constant 1 5 1 6 value=i1");
  }

  @Test
  void python38EndsAStarredArgumentBeforeItsParenthesis() {
    Expr starred = new Expr.Starred(2, 6, new Expr.Name(4, 5, "a"));
    Expr call = new Expr.Call(0, 7, new Expr.Name(0, 1, "f"), List.of(starred), List.of());
    assertThat(dump("f(*(a))", 8, new Stmt.ExprStmt(0, 7, call)))
        .contains("args[1 Starred 1 2 1 5 ctx=Load");
    assertThat(dump("f(*(a))", 9, new Stmt.ExprStmt(0, 7, call)))
        .contains("args[1 Starred 1 2 1 6 ctx=Load");
  }

  @Test
  void placesInsideAnFStringCountSince312() {
    Expr value = new Expr.FormattedValue(2, 5, new Expr.Name(3, 4, "x"), -1, null);
    Stmt stmt = new Stmt.ExprStmt(0, 6, new Expr.JoinedStr(0, 6, List.of(value)));
    assertThat(dump("f'{x}'", 11, stmt))
        .endsWith("values[1 FormattedValue conversion=-1", "value=Name id=x ctx=Load");
    assertThat(dump("f'{x}'", 12, stmt))
        .endsWith(
            "values[1 FormattedValue 1 2 1 5 conversion=-1", "value=Name 1 3 1 4 id=x ctx=Load");
  }

  @Test
  void constantsAreExact() {
    assertThat(constant(new Expr.Str(0, 1, "a\\\n\u20ac", true)))
        .isEqualTo("value=s'a\\u005c\\u000a\\u20ac kind=u");
    assertThat(constant(new Expr.Real(0, 1, 1.5))).isEqualTo("value=f3ff8000000000000");
    assertThat(constant(new Expr.Imaginary(0, 1, 0.0))).isEqualTo("value=c0000000000000000");
    assertThat(constant(new Expr.BigInt(0, 1, java.math.BigInteger.TWO.pow(64))))
        .isEqualTo("value=i10000000000000000");
  }

  private static String constant(Expr expr) {
    String line = dump("0", 14, new Stmt.ExprStmt(0, 1, expr)).getLast();
    return line.substring("value=Constant 1 0 1 1 ".length());
  }

  private static List<String> dump(String text, int minor, Stmt statement) {
    PythonVersion version = new PythonVersion(minor);
    Node.Module module = new Node.Module(0, text.length(), List.of(statement));
    ParsedFile file = new ParsedFile(SourceText.of(text), module, List.of(), version, false);
    return new String(AstDump.of(file, version), StandardCharsets.US_ASCII).lines().toList();
  }
}
