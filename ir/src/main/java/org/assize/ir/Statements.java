package org.assize.ir;

import java.util.ArrayList;
import java.util.List;
import org.assize.syntax.Expr;
import org.assize.syntax.Node.Alias;
import org.assize.syntax.Stmt;

/** Lowers statements. */
final class Statements {
  private final BodyLowering in;
  private final Code code;

  Statements(BodyLowering in) {
    this.in = in;
    this.code = in.code;
  }

  void all(List<Stmt> body) {
    for (int i = 0; i < body.size(); i++) {
      statement(body.get(i));
    }
  }

  private void statement(Stmt statement) {
    switch (statement) {
      case Stmt.ExprStmt s -> {
        if (!Expressions.isIdle(s.value())) {
          in.expressions.value(s.value());
        }
      }
      case Stmt.Assign s -> {
        int value = in.expressions.value(s.value());
        s.targets().forEach(target -> in.targets.assign(target, value));
      }
      case Stmt.AnnAssign s -> {
        if (s.value() != null) {
          in.targets.assign(s.target(), in.expressions.value(s.value()));
        }
      }
      case Stmt.AugAssign s -> in.targets.change(s.target(), s.op(), s.value());
      case Stmt.Return s -> {
        int value = in.expressions.valueOrNone(s.value(), s);
        in.exits.leave(Exits.Kind.RETURN, value, s);
      }
      case Stmt.If s -> condition(s);
      case Stmt.For s -> loop(s);
      case Stmt.While s -> loop(s);
      case Stmt.Break s -> in.exits.leave(Exits.Kind.BREAK, Code.NONE, s);
      case Stmt.Continue s -> in.exits.leave(Exits.Kind.CONTINUE, Code.NONE, s);
      case Stmt.Try s -> in.tries.lower(s);
      case Stmt.With s -> in.tries.with(s, 0);
      case Stmt.Raise s -> raise(s);
      case Stmt.Assert s -> check(s);
      case Stmt.Match s -> in.matches.lower(s);
      case Stmt.FunctionDef s -> in.definitions.function(s);
      case Stmt.ClassDef s -> in.definitions.type(s);
      case Stmt.TypeAlias s -> in.definitions.alias(s);
      case Stmt.Delete s -> s.targets().forEach(in.targets::delete);
      case Stmt.Import s -> s.names().forEach(this::importModule);
      case Stmt.ImportFrom s -> s.names().forEach(alias -> importMember(s, alias));
      case Stmt.Print s -> print(s);
      case Stmt.Exec s -> exec(s);
      case Stmt.Bad s -> bad(s);
      case Stmt.Global _, Stmt.Nonlocal _, Stmt.Pass _ -> {}
    }
  }

  private void condition(Stmt.If s) {
    int before = code.current;
    int body = code.newBlock();
    int orelse = code.newBlock();
    int after = code.newBlock();
    in.conditions.branch(s.test(), body, orelse);
    in.begin(body);
    all(s.body());
    in.goOn(after, s);
    in.begin(orelse);
    all(s.orelse());
    in.goOn(after, s);
    in.ssa.comesFrom(after, before);
    in.begin(after);
  }

  private void loop(Stmt.For s) {
    int iterable = in.expressions.value(s.iter());
    Loop loop = new Loop(in, s.iter());
    int after = code.newBlock();
    loop.iterate(iterable, s.isAsync());
    in.targets.assign(s.target(), loop.element());
    rounds(loop, after, s.body(), s.orelse(), s);
  }

  private void loop(Stmt.While s) {
    Loop loop = new Loop(in, s);
    int after = code.newBlock();
    int body = code.newBlock();
    loop.enter();
    if (isAlwaysTrue(s.test())) {
      code.jump(body, s.test().start(), s.test().end());
    } else {
      in.conditions.branch(s.test(), body, loop.exit());
    }
    in.begin(body);
    rounds(loop, after, s.body(), s.orelse(), s);
  }

  private void rounds(Loop loop, int after, List<Stmt> body, List<Stmt> orelse, Stmt place) {
    in.exits.enter(new Exits.LoopFrame(loop.header(), after));
    all(body);
    in.exits.exit();
    loop.repeat();
    in.begin(loop.exit());
    all(orelse);
    in.goOn(after, place);
    loop.finish(after);
  }

  /** Such a loop is never left by its test, as for Python's compiler. */
  private static boolean isAlwaysTrue(Expr test) {
    return switch (test) {
      case Expr.Bool e -> e.value();
      case Expr.Int e -> e.value() != 0;
      default -> false;
    };
  }

  private void raise(Stmt.Raise s) {
    int mark = code.stack.size();
    if (s.exception() != null) {
      int exception = in.expressions.value(s.exception());
      code.stack.add(s.legacy().isEmpty() ? exception : legacy(exception, s));
      if (s.cause() != null) {
        code.stack.add(in.expressions.value(s.cause()));
      }
    } else if (in.caught != Code.NONE) {
      code.stack.add(in.caught);
    }
    code.emitStacked(Op.RAISE, 0, s.start(), s.end(), mark);
    code.end();
  }

  /** Python 2's {@code raise E, value} calls E with the value. */
  private int legacy(int exception, Stmt.Raise s) {
    List<Integer> values = new ArrayList<>();
    s.legacy().forEach(e -> values.add(in.expressions.value(e)));
    return in.call(exception, s, values.get(0));
  }

  private void check(Stmt.Assert s) {
    int holds = code.newBlock();
    int fails = code.newBlock();
    in.conditions.branch(s.test(), holds, fails);
    in.begin(fails);
    int mark = code.stack.size();
    int exception =
        s.message() == null
            ? in.callBuiltin("AssertionError", s)
            : in.callBuiltin("AssertionError", s, in.expressions.value(s.message()));
    code.stack.add(exception);
    code.emitStacked(Op.RAISE, 1, s.start(), s.end(), mark);
    code.end();
    in.begin(holds);
  }

  private void importModule(Alias alias) {
    String dotted = alias.name();
    int dot = dotted.indexOf('.');
    String asName = alias.asName();
    String bound = asName != null ? asName : dot < 0 ? dotted : dotted.substring(0, dot);
    bindImport(new ImportName(dotted, 0, "", asName != null), bound, alias);
  }

  private void importMember(Stmt.ImportFrom s, Alias alias) {
    String module = s.module() == null ? "" : s.module();
    ImportName imported = new ImportName(module, s.level(), alias.name(), false);
    String asName = alias.asName();
    bindImport(imported, asName != null ? asName : alias.name(), alias);
  }

  private void bindImport(ImportName imported, String name, Alias alias) {
    int value = in.emit(Op.IMPORT, in.tables.imports.id(imported), alias);
    if (!name.equals("*")) {
      in.write(name, value, alias);
    }
  }

  /** {@code print >>dest, a,} is {@code print(a, file=dest, end=" ")}. */
  private void print(Stmt.Print s) {
    int mark = code.stack.size();
    code.stack.add(in.builtin("print", s));
    List<CallShape.Argument> arguments = new ArrayList<>();
    int dest = s.dest() == null ? Code.NONE : in.expressions.value(s.dest());
    for (Expr value : s.values()) {
      code.stack.add(in.expressions.value(value));
      arguments.add(CallShape.Unnamed.POSITIONAL);
    }
    if (s.dest() != null) {
      code.stack.add(dest);
      arguments.add(new CallShape.Named("file"));
    }
    if (!s.newline()) {
      code.stack.add(in.constant(new Literal.Text(" "), s));
      arguments.add(new CallShape.Named("end"));
    }
    int shape = in.tables.calls.id(new CallShape(arguments, false));
    code.emitStacked(Op.CALL, shape, s.start(), s.end(), mark);
  }

  private void exec(Stmt.Exec s) {
    List<Integer> values = new ArrayList<>();
    values.add(in.expressions.value(s.code()));
    if (s.globals() != null) {
      values.add(in.expressions.value(s.globals()));
    }
    if (s.locals() != null) {
      values.add(in.expressions.value(s.locals()));
    }
    in.callBuiltin("exec", s, values.stream().mapToInt(Integer::intValue).toArray());
  }

  /** What stands below a broken header may run or not. */
  private void bad(Stmt.Bad s) {
    int unknown = in.emit(Op.BAD, 0, s);
    if (!s.body().isEmpty()) {
      int body = code.newBlock();
      int after = code.newBlock();
      in.ssa.comesFrom(after, code.current);
      in.conditions.on(unknown, in.ssa.mentionMark(), body, after, s);
      in.begin(body);
      all(s.body());
      in.goOn(after, s);
      in.begin(after);
    }
  }
}
