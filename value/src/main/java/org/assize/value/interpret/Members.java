package org.assize.value.interpret;

import java.util.List;
import java.util.Optional;
import org.assize.program.PythonClass;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.heap.Content;
import org.assize.value.domain.Place;
import org.assize.value.domain.Site;

/** Reads and writes attributes (language reference, "Customizing attribute access"). */
final class Members {
  private final Frame frame;

  Members(Frame frame) {
    this.frame = frame;
  }

  /** Returns what {@code object.name} is. */
  AbstractValue attribute(AbstractValue object, String name) {
    return object.map(atom -> attribute(atom, name));
  }

  private AbstractValue attribute(Atom atom, String name) {
    return switch (atom) {
      case Atom.ModuleObject m ->
          frame.surroundings().member(m.module(), name).orElse(AbstractValue.UNKNOWN);
      case Atom.ClassObject c -> ofClass(c, name);
      case Atom.Instance i -> ofInstance(i, name);
      case Atom.External e -> AbstractValue.of(new Atom.External(e.path() + "." + name));
      case Atom.Parameter p -> ofParameter(p, name);
      case Atom.Typed t -> external(qualified(t.type()), atom, name);
      case Atom.Constant _, Atom.Text _, Atom.Container _ ->
          external("builtins." + atom.typeName().orElse("object"), atom, name);
      case Atom.Function f -> ofFunction(f, name);
      case Atom.Bound b -> attribute(b.function(), name);
      case Atom.Descriptor d -> attribute(d.function(), name);
      case Atom.Partial _ -> AbstractValue.UNKNOWN;
    };
  }

  private static AbstractValue ofFunction(Atom.Function f, String name) {
    return switch (name) {
      case "__name__" -> AbstractValue.string(f.name().substring(f.name().lastIndexOf('.') + 1));
      default -> AbstractValue.UNKNOWN;
    };
  }

  /** Built-in classes have no dot in their names. */
  static String qualified(String type) {
    return type.indexOf('.') < 0 ? "builtins." + type : type;
  }

  private AbstractValue external(String type, Atom receiver, String name) {
    String path = type + "." + name;
    Optional<String> attributeType = frame.surroundings().typeOf(path);
    boolean isMethod = attributeType.isEmpty() || receiver instanceof Atom.Container;
    return AbstractValue.of(new Atom.Bound(new Atom.External(path), receiver))
        .join(isMethod ? AbstractValue.BOTTOM : AbstractValue.BOTTOM);
  }

  /** What the parameter is known to be tells its methods; what is not known stays a place. */
  private AbstractValue ofParameter(Atom.Parameter p, String name) {
    AbstractValue bound = frame.known(AbstractValue.of(p));
    AbstractValue place =
        AbstractValue.of(new Atom.Parameter(p.place().select(new Place.Field(name))));
    if (bound.isUnknown()) {
      return place;
    }
    AbstractValue known =
        bound.filter(a -> !(a instanceof Atom.Parameter)).map(a -> attribute(a, name));
    return bound.isOpen() ? known.join(place).opened() : known;
  }

  private AbstractValue ofClass(Atom.ClassObject c, String name) {
    if (name.equals("__name__")) {
      return AbstractValue.string(c.type().name());
    }
    Optional<AbstractValue> found = frame.surroundings().classAttribute(c.type(), name);
    return found
        .map(value -> value.map(member -> boundToClass(member, c)))
        .orElseGet(() -> absent(c.type(), name, c));
  }

  private static AbstractValue boundToClass(Atom member, Atom.ClassObject receiver) {
    if (member instanceof Atom.Descriptor d) {
      return switch (d.kind()) {
        case STATIC_METHOD -> AbstractValue.of(d.function());
        case CLASS_METHOD -> AbstractValue.of(new Atom.Bound(d.function(), receiver));
        case PROPERTY -> AbstractValue.of(d);
      };
    }
    return AbstractValue.of(member);
  }

  private AbstractValue ofInstance(Atom.Instance i, String name) {
    if (name.equals("__class__")) {
      return AbstractValue.of(new Atom.ClassObject(i.type()));
    }
    Optional<AbstractValue> own = ownField(i, name);
    if (own.isPresent()) {
      return own.get();
    }
    Optional<AbstractValue> field = frame.surroundings().field(i.type(), name);
    Optional<AbstractValue> inClass = frame.surroundings().classAttribute(i.type(), name);
    AbstractValue found = field.orElse(AbstractValue.BOTTOM);
    if (inClass.isPresent()) {
      found = found.join(inClass.get().map(member -> bound(member, i)));
    }
    if (mayBeDerived(i)) {
      for (AbstractValue override : frame.surroundings().overrides(i.type(), name)) {
        found = found.join(override.map(member -> bound(member, i)));
      }
    }
    if (field.isEmpty() && inClass.isEmpty()) {
      found = found.join(absent(i.type(), name, i));
    }
    return found;
  }

  private Optional<AbstractValue> ownField(Atom.Instance i, String name) {
    return frame.isOwn(i.site()) ? frame.content(i.site()).field(name) : Optional.empty();
  }

  /** Only an object made in sight is of no class below its own. */
  private boolean mayBeDerived(Atom.Instance i) {
    return i.site().equals(Site.ANYWHERE) || i.site().context() == Frame.RECEIVER;
  }

  private AbstractValue bound(Atom member, Atom.Instance receiver) {
    return switch (member) {
      case Atom.Function f -> AbstractValue.of(new Atom.Bound(f, receiver));
      case Atom.External e -> AbstractValue.of(e);
      case Atom.Descriptor d ->
          switch (d.kind()) {
            case STATIC_METHOD -> AbstractValue.of(d.function());
            case CLASS_METHOD ->
                AbstractValue.of(
                    new Atom.Bound(d.function(), new Atom.ClassObject(receiver.type())));
            case PROPERTY -> AbstractValue.of(new Atom.Descriptor(d.kind(), d.function()));
          };
      default -> AbstractValue.of(member);
    };
  }

  /** What a class of the tree does not define may come from a base outside of it. */
  private AbstractValue absent(PythonClass type, String name, Atom receiver) {
    List<String> outside =
        frame.surroundings().outsideAncestors(type).stream()
            .filter(path -> !path.equals("builtins.object"))
            .toList();
    if (outside.isEmpty()) {
      return AbstractValue.UNKNOWN;
    }
    Atom.External method = new Atom.External(outside.get(0) + "." + name);
    return AbstractValue.of(new Atom.Bound(method, receiver));
  }

  /** Writes {@code object.name = value}. */
  void assign(AbstractValue object, String name, AbstractValue value) {
    for (Atom atom : frame.known(object).atoms()) {
      switch (atom) {
        case Atom.Instance i -> assign(i, name, value, object.only().isPresent());
        case Atom.ClassObject c -> assignToClass(c, name, value);
        case Atom.ModuleObject m ->
            m.module()
                .scopes()
                .root()
                .local(name)
                .ifPresent(symbol -> store(symbol, value));
        default -> {}
      }
    }
    for (Atom atom : object.atoms()) {
      if (atom instanceof Atom.Parameter p) {
        frame.changes(p.place().parameter());
      }
    }
  }

  private void store(org.assize.program.Symbol symbol, AbstractValue value) {
    if (frame.isRecording()) {
      frame.effects().store(symbol, frame.exported(value));
    }
  }

  private void assignToClass(Atom.ClassObject c, String name, AbstractValue value) {
    c.type().body().local(name).ifPresent(symbol -> store(symbol, value));
    if (frame.isRecording()) {
      frame.effects().field(new FieldKey(c.type(), name), frame.exported(value));
    }
  }

  private void assign(Atom.Instance i, String name, AbstractValue value, boolean certain) {
    if (frame.isOwn(i.site())) {
      Content content = frame.content(i.site());
      frame.update(
          i.site(), certain ? content.withField(name, value) : content.orField(name, value));
    }
    if (frame.isRecording()) {
      frame.effects().field(new FieldKey(i.type(), name), frame.exported(value));
    }
  }
}
