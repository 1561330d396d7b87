package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.syntax.Operator;
import org.assize.taint.language.SinkLanguage;

/** What is known of paths with which others are compared. */
final class Folders {
  /** Through so many variables and attributes a folder is followed. */
  private static final int MAX_LINKS = 3;

  /** So many values are looked at to find what makes a folder. */
  private static final int MAX_VALUES = 100;

  private static final Set<String> RESOLVING =
      Set.of("os.path.realpath", "os.path.abspath", "os.path.normpath", "pathlib.Path.resolve");

  private static final Set<String> SEPARATORS = Set.of("os.sep", "os.path.sep", "posixpath.sep");

  private static final Set<String> PATHS =
      Set.of("pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath", "pathlib.PurePosixPath");

  private final FlowProgram program;

  Folders(FlowProgram program) {
    this.program = program;
  }

  /**
   * Whether a value is the path of a folder as functions make it: without a separator behind.
   *
   * @param use the instruction that reads it, in the same body
   */
  boolean isOpen(Ref value, Ref use) {
    Body body = program.body(value.body());
    int at = program.origin(body, value.instruction());
    if (body.op(at) == Op.PHI) { // one side may have put the separator there
      return IntStream.range(0, body.operandCount(at))
          .mapToObj(k -> new Ref(value.body(), body.operand(at, k)))
          .allMatch(one -> isFolder(one, MAX_LINKS) || isMadeResolved(one, use));
    }
    return isFolder(value, MAX_LINKS) || isMadeResolved(value, use);
  }

  /**
   * Whether, however the value comes here, the last that makes something of it resolves a path.
   *
   * @param use the instruction that reads it, in the same body
   */
  boolean isMadeResolved(Ref value, Ref use) {
    Query query =
        new Query(
            SinkLanguage.VALUE, "", Optional.empty(), Set.of(), MAX_VALUES, Query.Names.ALL, false);
    Trace trace = Tracer.trace(program, query, value, List.of(), use);
    List<End> made = trace.ends().stream().filter(e -> !(e instanceof End.Fixed)).toList();
    return trace.isComplete()
        && !made.isEmpty()
        && made.stream().allMatch(end -> isMadeResolved(end.node()));
  }

  private boolean isMadeResolved(Node end) {
    boolean isResolved = false;
    for (Node at = end; at.next() != null; at = at.next()) {
      isResolved =
          at.move() == Move.MADE ? isResolved(at.next().at()) : isResolved && isSame(at.move());
    }
    return isResolved;
  }

  private static boolean isSame(Move move) {
    return switch (move) {
      case SAME, CHECKED, PASSED, RETURNED, STORED, FIELD, ELEMENT, PART -> true;
      case COMPOSED, MADE, OPAQUE, OBJECT, FILE, NAME, SAVED, RAISED -> false;
    };
  }

  private boolean isFolder(Ref value, int links) {
    Body body = program.body(value.body());
    int at = program.origin(body, value.instruction());
    if (isResolved(value) || links == 0) {
      return isResolved(value);
    }
    return switch (body.op(at)) {
      case CALL ->
          isJoined(new Ref(value.body(), at)) || isWritten(new Ref(value.body(), at), links);
      case LOAD ->
          program
              .onlyStored(body.symbols().get(body.arg(at)))
              .filter(stored -> isFolder(stored, links - 1))
              .isPresent();
      case ATTR -> {
        List<Ref> writes = program.index().fields(body.names().get(body.arg(at)));
        yield !writes.isEmpty() && writes.stream().allMatch(w -> isFolder(written(w), links - 1));
      }
      case ITEM -> isConfigured(new Ref(value.body(), at));
      default -> false;
    };
  }

  /** {@code app.config["FOLDER"]}, where the program itself sets it to a constant. */
  private boolean isConfigured(Ref item) {
    Body body = program.body(item.body());
    String holder = held(body, body.operand(item.instruction(), 0));
    List<Ref> writes =
        program
            .value(new Ref(item.body(), body.operand(item.instruction(), 1)))
            .constantText()
            .map(program.index()::elementsUnder)
            .orElse(List.of());
    return holder.equals("config")
        && !writes.isEmpty()
        && writes.stream()
            .allMatch(write -> {
              Body writing = program.body(write.body());
              int value = writing.operand(write.instruction(), 2);
              return held(writing, writing.operand(write.instruction(), 0)).equals(holder)
                  && program
                      .value(new Ref(write.body(), value))
                      .constantText()
                      .filter(text -> text.startsWith("/") && !text.endsWith("/"))
                      .isPresent();
            });
  }

  private String held(Body body, int object) {
    return program.named(body, program.origin(body, object));
  }

  private Ref written(Ref write) {
    return new Ref(write.body(), program.body(write.body()).operand(write.instruction(), 1));
  }

  /**
   * {@code str(folder)} of a path, which never ends with a separator unless it is the root. No
   * resolved path begins with a relative one.
   */
  private boolean isWritten(Ref call, int links) {
    List<String> paths = program.paths(call);
    Body body = program.body(call.body());
    if (body.operandCount(call.instruction()) != 2) {
      return false;
    }
    Ref given = new Ref(call.body(), body.operand(call.instruction(), 1));
    if (paths.stream().anyMatch(PATHS::contains)) {
      return program
          .value(given)
          .constantText()
          .filter(text -> text.startsWith("/") && !text.equals("/"))
          .isPresent();
    }
    boolean isText = paths.contains("builtins.str") || paths.contains("os.fspath");
    return isText && isFolder(given, links - 1);
  }

  /** {@code os.path.join(root, "files")}. */
  private boolean isJoined(Ref call) {
    List<Integer> all = new CallArguments(program, call).all();
    return program.paths(call).contains("os.path.join")
        && !all.isEmpty()
        && program
            .value(new Ref(call.body(), all.getLast()))
            .constantText()
            .filter(last -> !last.isEmpty() && !last.endsWith("/"))
            .isPresent();
  }

  /** {@code path} of {@code path + os.sep}. */
  int unended(Body body, int number, int value) {
    int sum = program.origin(body, value);
    boolean isEnded =
        body.op(sum) == Op.BINARY
            && body.operator(sum) == Operator.ADD
            && isSeparator(new Ref(number, body.operand(sum, 1)));
    return isEnded ? program.origin(body, body.operand(sum, 0)) : value;
  }

  private boolean isSeparator(Ref value) {
    return program.value(value).constantText().filter("/"::equals).isPresent()
        || program.paths(value).stream().anyMatch(SEPARATORS::contains);
  }

  /** Whether a value is an absolute path without steps up in it. */
  boolean isResolved(Ref value) {
    Body body = program.body(value.body());
    int at = program.origin(body, value.instruction());
    for (int steps = 0; steps < 4; steps++) {
      if (body.op(at) == Op.CALL) {
        List<String> paths = program.paths(new Ref(value.body(), at));
        if (paths.stream().map(p -> program.facts().typed(p)).anyMatch(RESOLVING::contains)
            || paths.stream().anyMatch(p -> p.endsWith(".resolve"))) {
          return true;
        }
        boolean isText = paths.contains("builtins.str") || paths.contains("os.fspath");
        if (!isText || body.operandCount(at) < 2) {
          return false;
        }
        at = program.origin(body, body.operand(at, 1));
      } else {
        return false;
      }
    }
    return false;
  }
}
