package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonModule;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Place;

/** Steps back from an attribute to the object that it is read from. */
final class AttributeSteps {
  /** Attributes of library objects that are numbers, whatever the object is. */
  private static final Set<String> NUMBERS = Set.of("pid", "returncode", "errno", "lineno");

  /**
   * What classes of models have, whoever names the class (Django, "Managers" and "Model _meta").
   */
  private static final Set<String> OF_MODELS =
      Set.of("objects", "_meta", "_default_manager", "_base_manager");

  private static final Set<String> PATHS =
      Set.of(
          "pathlib.Path",
          "pathlib.PurePath",
          "pathlib.PurePosixPath",
          "pathlib.PureWindowsPath",
          "pathlib.PosixPath",
          "pathlib.WindowsPath");

  /** Attributes of a {@code pathlib} path that hold no separator. */
  private static final Set<String> PIECES = Set.of("name", "stem", "suffix");

  private final Walk walk;
  private final FlowProgram program;
  private final VariableSteps variables;

  AttributeSteps(Walk walk, VariableSteps variables) {
    this.walk = walk;
    this.variables = variables;
    program = walk.program();
  }

  void attribute(Node node) {
    Body body = program.body(node.body());
    String name = body.names().get(body.arg(node.instruction()));
    int object = body.operand(node.instruction(), 0);
    Optional<PythonModule> module = module(walk.value(node, object));
    if (module.isPresent()) {
      module.get().scopes().root().local(name).ifPresent(symbol -> variables.stored(node, symbol));
    } else if (NUMBERS.contains(name) && program.index().fields(name).isEmpty()) {
      walk.end(new End.Harmless(node, node.at(), "it is a number"));
    } else if (OF_MODELS.contains(name) && program.index().fields(name).isEmpty()) {
      walk.end(new End.Unknown(node, "what a model declares"));
    } else if (isPieceOfPath(node, name)) {
      walk.visit(
          node.before(object, Move.MADE)
              .part(List.of())
              .allowing(node.allowed().without(CharSet.of("/"))));
    } else if (name.equals("parent") && isOfPath(node)) {
      walk.visit(node.before(object, Move.MADE).part(List.of()));
    } else if (isMethod(node)) {
      walk.visit(node.before(object, Move.PART)); // a method object carries its receiver
    } else if (!walk.enters(node)) {
      boolean isKept = outsideField(node, object, name);
      Op made = body.op(program.origin(body, object));
      if (!isKept || (made != Op.IMPORT && made != Op.LOAD)) {
        walk.visit(node.before(object, Move.FIELD).within(new Place.Field(name)));
      }
    }
  }

  /** The last part of a path, or a piece of it. */
  private boolean isPieceOfPath(Node node, String name) {
    return PIECES.contains(name) && (isOfPath(node) || isLikelyOfPath(name));
  }

  private boolean isOfPath(Node node) {
    return program.paths(node.at()).stream()
        .map(p -> program.facts().typed(p.substring(0, Math.max(0, p.lastIndexOf('.')))))
        .anyMatch(PATHS::contains);
  }

  /** Only paths have these, where the program itself keeps nothing under the name. */
  private boolean isLikelyOfPath(String name) {
    return !name.equals("name")
        && walk.query().language().isPath()
        && program.index().fields(name).isEmpty();
  }

  /**
   * Goes on with what the same body has just written to the attribute of a local object; false
   * where it has not.
   */
  boolean rewritten(Node node) {
    Body body = program.body(node.body());
    if (body.op(node.instruction()) != Op.ATTR) {
      return false;
    }
    int object = program.origin(body, body.operand(node.instruction(), 0));
    if (body.op(object) == Op.PARAM && body.arg(object) == 0 && body.hasReceiver()) {
      return false; // other methods write to it too
    }
    String name = body.names().get(body.arg(node.instruction()));
    List<Ref> writes =
        program.index().fields(name).stream()
            .filter(w -> w.body() == node.body())
            .filter(w -> program.origin(body, body.operand(w.instruction(), 0)) == object)
            .toList();
    List<Ref> sure = writes.stream().filter(w -> isBefore(body, w, node)).toList();
    if (sure.isEmpty()) {
      return false;
    }
    Ref last = sure.getLast();
    for (Ref write : writes) { // one behind it, on some ways, may be the last as well
      if (write.instruction() >= last.instruction()) {
        walk.visit(node.before(body.operand(write.instruction(), 1), Move.FIELD).by(write));
      }
    }
    return true;
  }

  private boolean isBefore(Body body, Ref write, Node read) {
    int writing = body.blockOf(write.instruction());
    int reading = body.blockOf(read.instruction());
    return writing == reading
        ? write.instruction() < read.instruction()
        : program.dominators(read.body()).dominates(writing, reading);
  }

  private static Optional<PythonModule> module(AbstractValue value) {
    return value.atoms().stream()
        .filter(Atom.ModuleObject.class::isInstance)
        .map(a -> ((Atom.ModuleObject) a).module())
        .findFirst();
  }

  /** Whether the attribute is a method that is used as a value. */
  private boolean isMethod(Node node) {
    AbstractValue value = program.value(node.at());
    return !value.isOpen()
        && !value.atoms().isEmpty()
        && value.atoms().stream()
            .allMatch(a -> a instanceof Atom.Bound(Atom.External _, Atom.Container _));
  }

  /** What the program itself keeps in a field of a library's object: {@code flask.g.user}. */
  private boolean outsideField(Node node, int object, String name) {
    List<Ref> writes = program.index().fields(name);
    Set<String> kept =
        writes.isEmpty() ? Set.of() : Paths.objects(program, new Ref(node.body(), object));
    boolean any = false;
    for (Ref write : kept.isEmpty() ? List.<Ref>of() : writes) {
      Body body = program.body(write.body());
      Set<String> written =
          Paths.objects(program, new Ref(write.body(), body.operand(write.instruction(), 0)));
      if (written.stream().anyMatch(kept::contains)) {
        any = true;
        walk.visit(
            node.before(new Ref(write.body(), body.operand(write.instruction(), 1)), Move.FIELD)
                .by(write)
                .in(node.callingOf(write)));
      }
    }
    return any;
  }
}
