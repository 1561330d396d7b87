package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Branch;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.syntax.CompareOperator;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.Guards.Verdict;
import org.assize.taint.trace.Guards.Verdict.Framed;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Literals;

/**
 * What tests of its first signs say of an address that visitors are sent to. It leads to this site
 * where it begins with a slash, and neither a slash nor a backslash follows: browsers read a host
 * behind both (WHATWG, "URL", path or authority state).
 */
record LocalTargets(Walk walk) {
  private static final String HERE = "/";
  private static final Set<String> AWAY = Set.of("//", "/\\");

  /** What arrives of an address: Django quotes all signs that belong into none ("iri_to_uri"). */
  static CharSet arriving(FlowProgram program, Query query, Ref sink) {
    boolean isQuoted =
        query.language() == SinkLanguage.REDIRECT
            && program.body(sink.body()).op(sink.instruction()) == Op.CALL
            && program.paths(sink).stream()
                .anyMatch(
                    p -> p.startsWith("django.http.") || p.equals("django.shortcuts.redirect"));
    return isQuoted ? CharSet.ALL.without(CharSet.of("\\")) : CharSet.ALL;
  }

  /** {@code target.startswith("/")}, {@code target.startswith(("//", "/\\"))}. */
  Verdict called(Node node, int call, CallArguments arguments, int tested, Branch branch) {
    Body body = body(node);
    int callee = walk.program().origin(body, body.operand(call, 0));
    boolean asks =
        walk.query().language() == SinkLanguage.REDIRECT
            && arguments.all().size() == 1
            && body.op(callee) == Op.ATTR
            && body.names().get(body.arg(callee)).equals("startswith")
            && walk.program().origin(body, body.operand(callee, 0)) == tested;
    if (!asks) {
      return Verdict.Nothing.NOTHING;
    }
    List<String> asked = texts(node, arguments.all().getFirst());
    return branch == Branch.IF_TRUE
        ? begins(asked)
        : branch == Branch.IF_FALSE ? beginsOtherwise(asked) : Verdict.Nothing.NOTHING;
  }

  /** {@code target[0] == "/"}, {@code target[1:2] not in ("/", "\\")}. */
  Verdict compared(Node node, CompareOperator operator, int side, int other, int tested) {
    boolean isSame = operator == CompareOperator.EQ || operator == CompareOperator.IN;
    boolean isOther = operator == CompareOperator.NOT_EQ || operator == CompareOperator.NOT_IN;
    Optional<Integer> at =
        walk.query().language() == SinkLanguage.REDIRECT
            ? sign(node, side, tested)
            : Optional.empty();
    List<String> asked = at.isEmpty() ? List.of() : texts(node, other);
    if (isSame && at.filter(p -> p == 0).isPresent()) {
      return begins(asked);
    }
    return isOther && at.filter(p -> p == 1).isPresent()
        ? beginsOtherwise(asked.stream().map(HERE::concat).toList())
        : Verdict.Nothing.NOTHING;
  }

  private static Verdict begins(List<String> asked) {
    return asked.equals(List.of(HERE))
        ? new Framed(Framed.Side.STARTS, HERE)
        : Verdict.Nothing.NOTHING;
  }

  private static Verdict beginsOtherwise(List<String> asked) {
    List<Verdict> all = new ArrayList<>();
    asked.stream()
        .filter(AWAY::contains)
        .forEach(text -> all.add(new Framed(Framed.Side.NOT_FIRST, text)));
    return switch (all.size()) {
      case 0 -> Verdict.Nothing.NOTHING;
      case 1 -> all.getFirst();
      default -> new Verdict.Several(all);
    };
  }

  /** Whether all that is known of an address together keeps visitors on this site. */
  static boolean isLocal(Query query, Node node, CharSet possible) {
    Set<String> known = node.known();
    return query.language() == SinkLanguage.REDIRECT
        && node.surround().before().isEmpty()
        && known.contains(Framed.Side.STARTS.name() + HERE)
        && AWAY.stream()
            .allMatch(away ->
                known.contains(Framed.Side.NOT_FIRST.name() + away)
                    || known.contains(away)
                    || (away.endsWith("\\") && possible.intersect(CharSet.of("\\")).isEmpty()));
  }

  /**
   * Which sign of the address is read: {@code target[1]}, {@code target[1:2]}, {@code target[:1]}.
   */
  private Optional<Integer> sign(Node node, int side, int tested) {
    Body body = body(node);
    int item = walk.program().origin(body, side);
    if (body.op(item) != Op.ITEM || walk.program().origin(body, body.operand(item, 0)) != tested) {
      return Optional.empty();
    }
    int index = body.operand(item, 1);
    for (int at = 0; at <= 1; at++) {
      boolean isSlice =
          body.op(index) == Op.SLICE
              && (is(node, body.operand(index, 0), at) || (at == 0 && isOpen(node, body, index)))
              && is(node, body.operand(index, 1), at + 1);
      if (isSlice || is(node, index, at)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private boolean isOpen(Node node, Body body, int slice) {
    return walk.value(node, body.operand(slice, 0))
        .constant()
        .filter(c -> c == Literal.Single.NONE)
        .isPresent();
  }

  private boolean is(Node node, int value, long wanted) {
    return walk.value(node, value)
        .constant()
        .filter(c -> c.equals(Literals.whole(wanted)))
        .isPresent();
  }

  /** The constant texts that a value is, or that it holds. */
  private List<String> texts(Node node, int value) {
    Body body = body(node);
    AbstractValue whole = walk.value(node, value);
    if (whole.constantText().isPresent()) {
      return List.of(whole.constantText().get());
    }
    int origin = walk.program().origin(body, value);
    boolean isDisplay =
        switch (body.op(origin)) {
          case TUPLE, LIST, SET -> true;
          default -> false;
        };
    List<String> found = new ArrayList<>();
    for (int k = 0; isDisplay && k < body.operandCount(origin); k++) {
      walk.value(node, body.operand(origin, k)).constantText().ifPresent(found::add);
    }
    return found;
  }

  private Body body(Node node) {
    return walk.program().body(node.body());
  }
}
