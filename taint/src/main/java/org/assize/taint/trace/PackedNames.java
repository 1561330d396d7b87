package org.assize.taint.trace;

import java.util.Optional;
import org.assize.facts.Control;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.Op;

/**
 * Names that a program reads out of a binary file piece by piece, as from an archive of a form of
 * its own: whoever has made the file has chosen them.
 */
final class PackedNames {
  private static final String WHAT = "a name in a binary file";

  private PackedNames() {}

  /** Returns the end of a way, with who determines it where that is the maker of such a file. */
  static End told(FlowProgram program, Query query, End end) {
    boolean isMember =
        query.language().isPath()
            && end instanceof End.Unknown
            && isBinary(program, end.node().at())
            && isReadByPieces(program, end.node());
    return isMember ? new End.Controlled(end.node(), Control.PEER, WHAT) : end;
  }

  /** {@code open(path, "rb")}; a file of a fixed name is one of the program's own. */
  private static boolean isBinary(FlowProgram program, Ref opened) {
    return program.body(opened.body()).op(opened.instruction()) == Op.CALL
        && program.paths(opened).contains("builtins.open")
        && text(program, opened, new Slot.Argument(0, "file")).isEmpty()
        && text(program, opened, new Slot.Argument(1, "mode"))
            .filter(mode -> mode.contains("r") && mode.contains("b"))
            .isPresent();
  }

  private static Optional<String> text(FlowProgram program, Ref call, Slot.Argument slot) {
    return new CallArguments(program, call)
        .in(slot).stream()
            .flatMap(v -> program.value(new Ref(call.body(), v)).constantText().stream())
            .findFirst();
  }

  /** {@code stream.read(length)}: what is read as a whole is a text, or has a library's form. */
  private static boolean isReadByPieces(FlowProgram program, Node source) {
    for (Node at = source; at != null; at = at.next()) {
      Body body = program.body(at.body());
      int i = at.instruction();
      int callee = body.op(i) == Op.CALL ? program.origin(body, body.operand(i, 0)) : i;
      boolean isPiece =
          body.op(callee) == Op.ATTR
              && body.names().get(body.arg(callee)).equals("read")
              && body.operandCount(i) == 2;
      if (isPiece) {
        return true;
      }
    }
    return false;
  }
}
