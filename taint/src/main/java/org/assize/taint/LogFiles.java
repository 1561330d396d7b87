package org.assize.taint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.base.Memo;
import org.assize.checks.Place;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.ImportedVariables;
import org.assize.taint.trace.Ref;

/**
 * The files into which a program itself lets its loggers write, each entry as a line of text: there
 * a line break begins another entry. What a formatter of the program's own, or of a library, makes
 * of an entry is not known.
 */
final class LogFiles {
  /** Handlers that write into a file (library reference, "logging.handlers"). */
  private static final Set<String> HANDLERS =
      Set.of(
          "logging.FileHandler",
          "logging.handlers.RotatingFileHandler",
          "logging.handlers.TimedRotatingFileHandler",
          "logging.handlers.WatchedFileHandler");

  private static final String PLAIN = "logging.Formatter";
  private static final String ROOT = "";

  /** Through so many names a logger is followed. */
  private static final int MAX_NAMES = 3;

  private static final Slot FILE = new Slot.Argument(Integer.MAX_VALUE, "filename");

  private final FlowProgram program;
  private final Memo<FlowProgram, List<Kept>> kept = new Memo<>(LogFiles::find);

  LogFiles(FlowProgram program) {
    this.program = program;
  }

  /**
   * A logger whose entries, and those of loggers below it, go into a file.
   *
   * @param company what runs in the same process
   */
  private record Kept(String logger, Place place, Company company) {}

  /** Returns where the program says that what a call logs goes into a file of lines. */
  Optional<Place> of(SinkSite sink) {
    Body body = program.body(sink.at().body());
    if (body.op(sink.at().instruction()) != Op.CALL || !isLogger(sink.name())) {
      return Optional.empty();
    }
    int callee = program.origin(body, body.operand(sink.at().instruction(), 0));
    Optional<String> logger =
        body.op(callee) == Op.ATTR
            ? name(program, new Ref(sink.at().body(), body.operand(callee, 0)), MAX_NAMES)
            : Optional.empty();
    return kept.get(program).stream()
        .filter(k -> k.logger().equals(ROOT) || logger.filter(l -> isBelow(l, k)).isPresent())
        .filter(k -> k.company().has(body.module()))
        .map(Kept::place)
        .findFirst();
  }

  private static boolean isLogger(String called) {
    return called.startsWith("logging.") || called.contains(".logger.");
  }

  private static boolean isBelow(String logger, Kept kept) {
    return logger.equals(kept.logger()) || logger.startsWith(kept.logger() + ".");
  }

  private static List<Kept> find(FlowProgram program) {
    List<Kept> found = new ArrayList<>();
    for (int number = 0; number < program.values().bodies().size(); number++) {
      Body body = program.body(number);
      for (int i = 0; i < body.size() && program.isProduction(number); i++) {
        if (body.op(i) == Op.CALL && program.values().isReached(number, body.blockOf(i))) {
          kept(program, new Ref(number, i), body, found);
        }
      }
    }
    return List.copyOf(found);
  }

  private static void kept(FlowProgram program, Ref call, Body body, List<Kept> found) {
    int callee = program.origin(body, body.operand(call.instruction(), 0));
    String called = program.named(body, callee);
    if (called.equals("basicConfig")) {
      boolean isFile =
          program.paths(call).contains("logging.basicConfig")
              && !new CallArguments(program, call).in(FILE).isEmpty();
      if (isFile) {
        found.add(new Kept(ROOT, program.place(call), Company.of(program, body)));
      }
    } else if (called.equals("addHandler")
        && body.op(callee) == Op.ATTR
        && body.operandCount(call.instruction()) == 2
        && writesLines(program, new Ref(call.body(), body.operand(call.instruction(), 1)))) {
      name(program, new Ref(call.body(), body.operand(callee, 0)), MAX_NAMES)
          .ifPresent(logger ->
              found.add(new Kept(logger, program.place(call), Company.of(program, body))));
    }
  }

  /** Whether a handler writes into a file, and nothing else makes its lines. */
  private static boolean writesLines(FlowProgram program, Ref handler) {
    Body body = program.body(handler.body());
    if (program.objects(handler).stream().noneMatch(HANDLERS::contains)) {
      return false;
    }
    for (int i = 0; i < body.size(); i++) {
      int callee = body.op(i) == Op.CALL ? program.origin(body, body.operand(i, 0)) : -1;
      boolean isFormat =
          callee >= 0
              && body.op(callee) == Op.ATTR
              && body.operandCount(i) == 2
              && body.names().get(body.arg(callee)).equals("setFormatter")
              && isSame(program, body, body.operand(callee, 0), handler.instruction());
      if (isFormat
          && !program.objects(new Ref(handler.body(), body.operand(i, 1))).equals(Set.of(PLAIN))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(FlowProgram program, Body body, int one, int other) {
    int left = program.origin(body, one);
    int right = program.origin(body, other);
    return left == right
        || (body.op(left) == Op.LOAD
            && body.op(right) == Op.LOAD
            && body.arg(left) == body.arg(right));
  }

  /** The name of a logger, or the path under which a library offers it. */
  private static Optional<String> name(FlowProgram program, Ref logger, int links) {
    Body body = program.body(logger.body());
    int i = program.origin(body, logger.instruction());
    Ref at = new Ref(logger.body(), i);
    return switch (body.op(i)) {
      case CALL ->
          program.paths(at).contains("logging.getLogger") ? named(program, at) : Optional.empty();
      case LOAD ->
          links == 0
              ? Optional.empty()
              : program
                  .onlyStored(body.symbols().get(body.arg(i)))
                  .flatMap(v -> name(program, v, links - 1));
      case IMPORT ->
          links == 0
              ? Optional.empty()
              : ImportedVariables.of(program, at)
                  .flatMap(program::onlyStored)
                  .flatMap(v -> name(program, v, links - 1));
      case ATTR ->
          body.names().get(body.arg(i)).equals("logger")
              ? program.objects(new Ref(logger.body(), body.operand(i, 0))).stream()
                  .map(program.facts()::typed)
                  .map(path -> program.facts().resultType(path).orElse(path))
                  .findFirst()
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<String> named(FlowProgram program, Ref call) {
    List<Integer> given = new CallArguments(program, call).all();
    return given.isEmpty()
        ? Optional.of(ROOT)
        : program.value(new Ref(call.body(), given.getFirst())).constantText();
  }
}
