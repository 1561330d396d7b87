package org.assize.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.ProgramValues;
import org.assize.value.calls.CallSite;
import org.assize.value.domain.AbstractValue;

/**
 * How much of what constants decide in a folder is decided: branches whose condition is computed
 * from constants alone, reads of containers made in the same body by a constant key, and calls
 * whose callee is chosen by {@code getattr} or held in a container.
 */
final class ValueShare {
  private static final int JOBS = 2;

  private final ProgramValues values;
  private final Map<String, int[]> counts = new TreeMap<>();
  private final List<String> undecided = new ArrayList<>();

  private ValueShare(ProgramValues values) {
    this.values = values;
    for (int number = 0; number < values.bodies().size(); number++) {
      for (int i = 0; i < values.bodies().get(number).size(); i++) {
        look(number, i);
      }
    }
  }

  /**
   * Returns the shares of a folder, and what is undecided by kind and place.
   *
   * @throws IOException if the folder cannot be read
   */
  static String of(Path folder) throws IOException {
    return new ValueShare(SolvedProgram.of(folder, JOBS).values()).table(folder);
  }

  private void look(int number, int i) {
    Body body = values.bodies().get(number);
    if (!values.isReached(number, body.blockOf(i)) || values.value(number, i).isBottom()) {
      return;
    }
    switch (body.op(i)) {
      case BRANCH -> {
        int condition = body.operand(i, 0);
        if (Origins.areConstant(body, condition)) {
          boolean decided = values.value(number, condition).truth() != Truth.UNKNOWN;
          count("branches on constants", decided, body, i);
        }
      }
      case ITEM -> {
        boolean local = Origins.isMadeHere(body, body.operand(i, 0));
        boolean constantKey = values.value(number, body.operand(i, 1)).isConstant();
        if (local && constantKey) {
          boolean found = values.interpretation(number).effects().isFound(i);
          boolean known = found || !values.value(number, i).isUnknown();
          count("reads by constant key", known, body, i);
        }
      }
      default -> {}
    }
    if (body.op(i) == Op.CALL && Origins.isConstructed(body, values, number, i)) {
      boolean decided =
          values.calls(number).stream()
              .filter(c -> c.instruction() == i)
              .anyMatch(c -> !c.callees().isEmpty() || isKnown(c));
      count("calls by constructed name", decided, body, i);
    }
  }

  private static boolean isKnown(CallSite call) {
    return call.outside().stream().anyMatch(path -> !path.isEmpty());
  }

  private void count(String kind, boolean decided, Body body, int i) {
    int[] count = counts.computeIfAbsent(kind, k -> new int[2]);
    count[decided ? 0 : 1]++;
    if (!decided) {
      undecided.add(
          String.format(
              Locale.ROOT,
              "  %s  %s:%d  %s",
              kind,
              body.module().path(),
              body.module().text().lineAt(body.span(i).start()),
              body.module()
                  .text()
                  .line(body.module().text().lineAt(body.span(i).start()))
                  .strip()));
    }
  }

  private String table(Path folder) {
    StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "values %s:%n", folder));
    counts.forEach((kind, count) ->
        out.append(
            String.format(
                Locale.ROOT, "  %-28s %5d decided, %5d not%n", kind, count[0], count[1])));
    undecided.stream().sorted().forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  /** What a value is computed from. */
  private static final class Origins {
    private static final int MAX_DEPTH = 30;

    private Origins() {}

    /** Whether a value is computed by operators, displays and methods from constants alone. */
    static boolean areConstant(Body body, int value) {
      return areConstant(body, value, 0);
    }

    private static boolean areConstant(Body body, int value, int depth) {
      if (depth > MAX_DEPTH) {
        return false;
      }
      return switch (body.op(value)) {
        case CONST -> true;
        case BINARY, UNARY, COMPARE, ITEM, SLICE, TUPLE, LIST, SIGMA -> {
          boolean all = body.operandCount(value) > 0;
          int last = body.op(value) == Op.SIGMA ? 1 : body.operandCount(value);
          for (int k = 0; k < last; k++) {
            all &= areConstant(body, body.operand(value, k), depth + 1);
          }
          yield all;
        }
        default -> false;
      };
    }

    /** Whether an object is made by a display in the same body. */
    static boolean isMadeHere(Body body, int object) {
      return switch (body.op(object)) {
        case LIST, DICT, TUPLE -> true;
        case CONST -> true;
        case SIGMA -> isMadeHere(body, body.operand(object, 0));
        default -> false;
      };
    }

    /** Whether the callee is what {@code getattr} or a subscript gives. */
    static boolean isConstructed(Body body, ProgramValues values, int number, int call) {
      int callee = body.operand(call, 0);
      if (body.op(callee) == Op.ITEM) {
        return true;
      }
      AbstractValue inner =
          body.op(callee) == Op.CALL
              ? values.value(number, body.operand(callee, 0))
              : AbstractValue.BOTTOM;
      return inner.text().equals("builtins.getattr");
    }
  }
}
