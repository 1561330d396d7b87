package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.program.PythonFunction;
import org.assize.value.calls.CallSite;
import org.assize.value.calls.Finding;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;
import org.assize.value.entry.Entry;
import org.assize.value.interpret.Interpretation;
import org.jspecify.annotations.Nullable;

/** Steps back through calls: into what they return, and from parameters to what is passed. */
final class CallSteps {
  private static final Set<String> TEXTS =
      Set.of("str", "bytes", "builtins.str", "builtins.bytes", "markupsafe.Markup");

  private final Walk walk;
  private final FlowProgram program;
  private final ContainerSteps containers;
  private final LibrarySteps library;
  private final Passing passing;

  CallSteps(Walk walk, ContainerSteps containers, TextSteps texts) {
    this.walk = walk;
    this.containers = containers;
    program = walk.program();
    library = new LibrarySteps(walk, containers, texts);
    passing = new Passing(program);
  }

  /** Ends a way at a value that a call on the way may have cleaned. */
  End.Undecided undecided(End.Controlled source) {
    Ref call = Objects.requireNonNull(source.node().doubt());
    return new End.Undecided(source, call, library.called(call));
  }

  // --- results

  void result(Node node) {
    Optional<CallSite> call =
        program.call(node.at()).filter(c -> c.finding().hasBody() && !isRecursive(node, c));
    if (isConstruction(node) && !isText(node)) {
      constructed(node);
    } else if (isWithinItself(node)) {
      walk.end(new End.Unknown(node, "what a function gives to itself"));
    } else if (call.isPresent() && library.isSafe(node)) {
      return;
    } else if (call.isPresent()) {
      enter(node, call.get());
    } else {
      library.result(node);
    }
  }

  /** Whether a value is what a function of the program returns. */
  boolean isReturned(Node node) {
    return program.body(node.body()).op(node.instruction()) == Op.CALL
        && !isConstruction(node)
        && program
            .call(node.at())
            .filter(c -> c.finding().hasBody() && !isRecursive(node, c))
            .isPresent();
  }

  private static boolean isRecursive(Node node, CallSite call) {
    Calling calling = node.calling();
    return calling != null
        && (calling.depth() >= Calling.MAX_DEPTH
            || call.callees().stream().allMatch(calling::isInside));
  }

  /** What a function returns to itself, it has made of what is followed anyway. */
  private boolean isWithinItself(Node node) {
    Calling calling = node.calling();
    return calling != null
        && program
            .call(node.at())
            .filter(c -> c.finding().isFollowed() && !c.callees().isEmpty())
            .filter(c -> c.callees().stream().allMatch(calling::isInside))
            .isPresent();
  }

  private boolean isConstruction(Node node) {
    int callee = program.body(node.body()).operand(node.instruction(), 0);
    return walk.value(node, callee).atoms().stream().anyMatch(a -> a instanceof Atom.ClassObject);
  }

  /** Whether the objects that a call makes are texts of a class of the program's own. */
  private boolean isText(Node node) {
    int callee = program.body(node.body()).operand(node.instruction(), 0);
    return walk.value(node, callee).atoms().stream()
        .filter(Atom.ClassObject.class::isInstance)
        .map(a -> ((Atom.ClassObject) a).type())
        .flatMap(type -> program.view().resolver().hierarchy().outsideAncestors(type).stream())
        .anyMatch(TEXTS::contains);
  }

  /** An object as a whole: what it is made of shows only in its text. */
  private void constructed(Node node) {
    if (node.move() == Move.RAISED) {
      library.opaque(node); // an exception shows what it was made with
      return;
    }
    walk.end(new End.Unknown(node, "an object of the program"));
  }

  /** Enters the bodies that a call reaches, where they return. */
  void enter(Node node, CallSite call) {
    boolean any = false;
    for (int callee : call.callees()) {
      Calling calling = calling(walk, node, node.at(), callee);
      if (calling != null) {
        any = true;
        returns(node, callee, calling, confidence(call.finding(), call.callees().size()));
      }
    }
    if (any) {
      return;
    }
    if (program.body(node.body()).op(node.instruction()) == Op.CALL) {
      library.opaque(node);
    } else { // a property that is read within itself
      walk.end(new End.Unknown(node, "what a property gives"));
    }
  }

  /** Where the name of a method alone tells what is called, several of that name tell little. */
  private static Confidence confidence(Finding finding, int candidates) {
    if (finding != Finding.BY_NAME) {
      return Confidence.HIGH;
    }
    return candidates == 1 ? Confidence.MEDIUM : Confidence.LOW;
  }

  private void returns(Node node, int callee, Calling calling, Confidence sure) {
    Body body = program.body(callee);
    boolean yields = body.isGenerator();
    List<Selector> part = node.part();
    if (yields && !part.isEmpty()) {
      part = part.subList(1, part.size());
    }
    for (int i = 0; i < body.size(); i++) {
      Op op = body.op(i);
      boolean gives = yields ? op == Op.YIELD || op == Op.YIELD_FROM : op == Op.RETURN;
      if (gives && calling.inside().reached().get(body.blockOf(i))) {
        walk.visit(
            node.before(new Ref(callee, body.operand(i, 0)), Move.RETURNED)
                .by(new Ref(callee, i))
                .part(op == Op.YIELD_FROM ? node.part() : part)
                .in(calling)
                .atMost(sure));
      }
    }
  }

  /** Returns the calling of a body by a call on a way; null where it is entered already. */
  static @Nullable Calling calling(Walk walk, Node node, Ref call, int callee) {
    Calling outer = node.calling();
    if (outer != null && (outer.isInside(callee) || outer.depth() >= Calling.MAX_DEPTH)) {
      return null;
    }
    return new Calling(outer, call, callee, inside(walk, node, call, callee));
  }

  /** What the callee computes for the constants that this very call passes. */
  private static Interpretation inside(Walk walk, Node node, Ref call, int callee) {
    FlowProgram program = walk.program();
    Interpretation general = program.values().interpretation(callee);
    Body body = program.body(callee);
    List<AbstractValue> arguments = new ArrayList<>();
    boolean isSpecial = false;
    for (int k = 0; k < body.parameters().size(); k++) {
      AbstractValue any = AbstractValue.of(new Atom.Parameter(Place.of(k)));
      AbstractValue passed = any;
      if (general.summary().decides(k)) {
        passed = new Passing(program).constant(walk, node, call, callee, k).orElse(any);
        isSpecial |= passed != any;
      }
      arguments.add(passed);
    }
    return isSpecial ? program.values().interpretation(callee, arguments) : general;
  }

  /** {@code with call() as x}: what the manager's own entering gives, else the manager. */
  void entered(Node node) {
    Optional<CallSite> call = program.call(node.at()).filter(c -> c.finding().hasBody());
    if (call.isPresent()) {
      enter(node, call.get());
    } else {
      walk.visit(node.before(program.body(node.body()).operand(node.instruction(), 0), Move.SAME));
    }
  }

  // --- parameters

  void parameter(Node node) {
    int index = program.body(node.body()).arg(node.instruction());
    parts(node, index);
    if (node.calling() != null) {
      passing.visit(
          walk, node, node.calling().call(), node.calling().outer(), index, Confidence.HIGH);
      return;
    }
    String name = program.body(node.body()).parameters().get(index).name();
    if (isReceiver(node.body(), index) || name.equals("self")) {
      walk.end(new End.Unknown(node, "the object itself"));
      return;
    }
    boolean any = entries(node, index);
    for (ProgramIndex.Caller caller : program.index().callers(node.body())) {
      passing.visit(
          walk, node, caller.at(), null, index, confidence(caller.finding(), caller.candidates()));
      any = true;
    }
    if (!any) {
      walk.end(new End.Unknown(node, "who calls " + program.body(node.body()).name()));
    }
  }

  /** What the body itself puts into a container that it is given. */
  private void parts(Node node, int index) {
    if (!node.part().isEmpty()) {
      containers.elements(node, program.index().elementsOfParameter(node.body(), index));
    }
  }

  private boolean isReceiver(int body, int index) {
    return index == 0
        && program.body(body).function().flatMap(PythonFunction::receiver).isPresent();
  }

  private boolean entries(Node node, int index) {
    boolean any = false;
    for (Entry entry : program.entries().of(node.body())) {
      if (!entry.isTest()) {
        any = true;
        entered(node, index, entry);
      }
    }
    return any;
  }

  private void entered(Node node, int index, Entry entry) {
    String name = program.body(node.body()).parameters().get(index).name();
    Optional<End> harmless = converted(node, index, name, entry);
    if (harmless.isPresent()) {
      walk.end(harmless.get());
    } else if (name.equals("environ") && Sources.isBehindHost(walk.query(), node, key(node))) {
      walk.end(new End.Harmless(node, node.at(), Sources.BEHIND_HOST));
    } else if (name.equals("environ") && Sources.isOwnHost(walk.query(), key(node))) {
      walk.end(new End.Harmless(node, node.at(), Sources.OWN_HOST));
    } else if (name.equals("environ") && !node.part().isEmpty()) {
      walk.end(
          Sources.isOfClient(name, node.part())
              ? new End.Controlled(node, Control.REMOTE, name)
              : new End.Unknown(node, "what the server puts into " + name));
    } else if (Sources.isRequest(name)
        && !Sources.isPartOfRequest(node.part())
        && !Sources.isMessage(entry)) {
      walk.end(new End.Unknown(node, "the request as a whole"));
    } else if (entry.control() == Control.UNKNOWN || entry.control() == Control.CONSTANT) {
      walk.end(new End.Unknown(node, "who calls " + program.body(node.body()).name()));
    } else if (entry.control() == Control.CALLER && isObject(node)) {
      walk.end(new End.Unknown(node, "what an object of the caller gives"));
    } else {
      walk.end(new End.Controlled(node, entry.control(), name));
    }
  }

  /** The key under which a value is kept in a dictionary; empty where it is not known. */
  private static String key(Node node) {
    return !node.part().isEmpty()
            && node.part().getFirst() instanceof Place.Key(Literal.Text(String key))
        ? key
        : "";
  }

  /** Frameworks that hand over what clients send convert it, as annotations and routes say. */
  private Optional<End> converted(Node node, int index, String name, Entry entry) {
    boolean isOutside = entry.control() == Control.REMOTE || entry.control() == Control.TOOL;
    if (!isOutside || !walk.query().roles().isEmpty()) {
      return Optional.empty();
    }
    AbstractValue declared = program.values().parameter(node.body(), index);
    Optional<String> type =
        node.part().isEmpty()
            ? convertedTo(declared)
            : ModelFields.convertedTo(program, declared, node.part().getFirst());
    if (type.isPresent()) {
      return Optional.of(new End.Harmless(node, node.at(), "it is converted to " + type.get()));
    }
    CharSet route = RouteParameter.characters(entry.address(), name).orElse(CharSet.ALL);
    CharSet possible = node.recoded() ? node.allowed() : node.allowed().intersect(route);
    boolean isHarmless =
        node.part().isEmpty()
            && (RouteParameter.isNumber(route)
                || walk.query().language().context(node.surround()).isHarmless(possible));
    return isHarmless
        ? Optional.of(
            new End.Harmless(node, node.at(), "the route " + entry.address() + " limits it"))
        : Optional.empty();
  }

  /** Whether a value is what a client sends to a function that a framework calls. */
  boolean isSent(Node node) {
    Body body = program.body(node.body());
    return body.op(node.instruction()) == Op.PARAM
        && node.calling() == null
        && !isReceiver(node.body(), body.arg(node.instruction()))
        && program.entries().of(node.body()).stream()
            .anyMatch(
                e -> !e.isTest() && (e.control() == Control.REMOTE || e.control() == Control.TOOL));
  }

  /** Whether a caller passes an object, and what matters is what its methods give. */
  private static boolean isObject(Node node) {
    for (Node at = node; at.next() != null; at = at.next()) {
      if (at.move() == Move.OBJECT) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> convertedTo(AbstractValue declared) {
    return declared.atoms().stream()
        .filter(a -> a instanceof Atom.Typed t && Safety.isHarmlessType(t.type()))
        .map(a -> ((Atom.Typed) a).type())
        .findFirst();
  }
}
