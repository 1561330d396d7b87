package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;
import org.jspecify.annotations.Nullable;

/** Steps back through variables, exceptions and fields. */
final class HeapSteps {
  private static final int MAX_PART = 3;

  /** Attributes of library objects that are numbers, whatever the object is. */
  private static final Set<String> NUMBERS = Set.of("pid", "returncode", "errno", "lineno");

  private final Walk walk;
  private final FlowProgram program;
  private final ContainerSteps containers;

  HeapSteps(Walk walk, ContainerSteps containers) {
    this.walk = walk;
    this.containers = containers;
    program = walk.program();
  }

  /** Returns a part of a part; what lies too deep is any part. */
  static List<Selector> within(Selector outer, List<Selector> inner) {
    List<Selector> part = new ArrayList<>();
    part.add(outer);
    part.addAll(inner);
    return List.copyOf(part.size() <= MAX_PART ? part : part.subList(0, MAX_PART));
  }

  // --- variables

  void variable(Node node) {
    Body body = program.body(node.body());
    Symbol symbol = body.symbols().get(body.arg(node.instruction()));
    stored(node, symbol);
  }

  private void stored(Node node, Symbol symbol) {
    List<Ref> stores = program.index().stores(symbol);
    for (Ref store : stores) {
      int value = program.body(store.body()).operand(store.instruction(), 0);
      walk.visit(
          node.before(new Ref(store.body(), value), Move.STORED)
              .by(store)
              .in(callingOf(node, store)));
    }
    containers.elements(node, program.index().elementsOf(symbol));
    if (stores.isEmpty()) {
      walk.end(new End.Unknown(node, "the variable " + symbol.name()));
    }
  }

  /** A variable of the same call, or of any. */
  static @Nullable Calling callingOf(Node node, Ref at) {
    return at.body() == node.body() ? node.calling() : null;
  }

  /** A name from another module of the tree is what that module binds it to. */
  void imported(Node node) {
    Body body = program.body(node.body());
    if (body.op(node.instruction()) == Op.IMPORT) {
      Optional<Symbol> symbol = symbolOf(node, body);
      if (symbol.isPresent()) {
        stored(node, symbol.get());
        return;
      }
    }
    outside(node);
  }

  /** A module, class or function of a library is what it is; of an object nothing is known. */
  private void outside(Node node) {
    List<String> paths = program.paths(node.at());
    boolean isFixed = !paths.isEmpty() && paths.stream().allMatch(program::isModule);
    walk.end(isFixed ? new End.Fixed(node) : new End.Unknown(node, "what is imported"));
  }

  private Optional<Symbol> symbolOf(Node node, Body body) {
    var name = body.imports().get(body.arg(node.instruction()));
    var resolver = program.view().resolver();
    return resolver
        .program()
        .absolute(body.module(), name.level(), name.module())
        .filter(m -> !name.member().isEmpty())
        .map(m -> resolver.member(resolver.dotted(m, body.module()), name.member()))
        .flatMap(
            t -> t instanceof Target.VariableTarget v ? Optional.of(v.symbol()) : Optional.empty());
  }

  // --- exceptions

  /**
   * An exception carries what it was made with: by a raise in the try, or in what is called there.
   */
  void caught(Node node) {
    Body body = program.body(node.body());
    int handler = body.blockOf(node.instruction());
    boolean any = false;
    for (int i = 0; i < body.size(); i++) {
      if (body.handler(body.blockOf(i)) == handler) {
        if (body.op(i) == Op.RAISE) {
          any |= raised(node, new Ref(node.body(), i), node.calling());
        } else if (body.op(i) == Op.CALL) {
          any |= raisedBy(node, new Ref(node.body(), i));
        }
      }
    }
    if (!any) {
      walk.end(new End.Unknown(node, "an exception"));
    }
  }

  private boolean raisedBy(Node node, Ref call) {
    boolean any = false;
    for (int callee : program.call(call).map(c -> c.callees()).orElse(List.of())) {
      Calling calling = CallSteps.calling(walk, node, call, callee);
      Body body = program.body(callee);
      for (int i = 0; calling != null && i < body.size(); i++) {
        if (body.op(i) == Op.RAISE && body.handler(body.blockOf(i)) < 0) {
          any |= raised(node, new Ref(callee, i), calling);
        }
      }
    }
    return any;
  }

  private boolean raised(Node node, Ref raise, @Nullable Calling calling) {
    Body body = program.body(raise.body());
    if (body.operandCount(raise.instruction()) == 0) {
      return false;
    }
    Ref made = new Ref(raise.body(), body.operand(raise.instruction(), 0));
    walk.visit(node.before(made, Move.RAISED).by(raise).part(List.of()).in(calling));
    return true;
  }

  // --- attributes

  void attribute(Node node) {
    Body body = program.body(node.body());
    int i = node.instruction();
    String name = body.names().get(body.arg(i));
    int object = body.operand(i, 0);
    AbstractValue value = walk.value(node, object);
    for (Atom atom : value.atoms()) {
      if (atom instanceof Atom.ModuleObject m) {
        m.module().scopes().root().local(name).ifPresent(symbol -> stored(node, symbol));
        return;
      }
    }
    if (NUMBERS.contains(name) && program.index().fields(name).isEmpty()) {
      walk.end(new End.Harmless(node, node.at(), "it is a number"));
      return;
    }
    if (isCalled(node)) {
      walk.visit(node.before(object, Move.PART)); // a method object carries its receiver
      return;
    }
    if (walk.enters(node)) {
      return;
    }
    outsideField(node, object, name);
    walk.visit(node.before(object, Move.FIELD).part(within(new Place.Field(name), node.part())));
  }

  /** What the program itself keeps in a field of a library's object: {@code flask.g.user}. */
  private void outsideField(Node node, int object, String name) {
    List<Ref> writes = program.index().fields(name);
    Set<String> kept =
        writes.isEmpty() ? Set.of() : Paths.objects(program, new Ref(node.body(), object));
    for (Ref write : kept.isEmpty() ? List.<Ref>of() : writes) {
      Body body = program.body(write.body());
      Set<String> written =
          Paths.objects(program, new Ref(write.body(), body.operand(write.instruction(), 0)));
      if (written.stream().anyMatch(kept::contains)) {
        walk.visit(
            node.before(new Ref(write.body(), body.operand(write.instruction(), 1)), Move.FIELD)
                .by(write)
                .in(callingOf(node, write)));
      }
    }
  }

  /** Whether the attribute is a method that is used as a value. */
  private boolean isCalled(Node node) {
    AbstractValue value = program.value(node.at());
    return !value.isOpen()
        && !value.atoms().isEmpty()
        && value.atoms().stream()
            .allMatch(a -> a instanceof Atom.Bound(Atom.External _, Atom.Container _));
  }

  /** Whether a value is an object of the tree's classes, and a field of it is wanted. */
  boolean isObject(Node node, AbstractValue value) {
    return node.part().getFirst() instanceof Place.Field && !classes(node, value).isEmpty();
  }

  private Set<PythonClass> classes(Node node, AbstractValue value) {
    Set<PythonClass> found = new LinkedHashSet<>();
    add(value, found);
    Body body = program.body(node.body());
    int origin = program.origin(body, node.instruction());
    if (found.isEmpty() && body.op(origin) == Op.PARAM) {
      int index = body.arg(origin);
      boolean isReceiver = index == 0 && body.hasReceiver();
      if (isReceiver) {
        body.function().flatMap(PythonFunction::owner).ifPresent(found::add);
      } else {
        add(program.values().parameter(node.body(), index), found);
      }
    }
    return found;
  }

  private static void add(AbstractValue value, Set<PythonClass> found) {
    for (Atom atom : value.atoms()) {
      if (atom instanceof Atom.Instance i) {
        found.add(i.type());
      } else if (atom instanceof Atom.ClassObject c) {
        found.add(c.type());
      }
    }
  }

  /** What a field of an object may hold: what any code writes to that field of such objects. */
  void field(Node node, AbstractValue value) {
    String name = ((Place.Field) node.part().getFirst()).name();
    List<Selector> rest = node.part().subList(1, node.part().size());
    Set<PythonClass> classes = classes(node, value);
    boolean isOnlyOne = isMadeOnce(classes);
    boolean found = false;
    for (Ref write : program.index().fields(name)) {
      Body body = program.body(write.body());
      Set<PythonClass> written =
          related(write.body(), body.operand(write.instruction(), 0), classes);
      if (!written.isEmpty()) {
        Calling calling = constructing(node, write);
        boolean isSame =
            calling != null || write.body() == node.body() || (isOnlyOne && isMadeOnce(written));
        Ref given = new Ref(write.body(), body.operand(write.instruction(), 1));
        walk.visit(
            (isSame ? node : node.lessSure())
                .before(given, Move.FIELD)
                .by(write)
                .part(rest)
                .in(calling));
        found = true;
      }
    }
    for (Ref write : program.index().elementsOfField(name)) {
      Set<PythonClass> written = related(write.body(), containerOwner(write), classes);
      if (!written.isEmpty()) {
        boolean isSame = write.body() == node.body() || (isOnlyOne && isMadeOnce(written));
        containers.elements((isSame ? node : node.lessSure()).part(rest), List.of(write));
      }
    }
    for (PythonClass type : family(classes)) {
      found |= declared(isOnlyOne || makes(node) ? node : node.lessSure(), type, name, rest);
      Optional<Symbol> symbol = type.body().local(name);
      if (symbol.isPresent() && !program.index().stores(symbol.get()).isEmpty()) {
        stored(node.part(rest), symbol.get());
        found = true;
      }
    }
    if (!found) {
      walk.end(new End.Unknown(node, "the attribute " + name));
    }
  }

  /**
   * Whether the program makes objects of some classes in one place at most: only then does one of
   * them surely hold what another was given.
   */
  private boolean isMadeOnce(Set<PythonClass> classes) {
    return classes.stream().mapToInt(program::constructions).sum() <= 1;
  }

  /** Some classes, those above and those below them. */
  private Set<PythonClass> family(Set<PythonClass> classes) {
    Set<PythonClass> all = new LinkedHashSet<>();
    classes.forEach(type -> all.addAll(program.family(type)));
    return all;
  }

  /** Whether a value is an object that a call has just made. */
  private boolean makes(Node node) {
    Body body = program.body(node.body());
    return body.op(node.instruction()) == Op.CALL
        && walk.value(node, body.operand(node.instruction(), 0)).atoms().stream()
            .anyMatch(Atom.ClassObject.class::isInstance);
  }

  /** The call that makes the object tells what its own constructor is given. */
  private @Nullable Calling constructing(Node node, Ref write) {
    Body body = program.body(node.body());
    boolean makes =
        body.op(node.instruction()) == Op.CALL
            && program.call(node.at()).filter(c -> c.callees().contains(write.body())).isPresent();
    if (!makes) {
      return callingOf(node, write);
    }
    return CallSteps.calling(walk, node, node.at(), write.body());
  }

  /** The object whose field holds a container that is written to. */
  private int containerOwner(Ref write) {
    Body body = program.body(write.body());
    int written = body.operand(write.instruction(), 0);
    if (body.op(write.instruction()) == Op.CALL) {
      written = body.operand(program.origin(body, written), 0);
    }
    int container = program.origin(body, written);
    return body.op(container) == Op.ATTR ? body.operand(container, 0) : container;
  }

  /** The classes of an object whose field is written, as far as some classes share the field. */
  private Set<PythonClass> related(int body, int object, Set<PythonClass> classes) {
    Node probe = Node.start(new Ref(body, object), new Ref(body, object));
    Set<PythonClass> written = classes(probe, program.value(probe.at()));
    written.removeIf(w -> classes.stream().noneMatch(c -> isRelated(w, c)));
    return written;
  }

  private boolean isRelated(PythonClass one, PythonClass two) {
    return program.family(one).contains(two);
  }

  /** A class without a constructor of its own gets its declared fields as arguments. */
  private boolean declared(Node node, PythonClass type, String name, List<Selector> rest) {
    int index = program.declaredFields(type).indexOf(name);
    boolean found = false;
    if (index >= 0) {
      List<Ref> calls = program.index().constructions(type);
      for (Ref call : calls.contains(node.at()) ? List.of(node.at()) : calls) {
        Body body = program.body(call.body());
        int position = 0;
        List<CallShape.Argument> shape = body.calls().get(body.arg(call.instruction())).arguments();
        for (int k = 0; k < shape.size(); k++) {
          boolean fits =
              switch (shape.get(k)) {
                case CallShape.Named n -> n.name().equals(name);
                case CallShape.Unnamed u ->
                    u == CallShape.Unnamed.POSITIONAL && position++ == index;
              };
          if (fits) {
            int value = body.operand(call.instruction(), k + 1);
            walk.visit(
                node.before(new Ref(call.body(), value), Move.FIELD)
                    .by(call)
                    .part(rest)
                    .in(callingOf(node, call)));
            found = true;
          }
        }
      }
    }
    return found;
  }
}
