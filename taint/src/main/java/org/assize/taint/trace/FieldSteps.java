package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.Symbol;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;
import org.jspecify.annotations.Nullable;

/** Steps back from a field of an object of the tree's classes to what any code writes to it. */
final class FieldSteps {
  /** So many reads and writes of fields leave a way as sure as it is. */
  private static final int MAX_SURE = 6;

  private final Walk walk;
  private final FlowProgram program;
  private final ContainerSteps containers;
  private final VariableSteps variables;
  private final FieldOwners owners;
  private final Columns columns;

  FieldSteps(Walk walk, ContainerSteps containers, VariableSteps variables) {
    this.walk = walk;
    this.containers = containers;
    this.variables = variables;
    program = walk.program();
    owners = new FieldOwners(program);
    columns = new Columns(program);
  }

  /**
   * A field that is wanted.
   *
   * @param node an object that has it
   * @param rest which part of the field matters
   * @param classes that the object may be of
   * @param isOnlyOne whether the program makes such an object in one place at most
   * @param isOneOfMany whether it makes them in so many places that they are values
   */
  private record Wanted(
      Node node,
      String name,
      List<Selector> rest,
      Set<PythonClass> classes,
      boolean isOnlyOne,
      boolean isOneOfMany) {

    /**
     * The object, less sure where another of its classes may be written to, and where the way has
     * gone through so many fields that some of them are hardly those of the same objects.
     */
    Node sure(boolean isSame) {
      Node sure = isSame ? node : isOneOfMany ? node.atMost(Confidence.LOW) : node.lessSure();
      return node.times(Move.FIELD) > MAX_SURE ? sure.lessSure() : sure;
    }
  }

  /** Whether a value is an object of the tree's classes, and a field of it is wanted. */
  boolean isObject(Node node, AbstractValue value) {
    return node.part().getFirst() instanceof Place.Field
        && !owners.classes(node.at(), value).isEmpty();
  }

  /**
   * Whether a function is passed an object that nothing but a framework makes: what its fields hold
   * is what the callers have been sent.
   */
  boolean isOnlySent(Node node, AbstractValue value) {
    Body body = program.body(node.body());
    int origin = program.origin(body, node.instruction());
    boolean isPassed =
        body.op(origin) == Op.PARAM && !(body.arg(origin) == 0 && body.hasReceiver());
    return isPassed
        && owners.classes(node.at(), value).stream()
            .allMatch(type -> program.isSentModel(type) && program.constructions(type) == 0);
  }

  /** What a field of an object may hold: what any code writes to that field of such objects. */
  void field(Node node, AbstractValue value) {
    Set<PythonClass> classes = owners.classes(node.at(), value);
    if (column(node, value, classes)) {
      return;
    }
    Wanted field =
        new Wanted(
            node,
            ((Place.Field) node.part().getFirst()).name(),
            Parts.inner(node.part()),
            classes,
            owners.isMadeOnce(classes),
            owners.areMany(classes));
    boolean found = written(field);
    filled(field);
    for (PythonClass type : owners.family(classes)) {
      found |= declared(field, type);
      found |= ofClass(field, type);
    }
    found |= writtenWithOthers(field, found);
    found |= sent(field);
    if (!found) {
      walk.end(new End.Unknown(node, "the attribute " + field.name()));
    }
  }

  /** A column of a record holds what its class declares; the class itself holds the column. */
  private boolean column(Node node, AbstractValue value, Set<PythonClass> classes) {
    Set<PythonClass> records =
        classes.stream().filter(program::isRecord).collect(Collectors.toSet());
    if (records.isEmpty() || records.size() < classes.size()) {
      return false;
    }
    PythonClass model = records.iterator().next();
    if (value.atoms().stream().anyMatch(Atom.ClassObject.class::isInstance)) {
      String name = ((Place.Field) node.part().getFirst()).name();
      boolean isDeclared = columns.isColumn(model, name) || columns.stored(model, name).isPresent();
      if (isDeclared) {
        walk.end(new End.Unknown(node, "what the class declares as " + name));
      }
      return isDeclared;
    }
    Optional<String> why = columns.harmless(model, node.part(), walk.query()::isMeant);
    why.ifPresent(w -> walk.end(new End.Harmless(node, node.at(), w)));
    return why.isPresent();
  }

  /** What is assigned to the field. */
  private boolean written(Wanted field) {
    Node node = field.node();
    boolean found = false;
    for (Ref write : program.index().fields(field.name())) {
      Set<PythonClass> written = owners.ofWrite(write, node.at(), field.classes());
      if (!written.isEmpty()) {
        Calling calling = constructing(node, write);
        int given = program.body(write.body()).operand(write.instruction(), 1);
        walk.visit(
            field
                .sure(calling != null || isSame(field, write, written))
                .before(new Ref(write.body(), given), Move.FIELD)
                .by(write)
                .part(field.rest())
                .in(calling));
        found = true;
      }
    }
    return found;
  }

  /** What a client has sent, in a method of a model that the program itself never makes. */
  private boolean sent(Wanted field) {
    Node node = field.node();
    Body body = program.body(node.body());
    boolean isItself =
        body.op(node.instruction()) == Op.PARAM
            && body.arg(node.instruction()) == 0
            && body.hasReceiver();
    if (!isItself || !walk.query().roles().isEmpty() || field.classes().size() != 1) {
      return false;
    }
    PythonClass type = field.classes().iterator().next();
    boolean isSent =
        program.isSentModel(type)
            && program.constructions(type) == 0
            && program.annotation(type, field.name()).isPresent();
    if (isSent) {
      walk.end(
          ModelFields.convertedTo(program, type, node.part().getFirst(), Safety::isHarmlessType)
              .<End>map(t -> new End.Harmless(node, node.at(), "it is converted to " + t))
              .orElseGet(() -> new End.Controlled(node, Control.REMOTE, field.name())));
    }
    return isSent;
  }

  /**
   * What is written to many fields at once. Where nothing says under which name, it is taken for
   * fields that are written nowhere else.
   */
  private boolean writtenWithOthers(Wanted field, boolean isKnown) {
    boolean found = false;
    for (FieldOwners.AtOnce write : program.index().writesAtOnce()) {
      Set<PythonClass> written = owners.ofWrite(write, field.node().at(), field.classes());
      if (!written.isEmpty()) {
        boolean isSame = isSame(field, write.call(), written);
        found |= writtenAmong(field.sure(isSame), field, write.call(), isKnown);
      }
    }
    return found;
  }

  private boolean writtenAmong(Node node, Wanted field, Ref write, boolean isKnown) {
    Optional<Integer> name = FieldsAtOnce.name(program, write);
    if (name.isEmpty()) {
      Place.Key key = new Place.Key(new Literal.Text(field.name()));
      containers.elements(node.part(Parts.within(key, field.rest())), List.of(write));
      return true;
    }
    Optional<String> constant = program.value(new Ref(write.body(), name.get())).constantText();
    boolean isMeant = constant.map(field.name()::equals).orElse(!isKnown);
    if (isMeant && isOfSameName(node, field, write, name.get())) {
      return true;
    }
    if (isMeant) {
      int value = FieldsAtOnce.value(program.body(write.body()), write);
      walk.visit(
          node.before(new Ref(write.body(), value), Move.FIELD)
              .by(write)
              .part(field.rest())
              .in(node.callingOf(write)));
    }
    return isMeant;
  }

  /**
   * {@code setattr(x, name, values[name])}: the entry of a mapping under the name of the field goes
   * into the field; false where what is written is something else too.
   */
  private boolean isOfSameName(Node node, Wanted field, Ref write, int name) {
    Body body = program.body(write.body());
    Optional<Integer> mapping =
        FieldsAtOnce.mapping(body, FieldsAtOnce.value(body, write), program.origin(body, name));
    mapping.ifPresent(m ->
        walk.visit(
            node.before(new Ref(write.body(), m), Move.FIELD)
                .by(write)
                .part(Parts.within(new Place.Key(new Literal.Text(field.name())), field.rest()))
                .in(node.callingOf(write))));
    return mapping.isPresent();
  }

  /** What is put into a container that the field holds. */
  private void filled(Wanted field) {
    for (Ref write : program.index().elementsOfField(field.name())) {
      Set<PythonClass> written = owners.ofContainer(write, field.node().at(), field.classes());
      if (!written.isEmpty()) {
        Node container = field.sure(isSame(field, write, written)).part(field.rest());
        containers.elements(container, List.of(write));
      }
    }
  }

  private boolean isSame(Wanted field, Ref write, Set<PythonClass> written) {
    return write.body() == field.node().body() || (field.isOnlyOne() && owners.isMadeOnce(written));
  }

  /** The call that makes the object tells what its own constructor is given. */
  private @Nullable Calling constructing(Node node, Ref write) {
    Body body = program.body(node.body());
    boolean makes =
        body.op(node.instruction()) == Op.CALL
            && program.call(node.at()).filter(c -> c.callees().contains(write.body())).isPresent();
    if (!makes) {
      return node.callingOf(write);
    }
    return CallSteps.calling(walk, node, node.at(), write.body());
  }

  /** What the body of a class binds to the name, or what a property of that name computes. */
  private boolean ofClass(Wanted field, PythonClass type) {
    Optional<Symbol> symbol =
        type.body().local(field.name()).filter(s -> !program.index().stores(s).isEmpty());
    List<Integer> getters =
        symbol.flatMap(program::onlyStored).map(s -> Getters.of(program, s)).orElse(List.of());
    getters.forEach(
        getter -> walk.returned(field.node(), getter, field.rest(), reading(field.node(), getter)));
    if (getters.isEmpty()) {
      symbol.ifPresent(s -> variables.stored(field.node().part(field.rest()), s));
    }
    return symbol.isPresent();
  }

  /** The reading of an attribute calls its property, with the object as the receiver. */
  private @Nullable Calling reading(Node node, int getter) {
    Ref read = node.by();
    boolean isRead =
        read.body() == node.body() && program.body(read.body()).op(read.instruction()) == Op.ATTR;
    return isRead ? CallSteps.calling(walk, node, read, getter) : null;
  }

  /** A class without a constructor of its own gets its declared fields as arguments. */
  private boolean declared(Wanted field, PythonClass type) {
    int index = program.declaredFields(type).indexOf(field.name());
    if (index < 0) {
      return false;
    }
    Node node = field.sure(field.isOnlyOne() || makes(field.node()));
    boolean found = false;
    Optional<Set<Ref>> makers = program.makers(node.at());
    for (Ref call : program.index().constructions(type)) {
      if (makers.isEmpty() || makers.get().contains(call)) {
        found |= given(node, call, index, field);
      }
    }
    return found;
  }

  /** Whether a value is an object that a call has just made. */
  private boolean makes(Node node) {
    Body body = program.body(node.body());
    return body.op(node.instruction()) == Op.CALL
        && walk.value(node, body.operand(node.instruction(), 0)).atoms().stream()
            .anyMatch(Atom.ClassObject.class::isInstance);
  }

  private boolean given(Node node, Ref call, int index, Wanted field) {
    Body body = program.body(call.body());
    List<CallShape.Argument> shape = body.calls().get(body.arg(call.instruction())).arguments();
    boolean found = false;
    int position = 0;
    for (int k = 0; k < shape.size(); k++) {
      boolean fits =
          switch (shape.get(k)) {
            case CallShape.Named n -> n.name().equals(field.name());
            case CallShape.Unnamed u -> u == CallShape.Unnamed.POSITIONAL && position++ == index;
          };
      if (fits) {
        int value = body.operand(call.instruction(), k + 1);
        walk.visit(
            node.before(new Ref(call.body(), value), Move.FIELD)
                .by(call)
                .part(field.rest())
                .in(node.callingOf(call)));
        found = true;
      }
    }
    return found;
  }
}
