package org.assize.taint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.checks.ComparedText;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.checks.Sentences;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.facts.ValueRole;
import org.assize.facts.Weakness;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.syntax.CompareOperator;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Query;
import org.assize.taint.trace.Ref;
import org.assize.taint.trace.SameValue;
import org.assize.taint.trace.Trace;
import org.assize.taint.trace.Tracer;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/** Looks in one body for comparisons, and asks what is compared with what. */
final class ComparisonReview {
  /** Comparisons are many, and a secret is made near the place where it is compared. */
  private static final int MAX_VALUES = 100;

  /** Methods that say whether two objects are equal; who calls them shows nothing. */
  private static final Set<String> EQUALITIES = Set.of("__eq__", "__ne__");

  private final FlowProgram program;
  private final Weakness weakness;
  private final RoleComparison flow;
  private final SameValue same;

  ComparisonReview(FlowProgram program, Weakness weakness, RoleComparison flow) {
    this.program = program;
    this.weakness = weakness;
    this.flow = flow;
    same = new SameValue(program);
  }

  List<Finding> in(int number) {
    List<Finding> found = new ArrayList<>();
    Body body = program.body(number);
    if (body.function().map(f -> f.node().name()).filter(EQUALITIES::contains).isPresent()) {
      return found;
    }
    for (int i = 0; i < body.size(); i++) {
      if (body.op(i) == Op.COMPARE
          && stopsEarly(body.comparison(i))
          && !isCounted(body, i)
          && !ComparedText.tellsNothing(program.view(), program.place(new Ref(number, i)))
          && program.values().isReached(number, body.blockOf(i))) {
        compared(new Ref(number, i), body).ifPresent(found::add);
      }
    }
    return found;
  }

  /** {@code different += a != b}, element by element: each is compared, whatever came before. */
  private static boolean isCounted(Body body, int comparison) {
    for (int i = comparison + 1; i < body.size(); i++) {
      if (body.op(i) == Op.IN_PLACE && body.operand(i, 1) == comparison) {
        return true;
      }
    }
    return false;
  }

  private static boolean stopsEarly(CompareOperator operator) {
    return switch (operator) {
      case EQ, NOT_EQ, IN, NOT_IN -> true;
      case LT, LT_E, GT, GT_E, IS, IS_NOT -> false;
    };
  }

  private Optional<Finding> compared(Ref at, Body body) {
    Ref left = new Ref(at.body(), body.operand(at.instruction(), 0));
    for (Ref right : others(at, body)) {
      if (mayBeText(left) && mayBeText(right)) {
        Optional<Finding> found = judged(at, left, right).or(() -> judged(at, right, left));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** {@code in} compares with each element of what is written there. */
  private List<Ref> others(Ref at, Body body) {
    int right = body.operand(at.instruction(), 1);
    CompareOperator operator = body.comparison(at.instruction());
    if (operator == CompareOperator.EQ || operator == CompareOperator.NOT_EQ) {
      return List.of(new Ref(at.body(), right));
    }
    List<Ref> elements = new ArrayList<>();
    if (body.op(right) == Op.TUPLE || body.op(right) == Op.LIST) {
      for (int k = 0; k < body.operandCount(right); k++) {
        elements.add(new Ref(at.body(), body.operand(right, k)));
      }
    }
    return elements;
  }

  /** A number and a fixed text hide nothing. */
  private boolean mayBeText(Ref at) {
    AbstractValue value = program.value(at);
    return value.isOpen()
        || value.atoms().stream()
            .anyMatch(a -> !(a instanceof Atom.Constant) && !isNumber(a.typeName()));
  }

  private static boolean isNumber(Optional<String> type) {
    return type.filter(t -> t.equals("int") || t.equals("bool") || t.equals("float")).isPresent();
  }

  private Optional<Finding> judged(Ref at, Ref secret, Ref other) {
    Optional<End.Made> made = made(secret, at);
    if (made.isEmpty()) {
      return Optional.empty();
    }
    boolean isOwn = made(other, at).isPresent();
    return shown(other, at, isOwn).map(by -> finding(at, made.get(), by));
  }

  private Optional<End.Made> made(Ref value, Ref at) {
    return trace(value, at, flow.secrets(), true).all(End.Made.class).stream().findFirst();
  }

  /**
   * What the program does not make itself comes from elsewhere, whoever it is that gives it.
   *
   * @param isOwn whether the program makes such a secret of it, too: then only what is given as it
   *     is counts
   */
  private Optional<Shown> shown(Ref value, Ref at, boolean isOwn) {
    List<End> ends =
        trace(value, at, Set.of(), false).ends().stream()
            .filter(end -> !isOwn || same.isKept(end.node()))
            .toList();
    return ends.stream()
        .filter(ComparisonReview::isSure)
        .filter(End.Controlled.class::isInstance)
        .map(end -> new Shown(end.node(), ((End.Controlled) end).control()))
        .filter(shown -> isOther(shown.by()))
        .min(Comparator.comparing(Shown::by))
        .or(() ->
            ends.stream()
                .filter(ComparisonReview::isOpen)
                .findFirst()
                .map(end -> new Shown(end.node().atMost(Confidence.MEDIUM), Control.UNKNOWN)));
  }

  /** A value from elsewhere, and who gives it. */
  private record Shown(Node node, Control by) {}

  private static boolean isSure(End end) {
    return end.node().confidence() != Confidence.LOW;
  }

  private static boolean isOpen(End end) {
    return switch (end) {
      case End.Unknown _, End.Undecided _ -> isSure(end);
      case End.Controlled c -> isOther(c.control());
      case End.Fixed _, End.Harmless _, End.Made _ -> false;
    };
  }

  private static boolean isOther(Control control) {
    return switch (control) {
      case REMOTE, TOOL, PEER, CALLER -> true;
      case OPERATOR, CONSTANT, UNKNOWN -> false;
    };
  }

  private Trace trace(Ref value, Ref at, Set<ValueRole> roles, boolean isOfOne) {
    Query query =
        new Query(
            SinkLanguage.VALUE,
            weakness.id(),
            Optional.empty(),
            roles,
            MAX_VALUES,
            Query.Names.ALL,
            isOfOne);
    return Tracer.trace(program, query, value, List.of(), at);
  }

  private Finding finding(Ref at, End.Made made, Shown other) {
    Place place = program.place(at);
    Finding.Builder finding =
        other.by() == Control.UNKNOWN
            ? Finding.caution(weakness, place, Reason.MISSING_FACT)
            : Finding.defect(weakness, place)
                .severity(program.view().severityIn(place.module(), weakness));
    return finding
        .control(other.by())
        .confidence(
            made.node().confidence().compareTo(other.node().confidence()) < 0
                ? made.node().confidence()
                : other.node().confidence())
        .step(program.place(other.node().at()), origin(other.by()))
        .step(program.place(made.node().at()), made.what() + " makes the secret")
        .step(place, "the comparison of both stops at the first difference")
        .saying(
            new Sentences(flow.say()).fill("effect", "who", who(other.by()), "name", made.what()));
  }

  private static String origin(Control control) {
    return control == Control.UNKNOWN
        ? "nothing says who determines this"
        : who(control) + " determines this";
  }

  private static String who(Control control) {
    return switch (control) {
      case REMOTE -> "a network client";
      case TOOL -> "a language model";
      case PEER -> "whoever writes the data that is read here";
      case CALLER -> "whoever calls this code";
      case OPERATOR, CONSTANT, UNKNOWN -> "whoever shows the other value";
    };
  }
}
