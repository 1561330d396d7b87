package org.assize.value.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.assize.facts.Fact;
import org.assize.facts.Facts;
import org.assize.facts.StandardLibrary;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.ImportName;
import org.assize.program.Importable;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Scope.Kind;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.resources.template.Template;
import org.assize.value.calls.Bodies;
import org.assize.value.calls.MethodNames;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Site;
import org.assize.value.heap.Content;
import org.assize.value.interpret.FieldKey;
import org.jspecify.annotations.Nullable;

/** The program as one round sees it; summaries are left to {@link Level}. */
final class World {
  private final Bodies bodies;
  private final Names names;
  private final Classes classes;
  private final MethodNames methods;
  private final WrittenFields written;
  private final Facts facts;
  private final StandardLibrary standardLibrary;
  private final TemplateFilters filters;
  private final Knowledge knowledge;
  private final Map<FieldKey, Optional<AbstractValue>> fields = new ConcurrentHashMap<>();
  private final Map<FieldKey, Optional<AbstractValue>> attributes = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<@Nullable List<AbstractValue>> parameters;

  /**
   * The program as a round sees it.
   *
   * @param knowledge what the round before found
   */
  World(Static fixed, Knowledge knowledge) {
    bodies = fixed.bodies();
    names = fixed.names();
    classes = fixed.classes();
    methods = fixed.methods();
    written = fixed.written();
    facts = fixed.facts();
    standardLibrary = fixed.standardLibrary();
    filters = fixed.filters();
    this.knowledge = knowledge;
    parameters = new AtomicReferenceArray<>(bodies.size());
  }

  /**
   * What no round changes.
   *
   * @param first the first of the bodies that are solved; those before it are
   * @param written the fields that they write
   */
  record Static(
      Bodies bodies,
      int first,
      Names names,
      Classes classes,
      MethodNames methods,
      WrittenFields written,
      Facts facts,
      StandardLibrary standardLibrary,
      TemplateFilters filters) {}

  Bodies bodies() {
    return bodies;
  }

  AbstractValue variable(Symbol symbol) {
    Optional<AbstractValue> stored = knowledge.variable(symbol);
    if (stored.isPresent()) {
      return stored.get();
    }
    AbstractValue named = named(names.variable(symbol));
    return symbol.bindings().size() == 1 ? named : named.opened();
  }

  private AbstractValue named(Target target) {
    return target instanceof Target.VariableTarget ? AbstractValue.UNKNOWN : value(target);
  }

  /** Returns the value of what a name means. */
  private AbstractValue value(Target target) {
    return switch (target) {
      case Target.ModuleTarget t -> AbstractValue.of(new Atom.ModuleObject(t.module()));
      case Target.NamespaceTarget t -> AbstractValue.of(new Atom.NamespacePackage(t.namespace()));
      case Target.ClassTarget t -> definition(t.type().definedIn().local(t.type().name()), target);
      case Target.FunctionTarget t ->
          definition(t.function().definedIn().local(t.function().name()), target);
      case Target.External t -> AbstractValue.of(new Atom.External(t.path()));
      case Target.InstanceTarget t -> instance(t.type());
      case Target.VariableTarget t -> variable(t.symbol());
      case Target.Unknown t -> AbstractValue.UNKNOWN;
    };
  }

  /** A decorated function or class is what its decorators made of it. */
  private AbstractValue definition(Optional<Symbol> symbol, Target target) {
    if (symbol.isPresent()) {
      Optional<AbstractValue> stored = knowledge.variable(symbol.get());
      if (stored.isPresent()) {
        return stored.get();
      }
    }
    return switch (target) {
      case Target.ClassTarget t -> AbstractValue.of(new Atom.ClassObject(t.type()));
      case Target.FunctionTarget t -> function(t.function());
      default -> AbstractValue.UNKNOWN;
    };
  }

  private AbstractValue function(PythonFunction function) {
    return bodies
        .of(function)
        .map(n ->
            AbstractValue.of(described(function, new Atom.Function(n, function.qualifiedName()))))
        .orElse(AbstractValue.UNKNOWN);
  }

  private static Atom described(PythonFunction function, Atom.Function atom) {
    if (function.isStatic()) {
      return new Atom.Descriptor(Atom.Descriptor.Special.STATIC_METHOD, atom);
    }
    return function.isClassMethod() && !function.name().equals("__new__")
        ? new Atom.Descriptor(Atom.Descriptor.Special.CLASS_METHOD, atom)
        : atom;
  }

  private static AbstractValue instance(Target type) {
    return type instanceof Target.ClassTarget c
        ? AbstractValue.of(new Atom.Instance(c.type(), Site.ANYWHERE)).opened()
        : type instanceof Target.External e
            ? AbstractValue.of(typed(e.path())).opened()
            : AbstractValue.UNKNOWN;
  }

  private static Atom typed(String path) {
    return new Atom.Typed(
        path.startsWith("builtins.") ? path.substring("builtins.".length()) : path);
  }

  AbstractValue unbound(PythonModule module, String name) {
    return switch (name) {
      case "__file__", "__doc__" -> AbstractValue.typed("str");
      case "__name__" -> AbstractValue.string(module.name()).join(AbstractValue.string("__main__"));
      default -> value(names.unbound(module, name));
    };
  }

  AbstractValue imported(PythonModule module, ImportName name) {
    return value(names.imported(module, name));
  }

  Optional<AbstractValue> member(PythonModule module, String name) {
    AbstractValue value = value(names.member(module, name));
    return value.isUnknown() ? Optional.empty() : Optional.of(value);
  }

  Optional<AbstractValue> member(Importable.Namespace namespace, String name) {
    AbstractValue value = value(names.member(namespace, name));
    return value.isUnknown() ? Optional.empty() : Optional.of(value);
  }

  Optional<AbstractValue> classAttribute(PythonClass type, String name) {
    FieldKey key = new FieldKey(type, name);
    Optional<AbstractValue> known = attributes.get(key);
    if (known == null) {
      known = classes.attribute(classes.order(type), name).map(this::classVariable);
      attributes.put(key, known);
    }
    return known;
  }

  /** A class variable: what its bindings show, until a round has run the class's body. */
  private AbstractValue classVariable(Symbol symbol) {
    AbstractValue found = variable(symbol);
    return found.isUnknown() ? value(names.variable(symbol)) : found;
  }

  Optional<AbstractValue> afterClass(PythonClass type, String name) {
    AbstractValue found = AbstractValue.BOTTOM;
    for (Symbol symbol : classes.behind(type, name)) {
      found = found.join(classVariable(symbol));
    }
    return found.isBottom() ? behindMixin(type, name) : Optional.of(found);
  }

  /** What {@code super()} finds in a class without bases: what it is mixed with comes behind it. */
  private Optional<AbstractValue> behindMixin(PythonClass type, String name) {
    return classes.mixedWith(type).stream()
        .filter(path -> isDescribed(path, name))
        .findFirst()
        .map(path -> AbstractValue.of(new Atom.External(path + "." + name)));
  }

  List<AbstractValue> overrides(PythonClass type, String name) {
    List<AbstractValue> found = new ArrayList<>();
    for (PythonClass below : classes.below(type)) {
      Classes.own(below, name).map(this::classVariable).ifPresent(found::add);
      if (found.size() > AbstractValue.MAX_ATOMS) {
        return List.of(AbstractValue.UNKNOWN);
      }
    }
    return found;
  }

  Optional<AbstractValue> field(PythonClass type, String name) {
    FieldKey key = new FieldKey(type, name);
    Optional<AbstractValue> known = fields.get(key);
    if (known == null) {
      known = findField(type, name);
      fields.put(key, known);
    }
    return known;
  }

  private Optional<AbstractValue> findField(PythonClass type, String name) {
    AbstractValue found = AbstractValue.BOTTOM;
    for (PythonClass one : classes.order(type)) {
      found = found.join(written(one, name));
    }
    for (PythonClass one : classes.below(type)) {
      found = found.join(written(one, name));
    }
    if (!knowledge.covers(bodies.size()) && written.contains(name)) {
      found = found.opened();
    }
    return found.isBottom()
        ? Optional.empty()
        : Optional.of(found.join(knowledge.fieldOfAny(name)));
  }

  private AbstractValue written(PythonClass type, String name) {
    AbstractValue named = knowledge.field(new FieldKey(type, name)).orElse(AbstractValue.BOTTOM);
    return knowledge.field(FieldKey.any(type)).map(any -> named.join(any).opened()).orElse(named);
  }

  List<String> declaredFields(PythonClass type) {
    return classes.declaredFields(type);
  }

  List<String> outsideAncestors(PythonClass type) {
    return classes.outside(type);
  }

  boolean isDescribed(String className, String member) {
    return !facts.member(className, member).isEmpty();
  }

  boolean derives(PythonClass type, PythonClass base) {
    return classes.derives(type, base);
  }

  /** Returns what a parameter may hold. */
  AbstractValue parameter(int number, int index) {
    List<AbstractValue> known = parameters.get(number);
    if (known == null) {
      known = new ArrayList<>();
      for (int i = 0; i < bodies.get(number).parameters().size(); i++) {
        known.add(findParameter(number, i));
      }
      parameters.set(number, known);
    }
    return known.get(index);
  }

  private AbstractValue findParameter(int number, int index) {
    Body body = bodies.get(number);
    Optional<PythonFunction> function = body.function();
    if (function.isPresent() && index == 0 && function.get().receiver().isPresent()) {
      return receiver(function.get());
    }
    AbstractValue declared =
        function.map(f -> named(names.annotated(f, index))).orElse(AbstractValue.UNKNOWN);
    return seen(number, index, body)
        .map(v -> v.isOpen() && !declared.isUnknown() ? v.join(declared) : v)
        .orElse(declared);
  }

  boolean isDeclared(int number, int index) {
    return bodies
        .get(number)
        .function()
        .filter(f -> names.annotated(f, index) instanceof Target.InstanceTarget)
        .isPresent();
  }

  private static AbstractValue receiver(PythonFunction method) {
    PythonClass owner = method.owner().orElseThrow();
    return AbstractValue.of(
        method.isClassMethod()
            ? new Atom.ClassObject(owner, true)
            : new Atom.Instance(owner, Site.ANYWHERE));
  }

  /** What the calls found pass; closed only where no other call can exist. */
  private Optional<AbstractValue> seen(int number, int index, Body body) {
    Optional<AbstractValue> passed = knowledge.passed(number, index);
    Optional<AbstractValue> all =
        passed.map(v -> v.join(knowledge.defaultOf(number, index).orElse(AbstractValue.BOTTOM)));
    return all.map(v -> isPrivate(body) && !knowledge.isEscaped(number) ? v : v.opened());
  }

  private static boolean isPrivate(Body body) {
    String name = body.name().substring(body.name().lastIndexOf('.') + 1);
    return name.startsWith("_") && !name.endsWith("__");
  }

  /** Whether a body may be interpreted for certain arguments. */
  boolean isAdmitted(int body, List<AbstractValue> arguments) {
    return knowledge.isAdmitted(body, arguments);
  }

  AbstractValue defaultOf(int body, int index) {
    return knowledge.defaultOf(body, index).orElse(AbstractValue.UNKNOWN);
  }

  Optional<Content> changed(Site site) {
    return knowledge.changed(site);
  }

  Optional<Content> content(Site site) {
    return knowledge.content(site);
  }

  List<Integer> byName(int caller, String name, CallShape shape) {
    List<Integer> candidates = methods.candidates(name, shape);
    if (candidates.isEmpty()) {
      return candidates;
    }
    Set<String> seen = names.packagesSeenBy(bodies.get(caller).module());
    List<Integer> found = new ArrayList<>();
    for (int candidate : candidates) {
      if (seen.contains(Names.top(bodies.get(candidate).module().name()))) {
        found.add(candidate);
      }
    }
    return found;
  }

  boolean areOverrides(String name, List<Integer> candidates) {
    return candidates.stream()
            .map(c -> bodies.get(c).function().flatMap(PythonFunction::owner))
            .map(owner -> owner.map(c -> classes.introducer(c, name)))
            .distinct()
            .count()
        == 1;
  }

  AbstractValue registered(String name) {
    return knowledge.registered(name);
  }

  boolean isStandard(String dottedPath) {
    return standardLibrary.ownsTopLevel(dottedPath);
  }

  List<Fact.Rendering> renderings(String dottedPath) {
    return facts.at(dottedPath, Fact.Rendering.class);
  }

  List<Integer> filters(String dottedPath) {
    return filters.named(dottedPath).stream().flatMap(f -> bodies.of(f).stream()).toList();
  }

  List<Integer> templates(String name) {
    return names.templates(name).stream()
        .flatMap(module -> module.scopes().functions().stream())
        .filter(f -> f.name().equals(Template.RENDER) && f.definedIn().kind() == Kind.MODULE)
        .flatMap(f -> bodies.of(f).stream())
        .toList();
  }

  Optional<String> typeOf(String dottedPath) {
    return facts.resultType(facts.typed(dottedPath));
  }
}
