package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.value.calls.Arguments;
import org.assize.value.calls.CallSite;
import org.assize.value.calls.Finding;
import org.assize.value.calls.MethodNames;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Site;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.InstanceContent;
import org.assize.value.heap.PartialContent;

/** Says what a call reaches and what it gives. */
final class Calls {
  private final Frame frame;
  private final Members members;
  private final LibraryCalls library;
  private final ForwardedCalls forwarded;
  private final Spread spread;
  private final Invalidation invalidation;
  private final Escapes escapes;
  private final Instantiation instantiation;
  private final OwnProperties properties;

  Calls(Frame frame, Members members) {
    this.frame = frame;
    this.members = members;
    this.invalidation = new Invalidation(frame);
    this.escapes = new Escapes(frame);
    this.instantiation = new Instantiation(frame, members);
    this.properties = new OwnProperties(frame);
    this.library = new LibraryCalls(frame, this, invalidation, escapes);
    this.forwarded = new ForwardedCalls(frame, this);
    this.spread = new Spread(frame);
  }

  /** Evaluates a call instruction. */
  AbstractValue evaluate(int i) {
    Body body = frame.body();
    AbstractValue callee = frame.operand(i, 0);
    List<AbstractValue> arguments = new ArrayList<>();
    for (int k = 1; k < body.operandCount(i); k++) {
      arguments.add(frame.operand(i, k));
    }
    CallShape shape = body.calls().get(body.arg(i));
    Call call = spread.expanded(new Call(i, shape, arguments));
    Callees callees = new Callees();
    Handed handed = frame.isRecording() ? frame.handed(arguments) : Handed.NOTHING;
    AbstractValue result = call(callee, call, how(body.operand(i, 0)), callees);
    if (callees.isEmpty()) {
      result = byName(body.operand(i, 0), call, callees).orElse(result);
    }
    if (!callees.isInTree()) {
      forwarded.follow(body.operand(i, 0), call, callees);
    }
    receiverMayChange(body.operand(i, 0), callee);
    if (call.shape().decorator()) {
      result = decorated(result, call);
    }
    if (frame.isRecording()) {
      record(callees.site(i), handed);
    }
    return result;
  }

  /** A method of what a parameter holds may change it, unless it is known only to read. */
  private void receiverMayChange(int callee, AbstractValue method) {
    Body body = frame.body();
    int attribute = body.op(callee) == Op.SIGMA ? body.operand(callee, 0) : callee;
    if (body.op(attribute) == Op.ATTR
        && !MethodNames.reads(body.names().get(body.arg(attribute)))
        && (method.isOpen() || !leavesReceiver(method))) {
      frame.changed(frame.operand(attribute, 0));
    }
  }

  private boolean leavesReceiver(AbstractValue methods) {
    for (int i = 0; i < methods.size(); i++) {
      if (!leavesReceiver(methods.atom(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean leavesReceiver(Atom method) {
    if (method instanceof Atom.Bound(Atom.Function f, Atom receiver)) {
      Optional<Summary> summary = frame.surroundings().summary(f.body());
      return summary.isPresent()
          && !summary.get().changes(0)
          && (summary.get().receiver().isEmpty() || frame.isReceiver(receiver));
    }
    return method instanceof Atom.Function || method instanceof Atom.ClassObject;
  }

  private void record(CallSite site, Handed handed) {
    frame.effects().call(site);
    if (site.callees().isEmpty()) {
      frame.effects().handed(site.instruction(), handed);
    }
  }

  /**
   * What a decorated name means. A decorator of the tree may wrap the function: calls reach the
   * wrapper and the function. One outside the tree is taken to hand it back, and to know it.
   */
  private AbstractValue decorated(AbstractValue result, Call call) {
    AbstractValue original = call.arguments().get(0);
    boolean isDescriptor = result.atoms().stream().anyMatch(a -> a instanceof Atom.Descriptor);
    if (isDescriptor) {
      return result;
    }
    escapes.escape(original);
    return result.isUnknown() ? original : result.join(original);
  }

  /** Calls a value from an instruction that is no call: a property, a with, an operator. */
  AbstractValue implicit(AbstractValue callee, Call call) {
    Callees callees = new Callees();
    AbstractValue result = call(callee, call, Finding.TYPED, callees);
    if (frame.isRecording() && !callees.isEmpty()) {
      frame.effects().call(callees.site(call.instruction()));
    }
    return result;
  }

  /** How the value of an instruction was found, if it is called. */
  private Finding how(int instruction) {
    Body body = frame.body();
    return switch (body.op(instruction)) {
      case LOAD, LOAD_NAME, IMPORT, FUNCTION, CLASS -> Finding.EXACT;
      case SIGMA -> how(body.operand(instruction, 0));
      case ATTR -> attributeOf(body.operand(instruction, 0));
      case PARAM -> Finding.SEEN_AT_CALL_SITES;
      default -> Finding.TYPED;
    };
  }

  private Finding attributeOf(int object) {
    AbstractValue value = frame.value(object);
    if (value.size() > 0 && isNamed(value)) {
      return how(object);
    }
    return frame.body().op(object) == Op.PARAM
            && value.atoms().stream().anyMatch(a -> a instanceof Atom.Parameter)
            && !frame.isReceiver(object)
            && !frame.surroundings().isDeclared(frame.number(), frame.body().arg(object))
        ? Finding.SEEN_AT_CALL_SITES
        : Finding.TYPED;
  }

  private static boolean isNamed(AbstractValue value) {
    for (int i = 0; i < value.size(); i++) {
      Atom atom = value.atom(i);
      if (!(atom instanceof Atom.ModuleObject
          || atom instanceof Atom.NamespacePackage
          || atom instanceof Atom.ClassObject
          || atom instanceof Atom.External)) {
        return false;
      }
    }
    return true;
  }

  AbstractValue call(AbstractValue callee, Call call, Finding how, Callees callees) {
    frame.decide(callee);
    return callee.isOne()
        ? call(callee.atom(0), call, how, callees)
        : oneOf(callee, call, how, callees);
  }

  /** Each of several callees finds the objects as they were before the call. */
  private AbstractValue oneOf(AbstractValue callee, Call call, Finding how, Callees callees) {
    Heap before = frame.heap();
    Heap after = callee.isOpen() ? before : null;
    AbstractValue result = callee.isOpen() ? AbstractValue.UNKNOWN : AbstractValue.BOTTOM;
    for (Atom atom : callee.atoms()) {
      frame.restore(before);
      AbstractValue one = call(atom, call, how, callees);
      if (!one.isBottom()) {
        result = result.join(one);
        after = after == null ? frame.heap() : frame.join(after, frame.heap());
      }
    }
    frame.restore(after == null ? before : after);
    return result;
  }

  private AbstractValue call(Atom callee, Call call, Finding how, Callees callees) {
    return switch (callee) {
      case Atom.Function f -> invoke(f.body(), Optional.empty(), call, how, callees);
      case Atom.Bound(Atom.Function f, Atom receiver) ->
          invoke(f.body(), Optional.of(receiver), call, how, callees);
      case Atom.Bound(Atom.External e, Atom receiver) -> {
        callees.outside(e.path());
        yield library.method(e.path(), receiver, call, callees);
      }
      case Atom.Bound b -> AbstractValue.UNKNOWN;
      case Atom.ClassObject c -> construct(c, call, how, callees);
      case Atom.External e -> {
        callees.outside(e.path());
        AbstractValue made = library.function(e.path(), call, callees);
        yield OwnProperties.withSetter(e.path(), call, made);
      }
      case Atom.Instance i ->
          call(members.attribute(AbstractValue.of(i), "__call__"), call, Finding.TYPED, callees);
      case Atom.Descriptor d -> call(d.function(), call, how, callees);
      case Atom.Parameter p -> parameter(p, call, callees);
      case Atom.Partial p -> partial(p, call, callees);
      case Atom.Constant _,
          Atom.Text _,
          Atom.Container _,
          Atom.ModuleObject _,
          Atom.NamespacePackage _ ->
          AbstractValue.BOTTOM;
      case Atom.Typed t -> {
        callees.outside(Members.qualified(t.type()) + ".__call__");
        yield AbstractValue.UNKNOWN;
      }
    };
  }

  private AbstractValue parameter(Atom.Parameter p, Call call, Callees callees) {
    AbstractValue bound = frame.known(AbstractValue.of(p));
    AbstractValue known = bound.filter(a -> !(a instanceof Atom.Parameter));
    AbstractValue result = AbstractValue.UNKNOWN;
    for (Atom atom : known.atoms()) {
      result = result.join(call(atom, call, Finding.SEEN_AT_CALL_SITES, callees));
    }
    escapes.escape(call);
    if (known.atoms().isEmpty()) {
      invalidation.weaken(call);
      return AbstractValue.UNKNOWN;
    }
    return result;
  }

  private AbstractValue partial(Atom.Partial p, Call call, Callees callees) {
    if (!(frame.content(p.site()).orElse(null) instanceof PartialContent held)) {
      return AbstractValue.UNKNOWN;
    }
    List<AbstractValue> arguments = new ArrayList<>(held.positional().exact());
    List<CallShape.Argument> shape = new ArrayList<>();
    arguments.forEach(a -> shape.add(CallShape.Unnamed.POSITIONAL));
    shape.addAll(call.shape().arguments());
    arguments.addAll(call.arguments());
    for (DictContent.Entry entry : held.keywords().entries()) {
      LibraryCalls.text(entry.key()).ifPresent(name -> shape.add(new CallShape.Named(name)));
      arguments.add(entry.value());
    }
    Call whole = new Call(call.instruction(), new CallShape(shape, false), arguments);
    return call(held.callee(), whole, Finding.TYPED, callees);
  }

  private Optional<AbstractValue> byName(int callee, Call call, Callees callees) {
    Body body = frame.body();
    int attribute = body.op(callee) == Op.SIGMA ? body.operand(callee, 0) : callee;
    escapes.escape(call);
    if (body.op(attribute) != Op.ATTR) {
      invalidation.weaken(call);
      return Optional.empty();
    }
    String name = body.names().get(body.arg(attribute));
    if (!MethodNames.isCommon(name)) {
      invalidation.weaken(call);
    }
    List<Integer> candidates = frame.surroundings().byName(frame.number(), name, call.shape());
    if (candidates.size() > MethodNames.MAX_CANDIDATES) {
      callees.cut();
      candidates = List.of();
    }
    AbstractValue receiver = frame.operand(attribute, 0);
    AbstractValue result = AbstractValue.UNKNOWN;
    for (int candidate : candidates) {
      callees.body(candidate, Finding.BY_NAME);
      boolean bound = takesReceiver(candidate);
      List<AbstractValue> passed =
          passed(candidate, call, bound ? Optional.of(receiver) : Optional.empty());
      flow(candidate, passed);
      frame
          .surroundings()
          .summary(candidate)
          .ifPresent(s -> invalidation.weaken(s, candidate, call, passed, bound));
    }
    return Optional.of(result);
  }

  private boolean takesReceiver(int method) {
    return frame.surroundings().body(method).function().filter(f -> !f.isStatic()).isPresent();
  }

  /** Calls the constructor of a class of the tree. */
  private AbstractValue construct(Atom.ClassObject c, Call call, Finding how, Callees callees) {
    AbstractValue made = object(c, call, how, callees);
    return properties.made(c.type(), call).orElse(made);
  }

  private AbstractValue object(Atom.ClassObject c, Call call, Finding how, Callees callees) {
    Site site = frame.newSite();
    Atom.Instance made = new Atom.Instance(c.type(), site);
    frame.make(site, InstanceContent.EMPTY);
    AbstractValue initialiser =
        frame.surroundings().classAttribute(c.type(), "__init__").orElse(AbstractValue.BOTTOM);
    boolean initialised = false;
    for (Atom atom : initialiser.atoms()) {
      if (atom instanceof Atom.Function f) {
        invoke(f.body(), Optional.of(made), call, how, callees);
        initialised = true;
      }
    }
    if (!initialised) {
      callees.type(c.type(), how);
      frame.update(site, fieldsByAnnotation(c, call));
      escapes.escape(call);
      afterFields(made, call, callees);
    }
    return AbstractValue.of(made);
  }

  /** The constructor that a dataclass gets calls {@code __post_init__}. */
  private void afterFields(Atom.Instance made, Call call, Callees callees) {
    AbstractValue method =
        frame
            .surroundings()
            .classAttribute(made.type(), "__post_init__")
            .orElse(AbstractValue.BOTTOM);
    for (Atom atom : method.atoms()) {
      if (atom instanceof Atom.Function f) {
        Call after = Call.plain(call.instruction());
        invoke(f.body(), Optional.of(made), after, Finding.TYPED, callees);
      }
    }
  }

  /** A class without a constructor of its own may be a record whose fields are its arguments. */
  private InstanceContent fieldsByAnnotation(Atom.ClassObject c, Call call) {
    InstanceContent content = InstanceContent.EMPTY;
    List<String> declared = frame.surroundings().declaredFields(c.type());
    int next = 0;
    for (int i = 0; i < call.arguments().size(); i++) {
      String name =
          switch (call.shape().arguments().get(i)) {
            case CallShape.Named named -> named.name();
            case CallShape.Unnamed how ->
                how == CallShape.Unnamed.POSITIONAL && next < declared.size()
                    ? declared.get(next++)
                    : "";
          };
      if (!name.isEmpty()) {
        AbstractValue value = call.arguments().get(i);
        content = content.set(name, value);
        if (frame.isRecording()) {
          frame.effects().field(new FieldKey(c.type(), name), frame.exported(value));
        }
      }
    }
    return call.isPlain() ? withDefaults(content, c, declared) : content;
  }

  /** A declared field that is not given holds what the class does. */
  private InstanceContent withDefaults(
      InstanceContent given, Atom.ClassObject c, List<String> declared) {
    InstanceContent content = given;
    for (String name : declared) {
      Optional<AbstractValue> inClass = frame.surroundings().classAttribute(c.type(), name);
      if (inClass.isPresent() && given.get(name).present() == Truth.FALSE) {
        content = content.set(name, inClass.get());
      }
    }
    return content;
  }

  /** Calls a body of the tree. */
  AbstractValue invoke(
      int callee, Optional<Atom> receiver, Call call, Finding how, Callees callees) {
    callees.body(callee, how);
    List<AbstractValue> passed = passed(callee, call, receiver.map(AbstractValue::of));
    flow(callee, passed);
    Optional<Summary> general = frame.surroundings().summary(callee);
    if (general.isEmpty()) {
      invalidation.weaken(Summary.UNKNOWN, callee, call, passed, receiver.isPresent());
      receiver.map(AbstractValue::of).ifPresent(invalidation::forget);
      return AbstractValue.UNKNOWN;
    }
    Summary summary = special(callee, general.get(), passed).orElse(general.get());
    transitive(summary, passed);
    invalidation.weaken(summary, callee, call, passed, receiver.isPresent());
    AbstractValue result = instantiation.instantiate(summary, passed);
    boolean isAbstract = result.isBottom() && receiver.isPresent();
    return isAbstract ? AbstractValue.UNKNOWN : result;
  }

  /** What decides in the callee decides here too, where it comes from a parameter. */
  private void transitive(Summary summary, List<AbstractValue> passed) {
    if (summary.deciding() == 0) {
      return;
    }
    for (int i = 0; i < passed.size(); i++) {
      if (summary.decides(i)) {
        frame.decide(passed.get(i));
      }
    }
  }

  private Optional<Summary> special(int callee, Summary general, List<AbstractValue> passed) {
    if (!hasSpecial(general, passed)) {
      return Optional.empty();
    }
    List<AbstractValue> arguments = new ArrayList<>(passed.size());
    for (int i = 0; i < passed.size(); i++) {
      AbstractValue value = passed.get(i);
      boolean special = general.decides(i) && isSpecial(value);
      arguments.add(special ? value : AbstractValue.parameter(i));
    }
    if (frame.isRecording()) {
      frame.effects().request(new Flow(callee, arguments));
    }
    return frame.surroundings().specialised(callee, arguments);
  }

  private static boolean hasSpecial(Summary general, List<AbstractValue> passed) {
    if (general.deciding() == 0) {
      return false;
    }
    for (int i = 0; i < passed.size(); i++) {
      if (general.decides(i) && isSpecial(passed.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Constants, functions and classes: what a body can be specialised for. */
  private static boolean isSpecial(AbstractValue value) {
    if (value.isOpen() || value.isBottom()) {
      return false;
    }
    for (int i = 0; i < value.size(); i++) {
      Atom atom = value.atom(i);
      if (!(atom instanceof Atom.Constant
          || atom instanceof Atom.Function
          || atom instanceof Atom.ClassObject
          || atom instanceof Atom.External)) {
        return false;
      }
    }
    return true;
  }

  private List<AbstractValue> passed(int callee, Call call, Optional<AbstractValue> receiver) {
    Body body = frame.surroundings().body(callee);
    Arguments match =
        Arguments.match(call.shape(), body.parameters(), receiver.isPresent() ? 1 : 0);
    List<AbstractValue> passed = new ArrayList<>();
    for (int i = 0; i < body.parameters().size(); i++) {
      int source = match.source(i);
      passed.add(
          source >= 0
              ? call.arguments().get(source)
              : i == 0 && receiver.isPresent()
                  ? receiver.get()
                  : source == Arguments.DEFAULT
                      ? frame.surroundings().defaultOf(callee, i)
                      : source == Arguments.COLLECTED
                          ? spread.collected(call, match, body.parameters(), i)
                          : AbstractValue.UNKNOWN);
    }
    return passed;
  }

  private void flow(int callee, List<AbstractValue> passed) {
    if (!frame.isRecording()) {
      return;
    }
    List<AbstractValue> exported = new ArrayList<>(passed.size());
    for (AbstractValue value : passed) {
      exported.add(frame.exported(value));
    }
    frame.effects().flow(new Flow(callee, exported));
  }
}
