package org.assize.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A name in the scope that binds it, with every place that does. Compared by identity. */
public final class Symbol {
  private final String name;
  private final Scope scope;
  private final List<Binding> bindings = new ArrayList<>();

  Symbol(String name, Scope scope) {
    this.name = name;
    this.scope = scope;
  }

  /** Returns the name as it is first written. */
  public String name() {
    return name;
  }

  /** Returns the scope that binds it. */
  public Scope scope() {
    return scope;
  }

  /** Returns all bindings in the order of their places; empty for a bare {@code global}. */
  public List<Binding> bindings() {
    return Collections.unmodifiableList(bindings);
  }

  /** Whether there is a binding: all that most who look a name up ask. */
  public boolean isBound() {
    return !bindings.isEmpty();
  }

  /**
   * Returns the binding, where there is exactly one. To unbind a name gives it no other meaning:
   * {@code del BaseTests}, so that no runner collects them twice.
   */
  public Optional<Binding> only() {
    List<Binding> giving =
        bindings.size() == 1
            ? bindings
            : bindings.stream().filter(b -> b.kind() != Binding.Kind.DELETION).toList();
    return giving.size() == 1 ? Optional.of(giving.getFirst()) : Optional.empty();
  }

  void add(Binding binding) {
    bindings.add(binding);
  }

  /** Takes over the bindings that a nested scope made for this name. */
  void absorb(Symbol nested) {
    bindings.addAll(nested.bindings);
    bindings.sort(Comparator.comparingInt(b -> b.node().start()));
  }

  @Override
  public String toString() {
    return name + " in " + scope;
  }
}
