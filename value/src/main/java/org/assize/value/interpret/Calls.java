package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.value.calls.CallSite;
import org.assize.value.calls.Finding;
import org.assize.value.calls.MethodNames;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Site;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.PartialContent;

/** Says what a call reaches and what it gives. */
final class Calls {
  private final Frame frame;
  private final Members members;
  private final LibraryCalls library;
  private final ForwardedCalls forwarded;
  private final Spread spread;
  private final Invocation invocation;
  private final Construction construction;
  private final OwnProperties properties;
  private final Invalidation invalidation;
  private final Escapes escapes;

  /** Partial functions whose call is being looked at. */
  private final Set<Site> applied = new HashSet<>();

  Calls(Frame frame, Members members) {
    this.frame = frame;
    this.members = members;
    this.invalidation = new Invalidation(frame);
    this.escapes = new Escapes(frame);
    this.library = new LibraryCalls(frame, this, invalidation, escapes);
    this.forwarded = new ForwardedCalls(frame, this);
    this.spread = new Spread(frame);
    this.invocation = new Invocation(frame, members, spread, invalidation);
    this.construction = new Construction(frame, invocation, escapes);
    properties = new OwnProperties(frame);
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
    Handed handed = frame.isRecording() ? frame.export().handed(arguments) : Handed.NOTHING;
    AbstractValue result = call(callee, call, how(body.operand(i, 0)), callees);
    if (callees.isUnknown()) {
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
    return isRefusal(body.operand(i, 0), call) ? AbstractValue.BOTTOM : result;
  }

  /** {@code context.abort(grpc.StatusCode.NOT_FOUND, "…")} raises, whatever class it is of. */
  private boolean isRefusal(int callee, Call call) {
    Body body = frame.body();
    return body.op(callee) == Op.ATTR
        && body.names().get(body.arg(callee)).equals("abort")
        && call.positional(0)
            .flatMap(AbstractValue::only)
            .filter(a -> a instanceof Atom.External e && e.path().startsWith("grpc.StatusCode."))
            .isPresent();
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
      case Atom.Function f -> invocation.invoke(f.body(), Optional.empty(), call, how, callees);
      case Atom.Bound(Atom.Function f, Atom receiver) ->
          invocation.invoke(f.body(), Optional.of(receiver), call, how, callees);
      case Atom.Bound(Atom.External e, Atom receiver) -> {
        callees.outside(e.path());
        yield library.method(e.path(), receiver, call, callees);
      }
      case Atom.Bound b -> AbstractValue.UNKNOWN;
      case Atom.ClassObject c -> {
        AbstractValue made = construction.construct(c, call, how, callees);
        yield properties.made(c.type(), call).orElse(made);
      }
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
        if (t.type().equals("object")) {
          yield AbstractValue.UNKNOWN; // which says nothing of what is called
        }
        String path = Members.qualified(t.type()) + ".__call__";
        callees.outside(path);
        yield frame
            .surroundings()
            .typeOf(path)
            .map(LibraryCalls::typed)
            .orElse(AbstractValue.UNKNOWN);
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
    if (!(frame.content(p.site()).orElse(null) instanceof PartialContent held)
        || !applied.add(p.site())) {
      return AbstractValue.UNKNOWN; // a loop binds a name to a partial of what it was bound to
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
    AbstractValue result = call(held.callee(), whole, Finding.TYPED, callees);
    applied.remove(p.site());
    return result;
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
    if (candidates.size() > MethodNames.MAX_CANDIDATES && !areOverrides(name, candidates)) {
      callees.cut();
      candidates = List.of();
    }
    for (int candidate : candidates) {
      invocation.guess(candidate, frame.operand(attribute, 0), call, callees);
    }
    return Optional.of(AbstractValue.UNKNOWN);
  }

  private boolean areOverrides(String name, List<Integer> candidates) {
    return candidates.size() <= MethodNames.MAX_OVERRIDES
        && frame.surroundings().areOverrides(name, candidates);
  }
}
