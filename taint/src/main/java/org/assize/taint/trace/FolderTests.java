package org.assize.taint.trace;

import org.assize.ir.Body;
import org.assize.ir.Op;

/** What a comparison says of the folder in which a path lies. */
final class FolderTests {
  private static final int MAX_STEPS = 5;

  private final Walk walk;
  private final FlowProgram program;
  private final CallTests calls;

  FolderTests(Walk walk, CallTests calls) {
    this.walk = walk;
    this.calls = calls;
    program = walk.program();
  }

  /** Whether one side is the folder of a resolved path, and the other one is the program's own. */
  boolean isCompared(Node node, Body body, int side, int other, int tested) {
    return isFolderOf(node, body, side, tested) && isOwn(body, other, MAX_STEPS);
  }

  /** Whether one side is the resolved path, and the other one a path of the program's own. */
  boolean isOwnPath(Node node, Body body, int side, int other, int tested) {
    return walk.query().language().isPath()
        && !Tests.isMadeOf(program, body, other, tested, MAX_STEPS)
        && Tests.isMadeOf(program, body, side, tested, MAX_STEPS)
        && calls.isResolved(node, side)
        && isOwn(body, other, MAX_STEPS);
  }

  /** {@code root in path.parents}. */
  boolean isAbove(Body body, int container, int tested) {
    return walk.query().language().isPath()
        && body.op(container) == Op.ATTR
        && body.names().get(body.arg(container)).equals("parents")
        && Tests.isMadeOf(program, body, container, tested, 3);
  }

  /** {@code path.split("/")}, {@code Path(path).parts}. */
  boolean isParts(Body body, int container, int tested) {
    if (!walk.query().language().isPath()) {
      return false;
    }
    if (body.op(container) == Op.ATTR) {
      return body.names().get(body.arg(container)).equals("parts")
          && Tests.isMadeOf(program, body, container, tested, 3);
    }
    int callee =
        body.op(container) == Op.CALL ? program.origin(body, body.operand(container, 0)) : -1;
    return callee >= 0
        && body.op(callee) == Op.ATTR
        && body.names().get(body.arg(callee)).equals("split")
        && program.origin(body, body.operand(callee, 0)) == tested;
  }

  /** Whether nothing that a client sends goes into a value, as far as the body tells. */
  private boolean isOwn(Body body, int value, int steps) {
    int at = program.origin(body, value);
    if (steps == 0 || program.isRequest(body, at)) {
      return false;
    }
    return switch (body.op(at)) {
      case ATTR, CALL, ITEM, BINARY, JOIN, FORMAT -> {
        boolean isOwn = true;
        for (int k = 0; k < body.operandCount(at); k++) {
          isOwn &= isOwn(body, body.operand(at, k), steps - 1);
        }
        yield isOwn;
      }
      default -> true;
    };
  }

  /** {@code os.path.dirname(path)} and {@code path.parent}, where the path is resolved. */
  private boolean isFolderOf(Node node, Body body, int side, int tested) {
    if (!walk.query().language().isPath() || !Tests.isMadeOf(program, body, side, tested, 4)) {
      return false;
    }
    boolean isParent =
        body.op(side) == Op.ATTR && body.names().get(body.arg(side)).equals("parent");
    boolean isFolder =
        body.op(side) == Op.CALL
            && body.operandCount(side) == 2
            && program.paths(new Ref(node.body(), side)).contains("os.path.dirname");
    return (isParent && calls.isResolved(node, body.operand(side, 0)))
        || (isFolder && calls.isResolved(node, body.operand(side, 1)));
  }
}
