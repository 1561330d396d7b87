package org.assize.ir;

import java.util.List;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Pattern;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/** Lowers {@code match}: patterns become primitive tests, each a branch of its own. */
final class Matches {
  private final BodyLowering in;
  private final Code code;

  /** The subject as it is written, whose variables the outermost tests mention. */
  private @Nullable Expr subject;

  Matches(BodyLowering in) {
    this.in = in;
    this.code = in.code;
  }

  void lower(Stmt.Match s) {
    int before = code.current;
    int value = in.expressions.value(s.subject());
    int after = code.newBlock();
    for (Node.MatchCase clause : s.cases()) {
      int next = code.newBlock();
      in.ssa.comesFrom(next, code.current);
      subject = s.subject();
      pattern(clause.pattern(), value, next);
      subject = null;
      if (clause.guard() != null) {
        int body = code.newBlock();
        in.conditions.branch(clause.guard(), body, next);
        in.begin(body);
      }
      in.statements.all(clause.body());
      in.goOn(after, clause);
      in.begin(next);
    }
    in.goOn(after, s);
    in.ssa.comesFrom(after, before);
    in.begin(after);
  }

  /** Goes on where a value matches, and to another block where it does not. */
  private void pattern(Pattern pattern, int value, int fails) {
    switch (pattern) {
      case Pattern.MatchValue p -> equals(CompareOperator.EQ, p.value(), value, fails);
      case Pattern.MatchSingleton p -> equals(CompareOperator.IS, p.value(), value, fails);
      case Pattern.MatchSequence p -> sequence(p, value, fails);
      case Pattern.MatchMapping p -> mapping(p, value, fails);
      case Pattern.MatchClass p -> instance(p, value, fails);
      case Pattern.MatchStar p -> bind(p.name(), value, p);
      case Pattern.MatchAs p -> {
        if (p.pattern() != null) {
          pattern(p.pattern(), value, fails);
        }
        bind(p.name(), value, p);
      }
      case Pattern.MatchOr p -> alternatives(p, value, fails);
    }
  }

  private void bind(@Nullable String name, int value, Pattern place) {
    if (name != null) {
      in.write(name, value, place);
    }
  }

  private void test(int result, int fails, Node place) {
    int mark = in.ssa.mentionMark();
    if (subject != null) {
      in.conditions.mention(subject, mark, 0);
    }
    int next = code.newBlock();
    in.conditions.on(result, mark, next, fails, place);
    in.begin(next);
  }

  private void equals(CompareOperator op, Expr constant, int value, int fails) {
    int expected = in.expressions.value(constant);
    test(in.emit(Op.COMPARE, Ordinals.of(op), constant, value, expected), fails, constant);
  }

  private void sequence(Pattern.MatchSequence p, int value, int fails) {
    int count = p.patterns().size();
    int star = -1;
    for (int i = 0; i < count; i++) {
      star = p.patterns().get(i) instanceof Pattern.MatchStar ? i : star;
    }
    int shape = in.tables.unpackings.id(new Unpacking(0, count, star));
    test(in.emit(Op.MATCH_SEQUENCE, shape, p, value), fails, p);
    Expr outer = subject;
    subject = null;
    for (int i = 0; i < count; i++) {
      int part = in.tables.unpackings.id(new Unpacking(i, count, star));
      Pattern element = p.patterns().get(i);
      pattern(element, in.emit(Op.UNPACK, part, element, value), fails);
    }
    subject = outer;
  }

  private void mapping(Pattern.MatchMapping p, int value, int fails) {
    test(in.emit(Op.MATCH_MAPPING, 0, p, value), fails, p);
    Expr outer = subject;
    int mark = code.stack.size();
    code.stack.add(value);
    for (int i = 0; i < p.keys().size(); i++) {
      Expr key = p.keys().get(i);
      int keyValue = in.expressions.value(key);
      code.stack.add(keyValue);
      test(in.emit(Op.COMPARE, Ordinals.of(CompareOperator.IN), key, keyValue, value), fails, key);
      subject = null;
      pattern(p.patterns().get(i), in.emit(Op.ITEM, 0, key, value, keyValue), fails);
      subject = outer;
    }
    if (p.rest() != null) {
      int rest = code.emitStacked(Op.MATCH_REST, 0, p.start(), p.end(), mark);
      bind(p.rest(), rest, p);
    }
    code.stack.truncate(mark);
  }

  private void instance(Pattern.MatchClass p, int value, int fails) {
    int type = in.expressions.value(p.type());
    test(in.emit(Op.IS_INSTANCE, 0, p.type(), value, type), fails, p.type());
    Expr outer = subject;
    subject = null;
    List<Pattern> positional = p.patterns();
    for (int i = 0; i < positional.size(); i++) {
      Pattern part = positional.get(i);
      pattern(part, in.emit(Op.MATCH_ATTR, i, part, value, type), fails);
    }
    for (int i = 0; i < p.kwdPatterns().size(); i++) {
      Pattern part = p.kwdPatterns().get(i);
      int name = in.name(p.kwdAttrs().get(i));
      pattern(part, in.emit(Op.ATTR, name, part, value), fails);
    }
    subject = outer;
  }

  private void alternatives(Pattern.MatchOr p, int value, int fails) {
    int matched = code.newBlock();
    in.ssa.comesFrom(matched, code.current);
    List<Pattern> patterns = p.patterns();
    for (int i = 0; i < patterns.size(); i++) {
      boolean isLast = i == patterns.size() - 1;
      int next = isLast ? fails : code.newBlock();
      in.ssa.comesFrom(next, code.current);
      pattern(patterns.get(i), value, next);
      in.goOn(matched, patterns.get(i));
      if (!isLast) {
        in.begin(next);
      }
    }
    in.begin(matched);
  }
}
