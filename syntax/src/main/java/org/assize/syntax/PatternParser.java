package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the patterns of {@code case}. */
final class PatternParser {
  private final Lexer lexer;
  private final ExpressionParser expressions;

  PatternParser(Lexer lexer, ExpressionParser expressions) {
    this.lexer = lexer;
    this.expressions = expressions;
  }

  /** {@code patterns}: an open sequence if there is a comma. */
  Pattern patterns() {
    int start = lexer.start;
    Pattern first = maybeStar();
    if (lexer.kind != COMMA) {
      if (first instanceof Pattern.MatchStar) {
        throw lexer.unexpected();
      }
      return first;
    }
    List<Pattern> all = new ArrayList<>();
    all.add(first);
    while (lexer.kind == COMMA) {
      lexer.next();
      if (lexer.kind == COLON || lexer.kind == IF) {
        break;
      }
      all.add(maybeStar());
    }
    return new Pattern.MatchSequence(start, lexer.prevEnd, List.copyOf(all));
  }

  private Pattern maybeStar() {
    if (lexer.kind != STAR) {
      return pattern();
    }
    int start = lexer.start;
    lexer.next();
    boolean wildcard = lexer.kind == NAME && lexer.nameId == ID_UNDERSCORE;
    String name = lexer.takeName();
    return new Pattern.MatchStar(start, lexer.prevEnd, wildcard ? null : name);
  }

  /** {@code pattern}: alternatives with an optional {@code as}. */
  private Pattern pattern() {
    int start = lexer.start;
    expressions.depth().enter();
    Pattern p = alternatives();
    expressions.depth().leave();
    if (lexer.kind != AS) {
      return p;
    }
    lexer.next();
    if (lexer.kind == NAME && lexer.nameId == ID_UNDERSCORE) {
      throw lexer.unexpected("cannot use '_' as a target");
    }
    if (lexer.kind != NAME) {
      throw lexer.unexpected("invalid pattern target");
    }
    String name = lexer.takeName();
    if (lexer.kind == DOT || lexer.kind == LPAR) {
      throw lexer.unexpected("invalid pattern target");
    }
    return new Pattern.MatchAs(start, lexer.prevEnd, p, name);
  }

  private Pattern alternatives() {
    int start = lexer.start;
    Pattern first = closed();
    if (lexer.kind != VBAR) {
      return first;
    }
    List<Pattern> all = new ArrayList<>();
    all.add(first);
    while (lexer.kind == VBAR) {
      lexer.next();
      all.add(closed());
    }
    return new Pattern.MatchOr(start, lexer.prevEnd, List.copyOf(all));
  }

  private Pattern closed() {
    int start = lexer.start;
    return switch (lexer.kind) {
      case NUMBER, MINUS, STRING, FSTRING -> {
        Expr value = literal();
        yield new Pattern.MatchValue(start, lexer.prevEnd, value);
      }
      case TRUE, FALSE, Token.NONE -> {
        Expr value = constant();
        yield new Pattern.MatchSingleton(start, lexer.prevEnd, value);
      }
      case NAME -> nameOrClass();
      case LPAR -> group();
      case LSQB -> {
        lexer.next();
        List<Pattern> all = sequence(RSQB);
        expressions.expect(RSQB);
        yield new Pattern.MatchSequence(start, lexer.prevEnd, all);
      }
      case LBRACE -> mapping();
      default -> throw lexer.unexpected();
    };
  }

  private Expr constant() {
    int kind = lexer.kind;
    int start = lexer.start;
    int end = lexer.end;
    lexer.next();
    return kind == Token.NONE ? new Expr.None(start, end) : new Expr.Bool(start, end, kind == TRUE);
  }

  /** A number, a complex {@code 1 + 2j}, or strings. */
  private Expr literal() {
    int start = lexer.start;
    if (lexer.kind == STRING || lexer.kind == FSTRING) {
      // CPython's parser takes an f-string here too; its compiler does not.
      return expressions.atom();
    }
    Expr left = signed();
    if (lexer.kind != PLUS && lexer.kind != MINUS) {
      return left;
    }
    Operator op = lexer.kind == PLUS ? Operator.ADD : Operator.SUB;
    if (real(left) instanceof Expr.Imaginary) {
      throw lexer.failure(start, lexer.prevEnd, "real number required in complex literal");
    }
    lexer.next();
    if (lexer.kind != NUMBER) {
      throw lexer.unexpected();
    }
    int from = lexer.start;
    Expr right = expressions.atom();
    if (!(right instanceof Expr.Imaginary)) {
      throw lexer.failure(from, lexer.prevEnd, "imaginary number required in complex literal");
    }
    return new Expr.BinOp(start, lexer.prevEnd, left, op, right);
  }

  private static Expr real(Expr e) {
    return e instanceof Expr.UnaryOp u ? u.operand() : e;
  }

  private Expr signed() {
    int start = lexer.start;
    boolean negative = lexer.kind == MINUS;
    if (negative) {
      lexer.next();
    }
    if (lexer.kind != NUMBER) {
      throw lexer.unexpected();
    }
    Expr number = expressions.atom();
    return negative ? new Expr.UnaryOp(start, lexer.prevEnd, UnaryOperator.U_SUB, number) : number;
  }

  private Pattern nameOrClass() {
    int start = lexer.start;
    int end = lexer.end;
    boolean wildcard = lexer.nameId == ID_UNDERSCORE;
    String name = lexer.takeName();
    if (lexer.kind != DOT && lexer.kind != LPAR) {
      return new Pattern.MatchAs(start, end, null, wildcard ? null : name);
    }
    if (wildcard) {
      throw lexer.unexpected();
    }
    Expr dotted = dotted(start, new Expr.Name(start, end, name));
    if (lexer.kind != LPAR) {
      return new Pattern.MatchValue(start, lexer.prevEnd, dotted);
    }
    lexer.next();
    List<Pattern> patterns = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<Pattern> values = new ArrayList<>();
    while (lexer.kind != RPAR) {
      int from = lexer.start;
      Pattern p = pattern();
      if (lexer.kind == EQUAL) {
        if (!(p instanceof Pattern.MatchAs as) || as.pattern() != null) {
          throw lexer.unexpected();
        }
        if (as.name() == null && keys.isEmpty() && !patterns.isEmpty()) {
          // CPython has taken the "_" for one more positional pattern by now.
          throw lexer.unexpected();
        }
        lexer.next();
        String key = as.name();
        keys.add(key == null ? "_" : key);
        values.add(pattern());
      } else {
        if (!keys.isEmpty()) {
          throw lexer.failure(from, lexer.prevEnd, "positional patterns follow keyword patterns");
        }
        patterns.add(p);
      }
      if (lexer.kind != COMMA) {
        break;
      }
      lexer.next();
    }
    expressions.expect(RPAR);
    return new Pattern.MatchClass(
        start,
        lexer.prevEnd,
        dotted,
        List.copyOf(patterns),
        List.copyOf(keys),
        List.copyOf(values));
  }

  private Expr dotted(int start, Expr first) {
    Expr e = first;
    int steps = 0;
    while (lexer.kind == DOT) {
      lexer.next();
      String attribute = lexer.takeName();
      e = new Expr.Attribute(start, lexer.prevEnd, e, attribute);
      if (++steps > Depth.MAX_DEPTH) {
        throw lexer.unexpected("too many nested expressions");
      }
    }
    return e;
  }

  private Pattern group() {
    int start = lexer.start;
    lexer.next();
    if (lexer.kind == RPAR) {
      lexer.next();
      return new Pattern.MatchSequence(start, lexer.prevEnd, List.of());
    }
    Pattern first = maybeStar();
    if (lexer.kind != COMMA) {
      expressions.expect(RPAR);
      if (first instanceof Pattern.MatchStar) {
        throw lexer.failure(start, lexer.prevEnd, "invalid syntax");
      }
      return first;
    }
    lexer.next();
    List<Pattern> all = new ArrayList<>();
    all.add(first);
    all.addAll(sequence(RPAR));
    expressions.expect(RPAR);
    return new Pattern.MatchSequence(start, lexer.prevEnd, List.copyOf(all));
  }

  private List<Pattern> sequence(int close) {
    List<Pattern> all = new ArrayList<>();
    while (lexer.kind != close) {
      all.add(maybeStar());
      if (lexer.kind != COMMA) {
        break;
      }
      lexer.next();
    }
    return List.copyOf(all);
  }

  private Pattern mapping() {
    int start = lexer.start;
    lexer.next();
    List<Expr> keys = new ArrayList<>();
    List<Pattern> patterns = new ArrayList<>();
    @Nullable String rest = null;
    while (lexer.kind != RBRACE) {
      if (rest != null) {
        throw lexer.unexpected();
      }
      if (lexer.kind == DOUBLE_STAR) {
        lexer.next();
        if (lexer.kind == NAME && lexer.nameId == ID_UNDERSCORE) {
          throw lexer.unexpected();
        }
        rest = lexer.takeName();
      } else {
        keys.add(key());
        expressions.expect(COLON);
        patterns.add(pattern());
      }
      if (lexer.kind != COMMA) {
        break;
      }
      lexer.next();
    }
    expressions.expect(RBRACE);
    return new Pattern.MatchMapping(
        start, lexer.prevEnd, List.copyOf(keys), List.copyOf(patterns), rest);
  }

  private Expr key() {
    return switch (lexer.kind) {
      case TRUE, FALSE, Token.NONE -> constant();
      case NAME -> {
        int start = lexer.start;
        int end = lexer.end;
        String name = lexer.takeName();
        if (lexer.kind != DOT) {
          throw lexer.unexpected();
        }
        yield dotted(start, new Expr.Name(start, end, name));
      }
      default -> literal();
    };
  }
}
