package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.AbstractValue;

/**
 * What a file holds, where it becomes a program. Whoever names a text file offers data and not
 * code. Binary files are in formats that programs write for themselves, and a file that is run as a
 * whole is a program whose name somebody gives on purpose: who names such a file says nothing. But
 * whatever the file is, it holds what the program itself has saved under its name.
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
    if (!isProgram()) {
      return false;
    }
    for (String path : paths) {
      for (Fact.Sink sink : program.facts().at(path, Fact.Sink.class)) {
        List<Integer> names = arguments.in(sink.slot());
        if (sink.weakness().equals("path-traversal") && READING.contains(last(path))) {
          Move move = isData(node, paths, arguments) ? Move.FILE : Move.NAME;
          names.forEach(name -> walk.visit(node.before(name, move).named()));
          return !names.isEmpty();
        }
      }
    }
    return false;
  }

  /**
   * Goes on from the name of a file with what is saved under it: {@code upload.save(name)}, or
   * written to what was opened by that name.
   */
  void saved(Node name) {
    Body body = program.body(name.body());
    if (!isProgram() || !name.part().isEmpty()) {
      return;
    }
    int value = program.origin(body, name.instruction());
    for (int i = 0; i < body.size(); i++) {
      int content = body.op(i) == Op.CALL ? content(name.body(), body, i, value) : -1;
      if (content >= 0) {
        walk.visit(name.before(content, Move.SAVED).by(new Ref(name.body(), i)).named());
      }
    }
  }

  /** Returns what a call puts into the file of a name, or -1. */
  private int content(int number, Body body, int call, int name) {
    int callee = program.origin(body, body.operand(call, 0));
    boolean isMethod = body.op(callee) == Op.ATTR && body.operandCount(call) > 1;
    String called = isMethod ? body.names().get(body.arg(callee)) : "";
    if (called.equals("save") && program.origin(body, body.operand(call, 1)) == name) {
      return body.operand(callee, 0);
    }
    if (called.equals("write") && isFileOf(number, body, body.operand(callee, 0), name)) {
      return body.operand(call, 1);
    }
    boolean copies =
        body.operandCount(call) > 2
            && program.paths(new Ref(number, call)).contains("shutil.copyfileobj")
            && isFileOf(number, body, body.operand(call, 2), name);
    return copies ? body.operand(call, 1) : -1;
  }

  /** {@code file.name} is the name of a temporary file, {@code open(name, "wb")} has another. */
  private boolean isFileOf(int number, Body body, int file, int name) {
    int opened = program.origin(body, file);
    boolean isItsName =
        body.op(name) == Op.ATTR
            && body.names().get(body.arg(name)).equals("name")
            && program.origin(body, body.operand(name, 0)) == opened;
    int made = body.op(opened) == Op.ENTER ? program.origin(body, body.operand(opened, 0)) : opened;
    return isItsName
        || (body.op(made) == Op.CALL
            && body.operandCount(made) > 1
            && program.paths(new Ref(number, made)).contains("builtins.open")
            && program.origin(body, body.operand(made, 1)) == name);
  }

  /** Whether what arrives is run. */
  private boolean isProgram() {
    SinkLanguage language = walk.query().language();
    return language == SinkLanguage.OBJECT || language == SinkLanguage.PYTHON;
  }

  /** Whether a file holds data that becomes a program: text, and not all of it as Python. */
  private boolean isData(Node node, List<String> paths, CallArguments arguments) {
    return isText(node, paths, arguments)
        && (walk.query().language() == SinkLanguage.OBJECT || isPiece(node));
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

  /** Whether the end of a way says something of the name of a file, and not of what it holds. */
  static boolean isOfName(End end) {
    boolean isShown = end instanceof End.Fixed || end instanceof End.Harmless;
    for (Node at = end.node(); at != null; at = at.next()) {
      switch (at.move()) {
        case SAVED -> {
          return false;
        }
        case NAME -> {
          return !(end instanceof End.Unknown);
        }
        case FILE -> {
          return isShown;
        }
        default -> {}
      }
    }
    return false;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
