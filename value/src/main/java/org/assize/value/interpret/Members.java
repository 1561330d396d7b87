package org.assize.value.interpret;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Truth;
import org.assize.ir.Literal;
import org.assize.program.PythonClass;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.assize.value.domain.Site;
import org.assize.value.heap.Content;
import org.assize.value.heap.Found;
import org.assize.value.heap.InstanceContent;

/** Reads and writes attributes (language reference, "Customizing attribute access"). */
final class Members {
  static final String SUPER = "builtins.super";

  /**
   * Settings that are on in development alone (Django, "Deployment checklist: DEBUG"; Flask, "Debug
   * mode"): what they guard is judged as a deployment runs it. Where one is on in a deployment,
   * that is the defect.
   */
  private static final Set<String> SWITCHED_OFF =
      Set.of("django.conf.settings.DEBUG", "flask.current_app.debug");

  private final Frame frame;

  Members(Frame frame) {
    this.frame = frame;
  }

  /** Returns what {@code object.name} is. */
  AbstractValue attribute(AbstractValue object, String name) {
    if (object.isOne()) {
      return attribute(object.atom(0), name);
    }
    AbstractValue result = object.isOpen() ? AbstractValue.UNKNOWN : AbstractValue.BOTTOM;
    for (int i = 0; i < object.size(); i++) {
      result = result.join(attribute(object.atom(i), name));
    }
    return result;
  }

  private AbstractValue attribute(Atom atom, String name) {
    return switch (atom) {
      case Atom.ModuleObject m ->
          frame.surroundings().member(m.module(), name).orElse(AbstractValue.UNKNOWN);
      case Atom.ClassObject c -> ofClass(c, name);
      case Atom.NamespacePackage p ->
          frame.surroundings().member(p.namespace(), name).orElse(AbstractValue.UNKNOWN);
      case Atom.Instance i -> ofInstance(i, name);
      case Atom.External e -> ofLibrary(e.path() + "." + name);
      case Atom.Parameter p -> ofParameter(p, name);
      case Atom.Typed t -> external(qualified(t.type()), atom, name);
      case Atom.Constant _, Atom.Text _, Atom.Container _ ->
          external(qualified(atom.typeName().orElse("object")), atom, name);
      case Atom.Function f -> ofFunction(f, name);
      case Atom.Bound(Atom.External e, Atom.ClassObject c) when e.path().equals(SUPER) ->
          ofParent(c, name);
      case Atom.Bound b -> attribute(b.function(), name);
      case Atom.Descriptor d ->
          OwnProperties.isSetterOf(d, name)
              ? AbstractValue.of(new Atom.External(OwnProperties.SETTER))
              : attribute(d.function(), name);
      case Atom.Partial _ -> AbstractValue.UNKNOWN;
    };
  }

  /** What tells development from deployment is as it is where nobody turns it on. */
  private static AbstractValue ofLibrary(String path) {
    return SWITCHED_OFF.contains(path)
        ? AbstractValue.of(new Literal.Truth(false))
        : AbstractValue.of(new Atom.External(path));
  }

  /** {@code super().name}: found behind the class, bound to the receiver of the method. */
  private AbstractValue ofParent(Atom.ClassObject c, String name) {
    // In a function nested in the method the receiver is no parameter of its own.
    boolean isMethod = frame.body().function().flatMap(f -> f.receiver()).isPresent();
    Atom self =
        isMethod ? new Atom.Parameter(Place.of(0)) : new Atom.Instance(c.type(), Site.ANYWHERE);
    return frame
        .surroundings()
        .afterClass(c.type(), name)
        .map(found -> found.map(member -> boundToParent(member, self)))
        .orElseGet(() -> absent(c.type(), name, self));
  }

  private static AbstractValue boundToParent(Atom member, Atom self) {
    return AbstractValue.of(
        switch (member) {
          case Atom.Function f -> new Atom.Bound(f, self);
          case Atom.Descriptor d when d.kind() == Atom.Descriptor.Special.CLASS_METHOD ->
              new Atom.Bound(d.function(), self);
          case Atom.Descriptor d when d.kind() == Atom.Descriptor.Special.STATIC_METHOD ->
              d.function();
          default -> member;
        });
  }

  private static AbstractValue ofFunction(Atom.Function f, String name) {
    return switch (name) {
      case "__name__" -> AbstractValue.string(f.name().substring(f.name().lastIndexOf('.') + 1));
      default ->
          QueuedTasks.isMethod(name)
              ? AbstractValue.of(new Atom.Bound(new Atom.External(QUEUED + name), f))
              : AbstractValue.UNKNOWN;
    };
  }

  /** What stands before the name of such a method. */
  static final String QUEUED = "celery.Task.";

  /** Built-in classes have no dot in their names. */
  static String qualified(String type) {
    return type.indexOf('.') < 0 ? "builtins." + type : type;
  }

  private AbstractValue external(String type, Atom receiver, String name) {
    String path = type + "." + name;
    return AbstractValue.of(new Atom.Bound(new Atom.External(path), receiver));
  }

  /** What the parameter is known to be tells its methods; what is not known stays a place. */
  private AbstractValue ofParameter(Atom.Parameter p, String name) {
    Optional<Site> receiver = frame.receiver(p);
    if (receiver.isPresent()) {
      Optional<AbstractValue> own = field(receiver.get(), name);
      if (own.isPresent()) {
        return own.get();
      }
    }
    AbstractValue object = frame.known(AbstractValue.of(p)).filter(Members::isNoPlace);
    AbstractValue member = attribute(object, name);
    if (differsBelow(object, name)) {
      frame.decide(AbstractValue.of(p)); // which class it is makes a difference
    }
    boolean isRewritten = receiver.isPresent() && isRewritten(receiver.get(), name);
    return isRewritten || hasCode(member)
        ? member.map(m -> boundToPlace(m, p))
        : AbstractValue.of(new Atom.Parameter(p.place().select(new Place.Field(name))));
  }

  /** Whether classes that derive from a class bind a name anew. */
  private boolean differsBelow(AbstractValue object, String name) {
    return object.only().orElse(null) instanceof Atom.ClassObject c
        && c.orBelow()
        && !frame.surroundings().overrides(c.type(), name).isEmpty();
  }

  private static boolean isNoPlace(Atom atom) {
    return !(atom instanceof Atom.Parameter);
  }

  private static boolean hasCode(AbstractValue value) {
    for (int i = 0; i < value.size(); i++) {
      if (isCode(value.atom(i))) {
        return true;
      }
    }
    return false;
  }

  /** A method found by the class of what a place holds is one of that very object. */
  private static AbstractValue boundToPlace(Atom member, Atom.Parameter p) {
    return AbstractValue.of(
        member instanceof Atom.Bound(Atom.Function f, Atom.Instance _)
            ? new Atom.Bound(f, p)
            : member);
  }

  private boolean isRewritten(Site site, String name) {
    return frame
        .content(site)
        .filter(
            c -> c instanceof InstanceContent object && object.get(name).present() != Truth.FALSE)
        .isPresent();
  }

  /** Methods, functions, classes: what is called rather than kept. */
  private static boolean isCode(Atom atom) {
    return atom instanceof Atom.Function
        || atom instanceof Atom.Bound
        || atom instanceof Atom.Descriptor
        || atom instanceof Atom.ClassObject;
  }

  private AbstractValue ofClass(Atom.ClassObject c, String name) {
    if (name.equals("__name__")) {
      return AbstractValue.string(c.type().name());
    }
    Optional<AbstractValue> own = frame.surroundings().classAttribute(c.type(), name);
    AbstractValue found =
        own.map(value -> value.map(member -> boundToClass(member, c)))
            .orElseGet(() -> absent(c.type(), name, c));
    if (c.orBelow()) {
      for (AbstractValue override : frame.surroundings().overrides(c.type(), name)) {
        found = found.join(override.map(member -> boundToClass(member, c)));
      }
    }
    return found;
  }

  private static AbstractValue boundToClass(Atom member, Atom.ClassObject receiver) {
    if (member instanceof Atom.Descriptor d) {
      return switch (d.kind()) {
        case STATIC_METHOD -> AbstractValue.of(d.function());
        case CLASS_METHOD -> AbstractValue.of(new Atom.Bound(d.function(), receiver));
        case PROPERTY, SETTER -> AbstractValue.of(d);
      };
    }
    return AbstractValue.of(member);
  }

  private AbstractValue ofInstance(Atom.Instance i, String name) {
    if (name.equals("__class__")) {
      return AbstractValue.of(classOf(i));
    }
    Optional<AbstractValue> own = ownField(i, name);
    if (own.isPresent() && !frame.isShared(i.site())) {
      return own.get();
    }
    Optional<AbstractValue> field = frame.surroundings().field(i.type(), name);
    Optional<AbstractValue> inClass = frame.surroundings().classAttribute(i.type(), name);
    AbstractValue found = field.orElse(AbstractValue.BOTTOM);
    if (own.isPresent()) {
      return found.join(own.get());
    }
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
    return frame.isOwn(i.site()) ? field(i.site(), name) : Optional.empty();
  }

  /** A field that the body itself wrote, and that is certainly there. */
  private Optional<AbstractValue> field(Site site, String name) {
    Optional<Content> content = frame.content(site);
    if (content.isPresent() && content.get() instanceof InstanceContent object) {
      Found found = object.get(name);
      return found.present() == Truth.TRUE ? Optional.of(found.value()) : Optional.empty();
    }
    return Optional.empty();
  }

  static Atom.ClassObject classOf(Atom.Instance i) {
    return new Atom.ClassObject(i.type(), mayBeDerived(i));
  }

  /** Only an object made in sight is of no class below its own. */
  private static boolean mayBeDerived(Atom.Instance i) {
    return i.site().equals(Site.ANYWHERE);
  }

  private AbstractValue bound(Atom member, Atom.Instance receiver) {
    return switch (member) {
      case Atom.Function f -> AbstractValue.of(new Atom.Bound(f, receiver));
      case Atom.External e -> AbstractValue.of(e);
      case Atom.Descriptor d ->
          switch (d.kind()) {
            case STATIC_METHOD -> AbstractValue.of(d.function());
            case CLASS_METHOD -> AbstractValue.of(new Atom.Bound(d.function(), classOf(receiver)));
            case PROPERTY, SETTER -> AbstractValue.of(d);
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
    String owner =
        outside.stream()
            .filter(path -> frame.surroundings().isDescribed(path, name))
            .findFirst()
            .orElse(outside.get(0));
    Atom.External method = new Atom.External(owner + "." + name);
    return AbstractValue.of(new Atom.Bound(method, receiver));
  }

  /** Writes {@code object.name = value}. */
  void assign(AbstractValue object, String name, AbstractValue value) {
    AbstractValue known = frame.known(object);
    frame.share(value);
    if (known.isUnknown() && frame.isRecording()) {
      frame.effects().fieldOfAny(name, frame.exported(value));
    }
    for (Atom atom : known.atoms()) {
      switch (atom) {
        case Atom.Instance i -> assign(i, name, value, object.only().isPresent());
        case Atom.ClassObject c -> assignToClass(c, name, value);
        case Atom.ModuleObject m ->
            m.module().scopes().root().local(name).ifPresent(symbol -> store(symbol, value));
        default -> {}
      }
    }
    for (Atom atom : object.atoms()) {
      frame.receiver(atom).ifPresent(site -> write(site, name, value, object.isOne()));
    }
    frame.changed(object.filter(atom -> !frame.isReceiver(atom)));
  }

  /** Deletes {@code object.name}. */
  void delete(AbstractValue object, String name) {
    for (Atom atom : object.atoms()) {
      Optional<Site> site = own(atom);
      if (site.isPresent() && frame.content(site.get()).orElse(null) instanceof InstanceContent c) {
        InstanceContent after = c.delete(name);
        frame.update(site.get(), object.only().isPresent() ? after : after.join(c));
      }
    }
    frame.changed(object.filter(atom -> frame.receiver(atom).isEmpty()));
  }

  /** Returns the site of an object that the body itself made, or receives. */
  private Optional<Site> own(Atom atom) {
    return atom instanceof Atom.Instance i && frame.isOwn(i.site())
        ? Optional.of(i.site())
        : frame.receiver(atom);
  }

  /** Writes a field whose name is not known. */
  void assignUnknown(AbstractValue object, AbstractValue value) {
    for (Atom atom : frame.known(object).atoms()) {
      if (atom instanceof Atom.Instance i && frame.isRecording()) {
        frame.effects().field(FieldKey.any(i.type()), frame.exported(value));
      }
    }
    for (Atom atom : object.atoms()) {
      Optional<Site> site = own(atom);
      if (site.isPresent() && frame.content(site.get()).orElse(null) instanceof InstanceContent c) {
        frame.update(site.get(), c.setUnknown(value));
      }
    }
    frame.changed(object);
  }

  private void write(Site site, String name, AbstractValue value, boolean certain) {
    if (frame.content(site).orElse(InstanceContent.UNKNOWN) instanceof InstanceContent before) {
      InstanceContent after = before.set(name, value);
      frame.update(site, certain ? after : after.join(before));
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
      write(i.site(), name, value, certain);
    }
    if (frame.isRecording()) {
      frame.effects().field(new FieldKey(i.type(), name), frame.exported(value));
    }
  }
}
