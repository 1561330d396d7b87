package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assize.facts.Fact;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;
import org.jspecify.annotations.Nullable;

/**
 * The call of a library's function that something else outside the tree makes, which is handed the
 * function: threads, executors, {@code map}, {@code functools.partial}.
 *
 * @param paths of the function
 * @param arguments that it is called with
 * @param part which part of each argument it gets; empty for all of it
 */
public record HandedCall(List<String> paths, CallArguments arguments, List<Selector> part) {
  private static final String PARTIAL = "functools.partial";

  /** Functions that call one with every element of what stands behind it. */
  private static final Set<String> PER_ELEMENT =
      Set.of(
          "map",
          "filter",
          "imap",
          "imap_unordered",
          "map_async",
          "amap",
          "uimap",
          "thread_map",
          "process_map");

  /** Functions that call one with the elements of every element. */
  private static final Set<String> PER_TUPLE = Set.of("starmap", "starmap_async");

  /** Names under which a call takes the function that it calls. */
  private static final Set<String> TARGETS = Set.of("target", "func", "function", "fn");

  /** Functions that are handed others and do not call them. */
  private static final Set<String> KEEPING =
      Set.of(
          "append",
          "add",
          "insert",
          "remove",
          "setdefault",
          "setattr",
          "patch",
          "object",
          "register",
          "connect",
          "disconnect",
          "wraps",
          "update_wrapper",
          "cast",
          "register_function",
          "assert_called_with");

  /** Returns the calls of functions of which facts say that they interpret what they are given. */
  public static List<HandedCall> in(FlowProgram program, Ref call) {
    Handing handing = new Handing(program, call);
    return handing.isOutside() ? handing.calls() : List.of();
  }

  /** Whether a call calls what {@code functools.partial} has just made. */
  public static boolean isOfPartial(FlowProgram program, Ref call) {
    return new Handing(program, call).partial() != null;
  }

  /** A call that may hand over a function. */
  private static final class Handing {
    private final FlowProgram program;
    private final Ref call;
    private final Body body;
    private final List<CallShape.Argument> shape;
    private final int callee;

    Handing(FlowProgram program, Ref call) {
      this.program = program;
      this.call = call;
      body = program.body(call.body());
      shape = body.calls().get(body.arg(call.instruction())).arguments();
      callee = program.origin(body, body.operand(call.instruction(), 0));
    }

    /** The program's own functions show themselves whether they call what they are given. */
    boolean isOutside() {
      return program.call(call).map(c -> c.callees().isEmpty()).orElse(true);
    }

    /** The call that has just made what is called, of a function that takes a function. */
    private @Nullable Ref maker() {
      return body.op(callee) == Op.CALL ? new Ref(call.body(), callee) : null;
    }

    @Nullable Ref partial() {
      Ref maker = maker();
      return maker != null && program.paths(maker).contains(PARTIAL) ? maker : null;
    }

    List<HandedCall> calls() {
      Ref maker = maker();
      if (maker != null) {
        return new Handing(program, maker).made(this).stream().toList();
      }
      if (program.paths(call).contains(PARTIAL) && isCalledHere()) {
        return List.of(); // with all that it is given
      }
      String name = shape.isEmpty() ? "" : LibraryCall.of(program, call).lastName();
      return IntStream.range(0, shape.size())
          .mapToObj(k -> handed(k, name))
          .flatMap(Optional::stream)
          .toList();
    }

    private boolean isCalledHere() {
      return IntStream.range(0, body.size())
          .anyMatch(i ->
              body.op(i) == Op.CALL
                  && program.origin(body, body.operand(i, 0)) == call.instruction());
    }

    /**
     * {@code partial(f, x)(y)}, {@code in_thread(f)(y)}: what is made is called like the function.
     */
    private Optional<HandedCall> made(Handing outer) {
      boolean isPartial = program.paths(call).contains(PARTIAL);
      if (shape.isEmpty() || !isOutside() || (!isPartial && shape.size() > 2)) {
        return Optional.empty();
      }
      List<CallShape.Argument> given = new ArrayList<>();
      List<Integer> operands = new ArrayList<>();
      for (int k = isPartial ? 1 : shape.size(); k < shape.size(); k++) {
        given.add(shape.get(k));
        operands.add(operand(k));
      }
      for (int k = 0; k < outer.shape.size(); k++) {
        given.add(outer.shape.get(k));
        operands.add(outer.operand(k));
      }
      return of(0, outer.call, given, operands, List.of());
    }

    private int operand(int k) {
      return body.operand(call.instruction(), k + 1);
    }

    private Optional<HandedCall> handed(int k, String name) {
      boolean isBuiltin = program.paths(call).stream().anyMatch(p -> p.startsWith("builtins."));
      boolean isPerElement = PER_ELEMENT.contains(name);
      boolean isPerTuple = PER_TUPLE.contains(name);
      if (shape.get(k) instanceof CallShape.Named n) {
        return TARGETS.contains(n.name()) ? threaded(k) : Optional.empty();
      }
      if (KEEPING.contains(name) || (isBuiltin && !isPerElement) || paths(k).isEmpty()) {
        return Optional.empty();
      }
      if (named("args") >= 0 || named("kwargs") >= 0) {
        return threaded(k);
      }
      if (HandedFunction.takesSequence(program.paths(call)) && k + 1 < shape.size()) {
        return sequence(k, operand(k + 1));
      }
      List<Selector> part =
          isPerTuple
              ? List.of(Place.Any.ANY, Place.Any.ANY)
              : isPerElement ? List.of(Place.Each.EACH) : List.of();
      List<CallShape.Argument> behind = shape.subList(k + 1, shape.size());
      return of(
          k,
          call,
          behind,
          IntStream.range(k + 1, shape.size()).mapToObj(this::operand).toList(),
          part);
    }

    private int named(String name) {
      return shape.indexOf(new CallShape.Named(name));
    }

    /** {@code Thread(target=function, args=(…), kwargs={…})}. */
    private Optional<HandedCall> threaded(int function) {
      List<CallShape.Argument> given = new ArrayList<>();
      List<Integer> operands = new ArrayList<>();
      int args = named("args");
      if (args >= 0) {
        operands.addAll(elements(operand(args)));
        operands.forEach(_ -> given.add(CallShape.Unnamed.POSITIONAL));
      }
      int kwargs = named("kwargs");
      int entries = kwargs < 0 ? -1 : program.origin(body, operand(kwargs));
      if (entries >= 0 && body.op(entries) == Op.DICT) {
        for (int k = 0; k + 1 < body.operandCount(entries); k += 2) {
          Optional<String> key =
              program.value(new Ref(call.body(), body.operand(entries, k))).constantText();
          if (key.isPresent()) {
            given.add(new CallShape.Named(key.get()));
            operands.add(body.operand(entries, k + 1));
          }
        }
      }
      return of(function, call, given, operands, List.of());
    }

    private Optional<HandedCall> sequence(int function, int sequence) {
      List<Integer> elements = elements(sequence);
      return of(
          function,
          call,
          Stream.<CallShape.Argument>generate(() -> CallShape.Unnamed.POSITIONAL)
              .limit(elements.size())
              .toList(),
          elements,
          List.of());
    }

    private List<Integer> elements(int sequence) {
      int origin = program.origin(body, sequence);
      boolean isDisplay =
          (body.op(origin) == Op.TUPLE || body.op(origin) == Op.LIST) && body.arg(origin) < 0;
      return isDisplay
          ? IntStream.range(0, body.operandCount(origin))
              .mapToObj(k -> body.operand(origin, k))
              .toList()
          : List.of();
    }

    private Optional<HandedCall> of(
        int function,
        Ref at,
        List<CallShape.Argument> given,
        List<Integer> operands,
        List<Selector> part) {
      List<String> paths = paths(function);
      return paths.isEmpty() || operands.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new HandedCall(
                  paths,
                  new CallArguments(program, at, given, operands, receiver(function)),
                  part));
    }

    /** The paths of a function that an argument is, of which facts say that it interprets. */
    private List<String> paths(int k) {
      Ref value = new Ref(call.body(), program.origin(body, operand(k)));
      boolean isNamed = body.op(value.instruction()) == Op.ATTR || isFunction(program.value(value));
      return isNamed
          ? program.paths(value).stream()
              .filter(p -> !program.facts().at(p, Fact.Sink.class).isEmpty())
              .toList()
          : List.of();
    }

    private static boolean isFunction(AbstractValue value) {
      return value.atoms().stream()
          .anyMatch(
              a -> a instanceof Atom.External || a instanceof Atom.Bound(Atom.External _, Atom _));
    }

    private Optional<Integer> receiver(int k) {
      int function = program.origin(body, operand(k));
      return body.op(function) == Op.ATTR
          ? Optional.of(body.operand(function, 0))
          : Optional.empty();
    }
  }
}
