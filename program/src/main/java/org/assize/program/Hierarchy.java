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
import org.jspecify.annotations.Nullable;

/**
 * Bases, method resolution order and members of classes.
 *
 * <p>The order is C3 (Barrett et al., "A Monotonic Superclass Linearization for Dylan", 1996) with
 * classes outside the tree as roots without bases. Where C3 has no answer, which Python would
 * refuse to run, it is depth first.
 */
public final class Hierarchy {
  private final Program program;
  private final Resolver resolver;
  private final Map<PythonClass, List<Target>> orders = new ConcurrentHashMap<>();
  private final Map<PythonClass, List<FieldWrite>> fields = new ConcurrentHashMap<>();
  private final Map<PythonClass, Map<String, List<FieldWrite>>> namedFields =
      new ConcurrentHashMap<>();
  private @Nullable Map<PythonClass, List<PythonClass>> subclasses;

  /** Classes whose order a thread is finding: a class among its own bases has no order. */
  private final ThreadLocal<Set<PythonClass>> resolving = ThreadLocal.withInitial(HashSet::new);

  Hierarchy(Program program, Resolver resolver) {
    this.program = program;
    this.resolver = resolver;
  }

  /**
   * Returns the method resolution order: the class itself, then {@link ClassTarget} and {@link
   * External} bases. Bases that names cannot tell are left out.
   */
  public List<Target> order(PythonClass type) {
    List<Target> known = orders.get(type);
    if (known != null) {
      return known;
    }
    Set<PythonClass> open = resolving.get();
    if (!open.add(type)) {
      return List.of(new ClassTarget(type));
    }
    List<Target> order = new ArrayList<>();
    try {
      order.add(new ClassTarget(type));
      order.addAll(Linearization.merge(sequences(type)));
    } finally {
      open.remove(type);
    }
    if (open.isEmpty()) {
      orders.putIfAbsent(type, List.copyOf(order));
    }
    return order;
  }

  private List<List<Target>> sequences(PythonClass type) {
    List<Target> bases = resolver.bases(type).stream().filter(Hierarchy::isClass).toList();
    List<List<Target>> sequences = new ArrayList<>();
    for (Target base : bases) {
      sequences.add(base instanceof ClassTarget c ? order(c.type()) : List.of(base));
    }
    sequences.add(bases);
    return sequences;
  }

  private static boolean isClass(Target target) {
    return target instanceof ClassTarget || target instanceof External;
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

  /** A field written once as an instance has that class; methods and class variables come first. */
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
