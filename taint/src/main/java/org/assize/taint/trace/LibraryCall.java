package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.program.Binding;
import org.assize.program.Symbol;
import org.assize.value.domain.Atom;

/**
 * A call of something outside the tree: what is called, and with what.
 *
 * @param program that it stands in
 * @param at the call
 * @param body that it stands in
 * @param callee where the value is made that is called, in the body
 * @param paths of what may be called; none where it is not known
 * @param arguments as facts speak about them
 */
record LibraryCall(
    FlowProgram program,
    Ref at,
    Body body,
    int callee,
    List<String> paths,
    CallArguments arguments) {

  private static final String BUILTINS = "builtins.";

  /** By these a call reads a signed text, whatever the object is (itsdangerous). */
  private static final Set<String> OF_SIGNATURES = Set.of("max_age", "salt");

  static LibraryCall of(FlowProgram program, Ref at) {
    Body body = program.body(at.body());
    int callee = program.origin(body, body.operand(at.instruction(), 0));
    return new LibraryCall(
        program, at, body, callee, program.paths(at), new CallArguments(program, at));
  }

  /** Returns the same call, of what the call by which a way came hands over to be called. */
  LibraryCall handedTo(Node node) {
    Calling calling = node.calling();
    if (body.op(callee) != Op.PARAM || calling == null || calling.callee() != node.body()) {
      return this;
    }
    List<String> given =
        program
            .handed(calling.call(), node.body(), body.arg(callee))
            .map(program::paths)
            .orElse(List.of());
    return given.isEmpty() ? this : new LibraryCall(program, at, body, callee, given, arguments);
  }

  /** Returns a path as code writes it. */
  static String shown(String path) {
    return path.startsWith(BUILTINS) ? path.substring(BUILTINS.length()) : path;
  }

  /** Returns the path of what is called, else the name of the method, as a reader is told it. */
  String name() {
    return paths.isEmpty() ? attribute().orElse("a call") : shown(paths.getFirst());
  }

  /** Returns the last part of its name. */
  String lastName() {
    return last(name());
  }

  /** Returns the name that the code itself calls it by, else that of what it calls. */
  String calledName() {
    return attribute().orElseGet(() -> paths.isEmpty() ? "" : last(paths.getFirst()));
  }

  /** Returns the name behind the dot, where it is called by one. */
  Optional<String> attribute() {
    return body.op(callee) == Op.ATTR
        ? Optional.of(body.names().get(body.arg(callee)))
        : Optional.empty();
  }

  /** Whether it reads a text that the program has signed: {@code loads(text, max_age=60)}. */
  boolean isUnsigning() {
    return switch (attribute().orElse("")) {
      case "unsign", "unsign_object" -> true;
      case "loads" ->
          body.calls().get(body.arg(at.instruction())).arguments().stream()
              .anyMatch(a -> a instanceof CallShape.Named n && OF_SIGNATURES.contains(n.name()));
      default -> false;
    };
  }

  /** Whether it puts a task on a queue, which answers with a handle: {@code task.delay(text)}. */
  boolean isQueueing() {
    return attribute().filter(n -> n.equals("delay") || n.equals("apply_async")).isPresent();
  }

  /** Returns the name of the object whose method is called; empty where it has none. */
  String receiverName() {
    return body.op(callee) == Op.ATTR
        ? program.named(body, program.origin(body, body.operand(callee, 0)))
        : "";
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Whether what is called has a name, and is not just a value. */
  boolean isNamed() {
    return switch (body.op(callee)) {
      case LOAD -> !isHanded(body.symbols().get(body.arg(callee)));
      case PARAM -> !paths.isEmpty();
      case LOAD_NAME, IMPORT, FUNCTION, CLASS, ATTR -> true;
      default -> false;
    };
  }

  /**
   * Whether keywords alone are passed: conditions, which choose what is got and are no part of it.
   */
  boolean isChoice() {
    List<CallShape.Argument> shape = body.calls().get(body.arg(at.instruction())).arguments();
    return body.op(callee) == Op.ATTR
        && !shape.isEmpty()
        && shape.stream().allMatch(CallShape.Named.class::isInstance);
  }

  /** Whether a variable is a parameter of a function around: {@code f} of a decorator. */
  private static boolean isHanded(Symbol variable) {
    return variable.bindings().stream().anyMatch(b -> b.kind() == Binding.Kind.PARAMETER);
  }

  /** Returns the object whose method is called, where it is no module or class. */
  Optional<Integer> object(Walk walk, Node node) {
    return arguments.receiver().filter(object -> !isModule(walk, node, object));
  }

  /** An object that a library offers under a name has a class of its own: {@code flask.session}. */
  private static boolean isModule(FlowProgram program, String path) {
    return program.isModule(path)
        && program.facts().resultType(path).filter(type -> !type.equals(path)).isEmpty();
  }

  private boolean isModule(Walk walk, Node node, int object) {
    return walk.value(node, object).atoms().stream()
        .anyMatch(a ->
            a instanceof Atom.ModuleObject
                || (a instanceof Atom.External e && isModule(program, e.path())));
  }
}
