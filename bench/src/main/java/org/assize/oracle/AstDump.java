package org.assize.oracle;

import java.util.List;
import org.assize.base.SourceText;
import org.assize.syntax.Node;
import org.assize.syntax.ParsedFile;
import org.assize.syntax.PythonVersion;
import org.assize.syntax.Stmt;

/**
 * Writes our tree in the canonical form of {@code scripts/ast_dump.py}, with the fields, their
 * order and the places that one version's {@code ast} module has.
 *
 * <p>What only Python 2 knows is written under names that no Python 3 has, so it always differs.
 */
public final class AstDump {
  private final DumpWriter out;
  private final ExprDump exprs;
  private final PatternDump patterns;

  private AstDump(SourceText text, PythonVersion version) {
    this.out = new DumpWriter(text);
    this.exprs = new ExprDump(out, version);
    this.patterns = new PatternDump(out, exprs);
  }

  /** Returns the dump of a file as the {@code ast} module of a version would show it, in ASCII. */
  public static byte[] of(ParsedFile file, PythonVersion version) {
    AstDump dump = new AstDump(file.text(), version);
    dump.out.bare("Module");
    dump.body("body", file.tree().body());
    return dump.out.finish();
  }

  private void body(String field, List<Stmt> statements) {
    if (!statements.isEmpty()) {
      out.list(field, statements.size());
    }
    statements.forEach(this::statement);
  }

  // One case per statement.
  private void statement(Stmt statement) {
    switch (statement) {
      case Stmt.FunctionDef s -> function(s);
      case Stmt.ClassDef s -> classDef(s);
      case Stmt.Return s -> {
        out.node("Return", s);
        exprs.child("value", s.value());
      }
      case Stmt.Delete s -> {
        out.node("Delete", s);
        exprs.list("targets", s.targets(), Context.DELETE);
      }
      case Stmt.Assign s -> {
        out.node("Assign", s);
        exprs.list("targets", s.targets(), Context.STORE);
        exprs.child("value", s.value());
      }
      case Stmt.TypeAlias s -> {
        out.node("TypeAlias", s);
        exprs.child("name", s.name(), Context.STORE);
        typeParams(s.typeParams());
        exprs.child("value", s.value());
      }
      case Stmt.AugAssign s -> {
        out.node("AugAssign", s).plain("op", s.op().astName());
        exprs.child("target", s.target(), Context.STORE);
        exprs.child("value", s.value());
      }
      case Stmt.AnnAssign s -> {
        out.node("AnnAssign", s).number("simple", s.simple() ? 1 : 0);
        exprs.child("target", s.target(), Context.STORE);
        exprs.child("annotation", s.annotation());
        exprs.child("value", s.value());
      }
      case Stmt.For s -> {
        out.node(s.isAsync() ? "AsyncFor" : "For", s);
        exprs.child("target", s.target(), Context.STORE);
        exprs.child("iter", s.iter());
        body("body", s.body());
        body("orelse", s.orelse());
      }
      case Stmt.While s -> {
        out.node("While", s);
        exprs.child("test", s.test());
        body("body", s.body());
        body("orelse", s.orelse());
      }
      case Stmt.If s -> {
        out.node("If", s);
        exprs.child("test", s.test());
        body("body", s.body());
        body("orelse", s.orelse());
      }
      case Stmt.With s -> with(s);
      case Stmt.Match s -> match(s);
      case Stmt.Raise s -> {
        out.node("Raise", s);
        exprs.child("exc", s.exception());
        exprs.child("cause", s.cause());
        exprs.list("legacy", s.legacy(), Context.LOAD);
      }
      case Stmt.Try s -> tryStatement(s);
      case Stmt.Assert s -> {
        out.node("Assert", s);
        exprs.child("test", s.test());
        exprs.child("msg", s.message());
      }
      case Stmt.Import s -> {
        out.node("Import", s);
        exprs.aliases(s.names());
      }
      case Stmt.ImportFrom s -> {
        out.node("ImportFrom", s).text("module", s.module()).number("level", s.level());
        exprs.aliases(s.names());
      }
      case Stmt.Global s -> out.node("Global", s).texts("names", s.names());
      case Stmt.Nonlocal s -> out.node("Nonlocal", s).texts("names", s.names());
      case Stmt.ExprStmt s -> {
        out.node("Expr", s);
        exprs.child("value", s.value());
      }
      case Stmt.Pass s -> out.node("Pass", s);
      case Stmt.Break s -> out.node("Break", s);
      case Stmt.Continue s -> out.node("Continue", s);
      case Stmt.Print s -> {
        out.node("Python2Print", s);
        exprs.child("dest", s.dest());
        exprs.list("values", s.values(), Context.LOAD);
      }
      case Stmt.Exec s -> {
        out.node("Python2Exec", s);
        exprs.child("body", s.code());
        exprs.child("globals", s.globals());
        exprs.child("locals", s.locals());
      }
      case Stmt.Bad s -> {
        out.node("Bad", s);
        body("body", s.body());
      }
    }
  }

  private void function(Stmt.FunctionDef s) {
    out.node(s.isAsync() ? "AsyncFunctionDef" : "FunctionDef", s).text("name", s.name());
    exprs.parameters("args", s.parameters());
    body("body", s.body());
    exprs.list("decorator_list", s.decorators(), Context.LOAD);
    exprs.child("returns", s.returns());
    typeParams(s.typeParams());
  }

  private void classDef(Stmt.ClassDef s) {
    out.node("ClassDef", s).text("name", s.name());
    exprs.arguments("bases", s.bases());
    exprs.keywords(s.keywords());
    body("body", s.body());
    exprs.list("decorator_list", s.decorators(), Context.LOAD);
    typeParams(s.typeParams());
  }

  private void with(Stmt.With s) {
    out.node(s.isAsync() ? "AsyncWith" : "With", s);
    out.list("items", s.items().size());
    for (Node.WithItem item : s.items()) {
      out.bare("withitem");
      exprs.child("context_expr", item.context());
      exprs.child("optional_vars", item.target(), Context.STORE);
    }
    body("body", s.body());
  }

  private void match(Stmt.Match s) {
    out.node("Match", s);
    exprs.child("subject", s.subject());
    if (!s.cases().isEmpty()) {
      out.list("cases", s.cases().size());
    }
    for (Node.MatchCase matchCase : s.cases()) {
      out.bare("match_case");
      patterns.child("pattern", matchCase.pattern());
      exprs.child("guard", matchCase.guard());
      body("body", matchCase.body());
    }
  }

  private void tryStatement(Stmt.Try s) {
    out.node(s.isStar() ? "TryStar" : "Try", s);
    body("body", s.body());
    if (!s.handlers().isEmpty()) {
      out.list("handlers", s.handlers().size());
    }
    for (Node.ExceptHandler handler : s.handlers()) {
      out.node("ExceptHandler", handler).text("name", handler.name());
      exprs.child("type", handler.type());
      exprs.child("target", handler.target(), Context.STORE);
      body("body", handler.body());
    }
    body("orelse", s.orelse());
    body("finalbody", s.finalbody());
  }

  private void typeParams(List<Node.TypeParam> params) {
    if (!params.isEmpty()) {
      out.list("type_params", params.size());
    }
    for (Node.TypeParam param : params) {
      String kind =
          switch (param.kind()) {
            case TYPE_VAR -> "TypeVar";
            case TYPE_VAR_TUPLE -> "TypeVarTuple";
            case PARAM_SPEC -> "ParamSpec";
          };
      out.node(kind, param).text("name", param.name());
      exprs.child("bound", param.bound());
      exprs.child("default_value", param.defaultValue());
    }
  }
}
