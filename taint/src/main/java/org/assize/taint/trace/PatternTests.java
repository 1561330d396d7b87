package org.assize.taint.trace;

import java.util.Optional;
import java.util.regex.Pattern;
import org.assize.facts.Branch;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.language.Context;
import org.assize.taint.trace.Guards.Verdict;
import org.assize.value.domain.CharSet;

/** What it says of a text that a regular expression takes it, or finds nothing in it. */
record PatternTests(Walk walk) {
  private static final Pattern ONE_CLASS = Pattern.compile("\\[[^\\]]+\\]\\+?");

  /** A text that matches is what the pattern takes; one in which nothing is found lacks it. */
  Verdict of(Node node, int call, int tested, Branch branch) {
    Body body = walk.program().body(node.body());
    Optional<PatternCall> applied =
        PatternCall.of(walk, node, call)
            .filter(PatternCall::isMatch)
            .filter(p -> p.subject().filter(s -> isOrElse(body, s, tested)).isPresent());
    if (applied.isEmpty()) {
      return Verdict.Nothing.NOTHING;
    }
    String pattern = applied.get().pattern();
    if (branch == Branch.IF_FALSE) {
      return applied.get().function().equals("search") ? lacks(pattern) : Verdict.Nothing.NOTHING;
    }
    Context context = walk.query().language().context(node.surround());
    return branch == Branch.IF_TRUE && Patterns.excludes(pattern, applied.get().function(), context)
        ? new Verdict.Safe("it matches " + pattern)
        : Verdict.Nothing.NOTHING;
  }

  /** {@code value or ""}: where it is not the value itself, that is empty and does no harm. */
  private boolean isOrElse(Body body, int subject, int tested) {
    int at = walk.program().origin(body, subject);
    if (at == tested || body.op(at) != Op.PHI) {
      return at == tested;
    }
    boolean any = false;
    for (int k = 0; k < body.operandCount(at); k++) {
      int one = walk.program().origin(body, body.operand(at, k));
      if (one != tested && body.op(one) != Op.CONST) {
        return false;
      }
      any |= one == tested;
    }
    return any;
  }

  private static Verdict lacks(String pattern) {
    return ONE_CLASS.matcher(pattern).matches()
        ? MatchedText.of(pattern)
            .<Verdict>map(found -> new Verdict.Only(CharSet.ALL.without(found.group(0))))
            .orElse(Verdict.Nothing.NOTHING)
        : Verdict.Nothing.NOTHING;
  }
}
