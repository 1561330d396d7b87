package org.assize.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.assize.program.Target.ClassTarget;
import org.assize.program.Target.External;
import org.assize.program.Target.FunctionTarget;
import org.assize.program.Target.InstanceTarget;
import org.assize.program.Target.Unknown;
import org.assize.syntax.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Bases, method resolution order and members of classes.
 *
 * <p>The order is C3 (Barrett et al., "A Monotonic Superclass Linearization for Dylan", 1996) with
 * classes outside the tree as roots without bases. Where C3 has no answer, which Python would
 * refuse to run, it is depth first.
 */
public final class Hierarchy {
  private static final Target OBJECT = new External("builtins.object");

  private final Program program;
  private final Resolver resolver;
  private final Map<PythonClass, List<Target>> orders = new ConcurrentHashMap<>();
  private final Map<PythonClass, List<FieldWrite>> fields = new ConcurrentHashMap<>();
  private final Map<PythonClass, Map<String, List<FieldWrite>>> namedFields =
      new ConcurrentHashMap<>();
  private @Nullable Map<PythonClass, List<PythonClass>> subclasses;

  private final ThreadLocal<Open> resolving = ThreadLocal.withInitial(Open::new);

  /** Classes whose order a thread is finding, and whether one was met among its own bases. */
  private static final class Open {
    private final Set<PythonClass> classes = new HashSet<>();
    private boolean cut;
  }

  Hierarchy(Program program, Resolver resolver) {
    this.program = program;
    this.resolver = resolver;
  }

  /**
   * Returns the method resolution order: the class itself, then {@link ClassTarget} and {@link
   * External} bases, {@code object} last where one of them names it. Bases that names cannot tell
   * are left out.
   */
  public List<Target> order(PythonClass type) {
    List<Target> known = orders.get(type);
    if (known != null) {
      return known;
    }
    Open open = resolving.get();
    if (!open.classes.add(type)) {
      open.cut = true;
      return List.of(new ClassTarget(type));
    }
    List<Target> order = new ArrayList<>();
    try {
      order.add(new ClassTarget(type));
      List<Target> merged = Linearization.merge(sequences(type));
      merged.stream().filter(t -> !t.equals(order.getFirst())).forEach(order::add);
      if (namesObject(type)) {
        order.add(OBJECT);
      }
    } finally {
      open.classes.remove(type);
    }
    // What rests on a class that is still open holds for this question only.
    if (open.classes.isEmpty() || !open.cut) {
      orders.putIfAbsent(type, List.copyOf(order));
    }
    open.cut &= !open.classes.isEmpty();
    return order;
  }

  private List<List<Target>> sequences(PythonClass type) {
    List<Target> bases =
        resolver.bases(type).stream().filter(Hierarchy::isClass).distinct().toList();
    List<List<Target>> sequences = new ArrayList<>();
    for (Target base : bases) {
      List<Target> order = base instanceof ClassTarget c ? order(c.type()) : List.of(base);
      sequences.add(withoutObject(order));
    }
    sequences.add(withoutObject(bases));
    return sequences;
  }

  private boolean namesObject(PythonClass type) {
    return resolver.bases(type).stream()
        .anyMatch(b -> b.equals(OBJECT) || (b instanceof ClassTarget c && endsInObject(c.type())));
  }

  private boolean endsInObject(PythonClass base) {
    return order(base).getLast().equals(OBJECT);
  }

  /** Every class ends in {@code object}, also one that does not name it. */
  private static List<Target> withoutObject(List<Target> order) {
    return order.stream().filter(t -> !t.equals(OBJECT)).toList();
  }

  private static boolean isClass(Target target) {
    return target instanceof ClassTarget || target instanceof External;
  }

  /**
   * Returns a class and those of the tree above it, in the order in which members are looked up.
   */
  public List<PythonClass> ownOrder(PythonClass type) {
    List<PythonClass> own = new ArrayList<>();
    for (Target target : order(type)) {
      if (target instanceof ClassTarget c) {
        own.add(c.type());
      }
    }
    return own;
  }

  /**
   * Returns what the body of a class, or the nearest one of the tree above it that tells a single
   * value, binds to a name.
   */
  public Optional<Expr> value(PythonClass type, String name) {
    return ownOrder(type).stream()
        .flatMap(t -> t.body().local(name).stream())
        .flatMap(symbol -> symbol.only().flatMap(Binding::value).stream())
        .findFirst();
  }

  /** Returns the paths of all classes outside the tree among a class's ancestors. */
  public List<String> outsideAncestors(PythonClass type) {
    List<String> paths = new ArrayList<>();
    for (Target target : order(type)) {
      if (target instanceof External e) {
        paths.add(e.path());
      }
    }
    return paths;
  }

  /** Returns the classes of the tree that name a class as a direct base, in program order. */
  public List<PythonClass> subclasses(PythonClass type) {
    return allSubclasses().getOrDefault(type, List.of());
  }

  private synchronized Map<PythonClass, List<PythonClass>> allSubclasses() {
    if (subclasses == null) {
      subclasses = findSubclasses();
    }
    return subclasses;
  }

  private Map<PythonClass, List<PythonClass>> findSubclasses() {
    Map<PythonClass, List<PythonClass>> found = new HashMap<>();
    program.workers().map(program.modules(), this::derivations).stream()
        .flatMap(List::stream)
        .forEach(d -> found.computeIfAbsent(d.base(), b -> new ArrayList<>()).add(d.derived()));
    return found;
  }

  private List<Derivation> derivations(PythonModule module) {
    List<Derivation> found = new ArrayList<>();
    for (PythonClass type : module.scopes().classes()) {
      for (Target base : resolver.bases(type)) {
        if (base instanceof ClassTarget c) {
          found.add(new Derivation(c.type(), type));
        }
      }
    }
    return found;
  }

  private record Derivation(PythonClass base, PythonClass derived) {}

  /** Returns all classes below a class, each once, nearest first. */
  public List<PythonClass> descendants(PythonClass type) {
    List<PythonClass> found = new ArrayList<>(subclasses(type));
    for (int i = 0; i < found.size(); i++) {
      for (PythonClass next : subclasses(found.get(i))) {
        if (!found.contains(next)) {
          found.add(next);
        }
      }
    }
    return found;
  }

  /** Returns the assignments to {@code self.name} in a class's own methods. */
  public List<FieldWrite> fields(PythonClass type) {
    return fields.computeIfAbsent(type, FieldWrite::in);
  }

  private Map<String, List<FieldWrite>> fieldsByName(PythonClass type) {
    Map<String, List<FieldWrite>> known = namedFields.get(type);
    if (known == null) {
      known = fields(type).stream().collect(Collectors.groupingBy(FieldWrite::name));
      namedFields.put(type, known);
    }
    return known;
  }

  /** Returns the method that a call of {@code name} on an instance reaches, if the tree has it. */
  public Optional<PythonFunction> method(PythonClass type, String name) {
    return classMember(type, name, 0) instanceof FunctionTarget f
        ? Optional.of(f.function())
        : Optional.empty();
  }

  /**
   * Returns the class of the tree that introduces a method which another one of it overrides: the
   * one farthest up that has it.
   */
  public PythonClass introducer(PythonClass type, String method) {
    return ownOrder(type).reversed().stream()
        .filter(c -> c.methods().stream().anyMatch(m -> m.name().equals(method)))
        .findFirst()
        .orElse(type);
  }

  Target classMember(PythonClass type, String name, int links) {
    return memberIn(order(type), name, links);
  }

  /** What {@code super().name} finds in a method of a class. */
  Target afterClass(PythonClass type, String name, int links) {
    List<Target> order = order(type);
    return memberIn(order.subList(1, order.size()), name, links);
  }

  private Target memberIn(List<Target> order, String name, int links) {
    Target outside = Target.Unknown.UNKNOWN;
    for (Target target : order) {
      if (target instanceof ClassTarget c) {
        Optional<Symbol> symbol = c.type().body().local(name).filter(s -> !s.bindings().isEmpty());
        if (symbol.isPresent()) {
          return resolver.symbol(symbol.get(), links + 1);
        }
      } else if (target instanceof External e
          && outside instanceof Unknown
          && !e.path().equals("builtins.object")) {
        outside = new External(e.path() + "." + name);
      }
    }
    return outside;
  }

  /** A field written once has what it is assigned; without one, the class's own names count. */
  Target instanceMember(PythonClass type, String name, int links) {
    List<FieldWrite> writes = new ArrayList<>();
    for (Target target : order(type)) {
      if (target instanceof ClassTarget c) {
        writes.addAll(fieldsByName(c.type()).getOrDefault(name, List.of()));
      }
    }
    if (writes.isEmpty()) {
      return classMember(type, name, links);
    }
    FieldWrite write = writes.get(0);
    if (writes.size() > 1 || write.value() == null) {
      return Target.Unknown.UNKNOWN;
    }
    Target value = resolver.resolve(write.value(), write.method().body(), links);
    return value instanceof Target.VariableTarget ? Target.Unknown.UNKNOWN : value;
  }

  /** Whether an expression's target is an instance of a class of the tree or of one below it. */
  public boolean isInstance(Target target, PythonClass type) {
    return target instanceof InstanceTarget i
        && i.type() instanceof ClassTarget c
        && order(c.type()).stream().anyMatch(t -> t instanceof ClassTarget x && x.type() == type);
  }
}
