package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.AbstractValue;

/**
 * What a text file holds, where it becomes a program: whoever names the file offers data and not
 * code. Binary files are in formats that programs write for themselves, and a file that is run as a
 * whole is a program whose name somebody gives on purpose; of both nothing is said here.
 */
final class FileContent {
  /** What functions that open or read a file are called, in all libraries that facts know. */
  private static final Set<String> READING = Set.of("open", "read_text");

  private final Walk walk;
  private final FlowProgram program;

  FileContent(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  /** Goes on with the name of a file that a call reads; returns false where it reads none. */
  boolean read(Node node, List<String> paths, CallArguments arguments) {
    if (!isProgram(node) || !isText(node, paths, arguments)) {
      return false;
    }
    for (String path : paths) {
      for (Fact.Sink sink : program.facts().at(path, Fact.Sink.class)) {
        List<Integer> names = arguments.in(sink.slot());
        if (sink.weakness().equals("path-traversal") && READING.contains(last(path))) {
          names.forEach(name -> walk.visit(node.before(name, Move.FILE).named()));
          return !names.isEmpty();
        }
      }
    }
    return false;
  }

  /** Whether what arrives is run: all of it by a loader of objects, a piece of it as Python. */
  private boolean isProgram(Node node) {
    return switch (walk.query().language()) {
      case SinkLanguage.OBJECT -> true;
      case SinkLanguage.PYTHON -> isPiece(node);
      default -> false;
    };
  }

  private boolean isPiece(Node node) {
    if (!node.part().isEmpty()) {
      return true;
    }
    for (Node at = node; at != null; at = at.next()) {
      Op op = program.body(at.body()).op(at.instruction());
      if (op == Op.ITEM || op == Op.NEXT || op == Op.UNPACK) {
        return true;
      }
    }
    return false;
  }

  /** Python reads text unless the mode says that it is binary. */
  private boolean isText(Node node, List<String> paths, CallArguments arguments) {
    boolean isPath = paths.stream().anyMatch(p -> p.startsWith("pathlib."));
    List<Integer> mode = arguments.in(new Slot.Argument(isPath ? 0 : 1, "mode"));
    Optional<AbstractValue> given = mode.stream().findFirst().map(m -> walk.value(node, m));
    return given.isEmpty()
        || given
            .get()
            .constant()
            .filter(c -> c instanceof Literal.Text t && !t.value().contains("b"))
            .isPresent();
  }

  /** Whether a way leads from the name of a file over what the file holds. */
  static boolean isOnWay(Node end) {
    for (Node at = end; at != null; at = at.next()) {
      if (at.move() == Move.FILE) {
        return true;
      }
    }
    return false;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
