package org.assize.value.interpret;

import java.util.List;
import java.util.Optional;
import org.assize.facts.Truth;
import org.assize.ir.CallShape;
import org.assize.value.calls.Finding;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Site;
import org.assize.value.heap.InstanceContent;

/** Calls classes of the tree: their constructor, else what a record is made of. */
final class Construction {
  private final Frame frame;
  private final Invocation invocation;
  private final Escapes escapes;

  Construction(Frame frame, Invocation invocation, Escapes escapes) {
    this.frame = frame;
    this.invocation = invocation;
    this.escapes = escapes;
  }

  /** Calls the constructor of a class of the tree. */
  AbstractValue construct(Atom.ClassObject c, Call call, Finding how, Callees callees) {
    Site site = frame.newSite();
    Atom.Instance made = new Atom.Instance(c.type(), site);
    frame.make(site, InstanceContent.EMPTY);
    AbstractValue initialiser =
        frame.surroundings().classAttribute(c.type(), "__init__").orElse(AbstractValue.BOTTOM);
    boolean initialised = false;
    for (Atom atom : initialiser.atoms()) {
      if (atom instanceof Atom.Function f) {
        invocation.invoke(f.body(), Optional.of(made), call, how, callees);
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
        invocation.invoke(f.body(), Optional.of(made), after, Finding.TYPED, callees);
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
}
