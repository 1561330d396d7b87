package org.assize.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.assize.base.Memo;
import org.assize.program.Target.ClassTarget;
import org.assize.program.Target.FunctionTarget;
import org.assize.program.Target.VariableTarget;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/** Finds the places that mention a name, and those that mean a certain definition. */
public final class References {
  private final Program program;
  private final Resolver resolver;
  private final Map<String, List<Use>> byName = new ConcurrentHashMap<>();
  private final Memo<String, Map<Object, List<Use>>> byMeaning = new Memo<>(this::sorted);
  private final AtomicReferenceArray<@Nullable ModuleUses> byModule;

  /** References within one program. */
  public References(Resolver resolver) {
    this.program = resolver.program();
    this.resolver = resolver;
    byModule = new AtomicReferenceArray<>(program.modules().size());
  }

  /** Returns every mention of a name, whatever it means there, in program order. */
  public List<Use> named(String name) {
    List<Use> known = byName.get(name);
    if (known == null) {
      known = find(name);
      byName.put(name, known);
    }
    return known;
  }

  private List<Use> find(String name) {
    List<Use> uses = new ArrayList<>();
    for (PythonModule module : program.mentioning(name)) {
      usesIn(module).addTo(uses, name);
    }
    return List.copyOf(uses);
  }

  private ModuleUses usesIn(PythonModule module) {
    ModuleUses known = byModule.get(module.index());
    if (known == null) {
      known = ModuleUses.of(module);
      byModule.set(module.index(), known);
    }
    return known;
  }

  /**
   * Returns the uses that mean a function, by their names: calls through a receiver whose class is
   * unknown are not among them ({@link #named} has them).
   */
  public List<Use> of(PythonFunction function) {
    return byMeaning.get(function.name()).getOrDefault(function, List.of());
  }

  /** Returns the uses that mean a class. */
  public List<Use> of(PythonClass type) {
    return byMeaning.get(type.name()).getOrDefault(type, List.of());
  }

  /**
   * The uses of a name by the function or class that they mean. Many functions may share a name, so
   * each use is asked once, not once for each of them.
   */
  private Map<Object, List<Use>> sorted(String name) {
    Map<Object, List<Use>> found = new HashMap<>();
    for (Use use : named(name)) {
      @Nullable Object meant =
          switch (target(use).orElse(Target.Unknown.UNKNOWN)) {
            case FunctionTarget f -> f.function();
            case ClassTarget c -> c.type();
            default -> null;
          };
      if (meant != null) {
        found.computeIfAbsent(meant, m -> new ArrayList<>()).add(use);
      }
    }
    found.replaceAll((meant, uses) -> List.copyOf(uses));
    return found;
  }

  /** Returns the uses that mean a variable of a module or class. */
  public List<Use> of(Symbol symbol) {
    return named(symbol.name()).stream().filter(u -> means(u, symbol)).toList();
  }

  /** Returns those of {@link #of(Symbol)} that bind the variable anew or change its value. */
  List<Use> changesOf(Symbol symbol) {
    List<Use> changes = new ArrayList<>();
    for (Use use : named(symbol.name())) {
      boolean changing = use.kind() == Use.Kind.WRITE || use.kind() == Use.Kind.CHANGE;
      if (changing && means(use, symbol)) {
        changes.add(use);
      }
    }
    return changes;
  }

  private boolean means(Use use, Symbol symbol) {
    if (use.node() instanceof Expr.Name n) {
      Optional<Symbol> local = use.module().scopes().at(n.start()).lookup(n.id());
      if (local.filter(s -> s == symbol || addsTo(s, use, symbol)).isPresent()) {
        return true;
      }
    }
    return target(use)
        .filter(t -> t instanceof VariableTarget v && v.symbol() == symbol)
        .isPresent();
  }

  /** {@code from m import x} and {@code x += [1]}: a list in {@code m} is changed in place. */
  private boolean addsTo(Symbol local, Use use, Symbol symbol) {
    return local.bindings().stream()
            .anyMatch(b -> b.kind() == Binding.Kind.AUGMENTED && b.node() == use.node())
        && local.bindings().stream()
            .filter(b -> b.kind() == Binding.Kind.FROM_IMPORT)
            .map(b -> resolver.definition(b, local))
            .anyMatch(t -> t instanceof VariableTarget v && v.symbol() == symbol);
  }

  /** Returns what a use means, where names tell. */
  public Optional<Target> target(Use use) {
    PythonModule module = use.module();
    return switch (use.node()) {
      case Expr.Name e -> Optional.of(resolver.resolve(e, module));
      case Expr.Attribute e -> Optional.of(resolver.resolve(e, module));
      case Stmt.FunctionDef s -> module.scopes().functionOf(s).map(FunctionTarget::new);
      case Stmt.ClassDef s -> module.scopes().classOf(s).map(ClassTarget::new);
      default -> Optional.empty();
    };
  }
}
