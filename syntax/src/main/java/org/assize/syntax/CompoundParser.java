package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses statements that hold other statements. */
final class CompoundParser {
  /** How many {@code elif} may lie above a node: each is a level of the tree. */
  static final int MAX_ELIF = 5000;

  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final StatementParser statements;
  private final PatternParser patterns;
  private final Problems problems;
  private int elifs;

  CompoundParser(Lexer lexer, ExpressionParser expressions, StatementParser statements) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.statements = statements;
    this.patterns = new PatternParser(lexer, expressions);
    this.problems = expressions.problems;
  }

  /** Parses the compound statement that starts here; null if none does. */
  @Nullable Stmt compound() {
    int start = lexer.start;
    return switch (lexer.kind) {
      case IF -> ifs();
      case DEF -> def(start, List.of(), false);
      case CLASS -> classDef(List.of());
      case FOR -> loop(start, false);
      case WHILE -> whileLoop();
      case TRY -> tries();
      case WITH -> with(start, false);
      case AT -> decorated();
      case ASYNC -> async(List.of());
      case NAME -> {
        if (lexer.nameId == ID_MATCH) {
          yield match();
        }
        yield lexer.nameId == ID_ASYNC && lexer.followedBy("def") ? async(List.of()) : null;
      }
      default -> null;
    };
  }

  private void colon() {
    if (lexer.kind == COLON) {
      lexer.next();
    } else if (lexer.kind == NEWLINE) {
      problems.add(lexer.start, lexer.start, "expected ':'");
    } else {
      throw lexer.unexpected();
    }
  }

  /** The colon behind a word or a head that nothing else can follow. */
  private void certainColon() {
    if (lexer.kind != COLON && lexer.kind != NEWLINE) {
      throw lexer.unexpected("expected ':'");
    }
    colon();
  }

  /** A condition with its colon, where {@code =} is a common slip for {@code ==}. */
  private Expr condition() {
    Expr test = expressions.named();
    if (lexer.kind == EQUAL) {
      throw TargetCheck.compared(test);
    }
    colon();
    return test;
  }

  private int endOf(List<Stmt> body) {
    return statements.blockEnd(body);
  }

  private List<Stmt> orelse(String what) {
    if (lexer.kind != ELSE) {
      return List.of();
    }
    int start = lexer.start;
    lexer.next();
    certainColon();
    return statements.block(start, what);
  }

  // if, while, for.

  private record Branch(int start, Expr test, List<Stmt> body) {}

  private Stmt ifs() {
    int start = lexer.start;
    lexer.next();
    Expr test = condition();
    List<Stmt> body = statements.block(start, "'if' statement");
    if (lexer.kind != ELIF) {
      List<Stmt> orelse = orelse("'else' statement");
      return new Stmt.If(start, endOf(orelse.isEmpty() ? body : orelse), test, body, orelse);
    }
    int outer = elifs;
    List<Branch> branches = new ArrayList<>();
    branches.add(new Branch(start, test, body));
    List<Stmt> orelse = elifs(branches);
    elifs = outer;
    int end = endOf(orelse.isEmpty() ? branches.getLast().body() : orelse);
    for (int i = branches.size() - 1; i >= 0; i--) {
      Branch b = branches.get(i);
      orelse = List.of(new Stmt.If(b.start(), end, b.test(), b.body(), orelse));
    }
    return orelse.getFirst();
  }

  /** Reads {@code elif} branches and the rest; a broken one stands in the rest, with all behind. */
  private List<Stmt> elifs(List<Branch> branches) {
    while (lexer.kind == ELIF) {
      int start = lexer.start;
      try {
        expressions.restart();
        if (++elifs > MAX_ELIF) {
          throw lexer.unexpected("too many 'elif' branches");
        }
        lexer.next();
        Expr test = condition();
        List<Stmt> body = statements.block(start, "'elif' statement");
        branches.add(new Branch(start, test, body));
      } catch (SyntaxFailure failure) {
        return List.of(statements.bad(start, start, ELIF, failure));
      }
    }
    return orelse("'else' statement");
  }

  private Stmt whileLoop() {
    int start = lexer.start;
    lexer.next();
    Expr test = condition();
    List<Stmt> body = statements.block(start, "'while' statement");
    List<Stmt> orelse = orelse("'else' statement");
    return new Stmt.While(start, endOf(orelse.isEmpty() ? body : orelse), test, body, orelse);
  }

  private Stmt loop(int start, boolean isAsync) {
    int keyword = lexer.start;
    lexer.next();
    Expr target = expressions.forTargets();
    expressions.expect(IN);
    int from = lexer.start;
    Expr iter = expressions.starExpressions();
    if (iter instanceof Expr.Tuple t
        && !lexer.dialect.has(9)
        && lexer.buffer[from] != '('
        && t.elements().stream().anyMatch(Expr.Starred.class::isInstance)) {
      problems.since(9, from, lexer.prevEnd);
    }
    colon();
    List<Stmt> body = statements.block(keyword, "'for' statement");
    List<Stmt> orelse = orelse("'else' statement");
    return new Stmt.For(
        start, endOf(orelse.isEmpty() ? body : orelse), target, iter, body, orelse, isAsync);
  }

  // Definitions.

  private Stmt decorated() {
    int start = lexer.start;
    List<Expr> decorators = new ArrayList<>(1);
    while (lexer.kind == AT) {
      lexer.next();
      int from = lexer.start;
      Expr e = expressions.named();
      if (!lexer.dialect.has(9) && !dottedCall(e)) {
        problems.since(9, from, lexer.prevEnd);
      }
      decorators.add(e);
      if (lexer.kind != NEWLINE) {
        throw lexer.unexpected();
      }
      lexer.next();
    }
    List<Expr> all = List.copyOf(decorators);
    if (lexer.kind == DEF) {
      return def(lexer.start, all, false);
    }
    if (lexer.kind == CLASS) {
      return classDef(all);
    }
    if (lexer.kind == ASYNC || (lexer.kind == NAME && lexer.nameId == ID_ASYNC)) {
      return async(all);
    }
    // What follows is a statement of its own.
    int end = decorators.getLast().end();
    problems.add(lexer.start, lexer.end, "invalid syntax");
    return new Stmt.Bad(start, end, List.of());
  }

  /** Before 3.9 a decorator was a dotted name with at most one call. */
  private static boolean dottedCall(Expr e) {
    Expr inner = e instanceof Expr.Call c ? c.function() : e;
    while (inner instanceof Expr.Attribute a) {
      inner = a.value();
    }
    return inner instanceof Expr.Name;
  }

  private Stmt async(List<Expr> decorators) {
    int start = lexer.start;
    if (!lexer.dialect.has(5) || lexer.dialect.python2()) {
      problems.add(start, lexer.end, "invalid syntax");
    }
    boolean outer = lexer.asyncKeywords;
    lexer.next();
    if (lexer.kind == DEF) {
      lexer.asyncKeywords = true;
      Stmt def = def(start, decorators, true);
      lexer.asyncKeywords = outer;
      return def;
    }
    if (decorators.isEmpty() && lexer.kind == FOR) {
      return loop(start, true);
    }
    if (decorators.isEmpty() && lexer.kind == WITH) {
      return with(start, true);
    }
    throw lexer.unexpected();
  }

  private Stmt def(int start, List<Expr> decorators, boolean isAsync) {
    int keyword = lexer.start;
    lexer.next();
    int nameStart = lexer.start;
    String name = name();
    List<Node.TypeParam> typeParams = expressions.parameters().typeParameters();
    Node.Parameters parameters = expressions.parameters().def();
    Expr returns = null;
    if (lexer.kind == ARROW) {
      lexer.next();
      returns = expressions.expression();
    }
    certainColon();
    List<Stmt> body = statements.block(keyword, "function definition");
    return new Stmt.FunctionDef(
        start,
        endOf(body),
        nameStart,
        name,
        typeParams,
        parameters,
        returns,
        body,
        decorators,
        isAsync);
  }

  private Stmt classDef(List<Expr> decorators) {
    int start = lexer.start;
    lexer.next();
    int nameStart = lexer.start;
    String name = name();
    List<Node.TypeParam> typeParams = expressions.parameters().typeParameters();
    List<Expr> bases = List.of();
    List<Node.Keyword> keywords = List.of();
    if (lexer.kind == LPAR) {
      CallParser.Arguments arguments = expressions.calls().arguments();
      bases = arguments.args();
      keywords = arguments.keywords();
    }
    colon();
    List<Stmt> body = statements.block(start, "class definition");
    return new Stmt.ClassDef(
        start, endOf(body), nameStart, name, typeParams, bases, keywords, body, decorators);
  }

  private String name() {
    if (lexer.kind != NAME) {
      throw lexer.unexpected();
    }
    String name = lexer.names.string(lexer.nameId);
    lexer.next();
    return name;
  }

  // with.

  private Stmt with(int start, boolean isAsync) {
    int keyword = lexer.start;
    lexer.next();
    List<Node.WithItem> items = lexer.kind == LPAR ? parenthesisedItems() : null;
    if (items == null) {
      items = new ArrayList<>(1);
      items.add(item());
      while (lexer.kind == COMMA) {
        problems.since(1, lexer.start, lexer.end);
        lexer.next();
        items.add(item());
      }
    }
    colon();
    List<Stmt> body = statements.block(keyword, "'with' statement");
    return new Stmt.With(start, endOf(body), List.copyOf(items), body, isAsync);
  }

  /** {@code (a as b, c as d)} before the colon, or null if the parenthesis means less. */
  private @Nullable List<Node.WithItem> parenthesisedItems() {
    Lexer.Mark mark = lexer.mark();
    Problems.Mark before = problems.mark();
    int start = lexer.start;
    try {
      lexer.next();
      List<Node.WithItem> items = new ArrayList<>(2);
      boolean named = false;
      while (lexer.kind != RPAR) {
        Node.WithItem item = item();
        named |= item.target() != null;
        items.add(item);
        if (lexer.kind != COMMA) {
          break;
        }
        lexer.next();
      }
      if (lexer.kind == RPAR && !items.isEmpty()) {
        lexer.next();
        boolean grammar = lexer.dialect.has(9);
        if (lexer.kind == COLON && (grammar || named)) {
          if (named) {
            problems.since(9, start, lexer.prevEnd);
          }
          return items;
        }
      }
    } catch (SyntaxFailure _) {
      // An expression in parentheses, then.
    }
    problems.reset(before);
    expressions.restart();
    lexer.reset(mark);
    return null;
  }

  private Node.WithItem item() {
    int start = lexer.start;
    Expr context = expressions.expression();
    Expr target = null;
    if (lexer.kind == AS) {
      lexer.next();
      target = expressions.withTarget();
    }
    return new Node.WithItem(start, lexer.prevEnd, context, target);
  }

  // try.

  private Stmt tries() {
    int start = lexer.start;
    lexer.next();
    certainColon();
    List<Stmt> body = statements.block(start, "'try' statement");
    int end = endOf(body);
    List<Node.ExceptHandler> handlers = new ArrayList<>(1);
    boolean star = false;
    while (lexer.kind == EXCEPT) {
      boolean thisStar = lexer.followedBy("*") || starFollows();
      if (!handlers.isEmpty() && thisStar != star) {
        problems.add(
            lexer.start, lexer.end, "cannot have both 'except' and 'except*' on the same 'try'");
      }
      star |= thisStar;
      Node.ExceptHandler handler = handler(thisStar);
      handlers.add(handler);
      end = handler.end();
    }
    List<Stmt> orelse = List.of();
    if (lexer.kind == ELSE && !handlers.isEmpty()) {
      orelse = orelse("'else' statement");
      end = endOf(orelse);
    }
    List<Stmt> finalbody = List.of();
    if (lexer.kind == FINALLY) {
      int from = lexer.start;
      lexer.next();
      certainColon();
      finalbody = statements.block(from, "'finally' statement");
      end = endOf(finalbody);
    }
    if (handlers.isEmpty() && finalbody.isEmpty()) {
      problems.add(lexer.start, lexer.end, "expected 'except' or 'finally' block");
    }
    return new Stmt.Try(start, end, body, List.copyOf(handlers), orelse, finalbody, star);
  }

  private boolean starFollows() {
    int p = lexer.pos;
    while (lexer.buffer[p] == ' ' || lexer.buffer[p] == '\t') {
      p++;
    }
    return lexer.buffer[p] == '*';
  }

  private Node.ExceptHandler handler(boolean star) {
    int start = lexer.start;
    try {
      expressions.restart();
      return caught(start, star);
    } catch (SyntaxFailure failure) {
      Stmt.Bad bad = statements.bad(start, start, EOF, failure);
      return new Node.ExceptHandler(start, bad.end(), null, null, null, List.of(bad));
    }
  }

  private Node.ExceptHandler caught(int start, boolean star) {
    lexer.next();
    if (star) {
      problems.since(11, lexer.start, lexer.end);
      lexer.next();
    }
    Expr type = null;
    String name = null;
    Expr target = null;
    if (lexer.kind != COLON && lexer.kind != NEWLINE) {
      int from = lexer.start;
      type = expressions.expression();
      if (lexer.kind == COMMA && lexer.dialect.python2()) {
        lexer.next();
        target = expressions.binary(ExpressionParser.BITWISE_OR_LEVEL);
        TargetCheck.assignable(target, lexer.dialect);
        problems.python2(from, lexer.prevEnd, "multiple exception types must be parenthesized");
        if (target instanceof Expr.Name plain) {
          name = plain.id();
          target = null;
        }
      } else if (lexer.kind == COMMA) {
        type = expressions.tupleFrom(from, type);
        problems.since(14, from, lexer.prevEnd, "multiple exception types must be parenthesized");
        if (lexer.kind == AS) {
          problems.add(
              from,
              lexer.prevEnd,
              "multiple exception types must be parenthesized when using 'as'");
        }
      }
      if (lexer.kind == AS) {
        lexer.next();
        name = name();
      }
    } else if (star) {
      throw lexer.unexpected("expected one or more exception types");
    }
    colon();
    List<Stmt> body = statements.block(start, star ? "'except*' statement" : "'except' statement");
    return new Node.ExceptHandler(start, endOf(body), type, name, target, body);
  }

  // match.

  private @Nullable Stmt match() {
    int start = lexer.start;
    Lexer.Mark mark = lexer.mark();
    Problems.Mark before = problems.mark();
    lexer.next();
    boolean certain =
        switch (lexer.kind) {
          case NAME, NUMBER, STRING, FSTRING, LBRACE, TILDE, LAMBDA, AWAIT, TRUE, FALSE -> true;
          case Token.NONE, Token.ELLIPSIS -> true;
          default -> false;
        };
    boolean possible = ExpressionParser.startsExpression(lexer.kind) || lexer.kind == STAR;
    if (!possible) {
      lexer.reset(mark);
      return null;
    }
    try {
      Expr subject = subject();
      if (lexer.kind == COLON) {
        lexer.next();
        if (lexer.kind == NEWLINE || certain) {
          problems.since(10, start, start + 5);
          return cases(start, subject);
        }
      } else if (certain) {
        throw lexer.unexpected(lexer.kind == NEWLINE ? "expected ':'" : "invalid syntax");
      }
    } catch (SyntaxFailure failure) {
      if (certain) {
        throw failure;
      }
    }
    problems.reset(before);
    expressions.restart();
    lexer.reset(mark);
    return null;
  }

  private Expr subject() {
    int start = lexer.start;
    Expr first = expressions.starNamed();
    if (lexer.kind != COMMA) {
      if (first instanceof Expr.Starred) {
        throw lexer.unexpected();
      }
      return first;
    }
    Lists lists = expressions.lists;
    int mark = lists.mark();
    lists.push(first);
    while (lexer.kind == COMMA) {
      lexer.next();
      if (lexer.kind == COLON) {
        break;
      }
      lists.push(expressions.starNamed());
    }
    List<Expr> elements = lists.take(mark);
    return new Expr.Tuple(start, lexer.prevEnd, elements);
  }

  private Stmt cases(int start, Expr subject) {
    int header = lexer.prevEnd;
    if (lexer.kind != NEWLINE) {
      throw lexer.unexpected();
    }
    lexer.next();
    List<Node.MatchCase> cases = new ArrayList<>();
    int end = header;
    if (lexer.kind != INDENT) {
      problems.add(
          lexer.start,
          lexer.end,
          "expected an indented block after 'match' statement on line " + lexer.lineAt(start));
      return new Stmt.Match(start, end, subject, List.of());
    }
    lexer.next();
    while (lexer.kind != DEDENT && lexer.kind != EOF) {
      Node.MatchCase one = oneCase();
      cases.add(one);
      end = one.end();
    }
    if (lexer.kind == DEDENT) {
      lexer.next();
    }
    return new Stmt.Match(start, end, subject, List.copyOf(cases));
  }

  private Node.MatchCase oneCase() {
    int start = lexer.start;
    try {
      expressions.restart();
      if (lexer.kind != NAME || lexer.nameId != ID_CASE) {
        throw lexer.unexpected();
      }
      lexer.next();
      Pattern pattern = patterns.patterns();
      Expr guard = null;
      if (lexer.kind == IF) {
        lexer.next();
        guard = expressions.named();
      }
      colon();
      List<Stmt> body = statements.block(start, "'case' statement");
      return new Node.MatchCase(start, endOf(body), pattern, guard, body);
    } catch (SyntaxFailure failure) {
      Stmt.Bad bad = statements.bad(start, start, EOF, failure);
      Pattern any = new Pattern.MatchAs(start, start, null, null);
      return new Node.MatchCase(start, bad.end(), any, null, List.of(bad));
    }
  }
}
