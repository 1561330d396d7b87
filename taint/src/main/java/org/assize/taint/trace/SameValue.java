package org.assize.taint.trace;

import java.util.List;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.Op;

/**
 * Whether what arrives at the end of a way still is what was made at its begin: in another form, as
 * part of a larger text or cut, yet not merely something that was computed of it.
 */
public record SameValue(FlowProgram program) {
  /** Built-in functions that give what they are given in another form. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "builtins.str",
          "builtins.bytes",
          "builtins.bytearray",
          "builtins.memoryview",
          "builtins.repr",
          "builtins.format",
          "builtins.list",
          "builtins.tuple");

  /** Methods of texts, bytes and containers that do so. */
  private static final Set<String> METHODS =
      Set.of(
          "encode",
          "decode",
          "hex",
          "strip",
          "lstrip",
          "rstrip",
          "lower",
          "upper",
          "replace",
          "translate",
          "join",
          "format",
          "split",
          "rsplit",
          "partition",
          "rpartition",
          "ljust",
          "rjust",
          "zfill",
          "removeprefix",
          "removesuffix",
          "get",
          "pop",
          "values",
          "items",
          "copy");

  /** Whether no step from a value on changes it into something else. */
  public boolean isKept(Node begin) {
    for (Node at = begin; at.next() != null; at = at.next()) {
      if (!isKept(at.move(), at.next())) {
        return false;
      }
    }
    return true;
  }

  /** Whether the first step from a value on leaves it what it is. */
  boolean isKeptAtFirst(Node begin) {
    return begin.next() == null || isKept(begin.move(), begin.next());
  }

  private boolean isKept(Move move, Node into) {
    return switch (move) {
      case SAME, CHECKED, COMPOSED, PASSED, RETURNED, STORED, FIELD, ELEMENT, PART -> true;
      case MADE, OBJECT -> isForm(into.at());
      case OPAQUE, RAISED, FILE, NAME, SAVED -> false;
    };
  }

  private boolean isForm(Ref at) {
    Body body = program.body(at.body());
    if (body.op(at.instruction()) != Op.CALL) {
      return true;
    }
    List<String> paths = program.paths(at);
    if (paths.stream().anyMatch(FUNCTIONS::contains) || paths.stream().anyMatch(this::isPassedOn)) {
      return true;
    }
    int callee = program.origin(body, body.operand(at.instruction(), 0));
    return body.op(callee) == Op.ATTR && METHODS.contains(body.names().get(body.arg(callee)));
  }

  private boolean isPassedOn(String path) {
    return program.facts().at(path, Fact.Propagation.class).stream()
        .anyMatch(f -> f.to() == Slot.Fixed.RETURN);
  }
}
