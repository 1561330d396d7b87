package org.assize.value.solve;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.assize.base.Workers;
import org.assize.program.Symbol;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Site;
import org.assize.value.heap.Content;
import org.assize.value.interpret.Effects;
import org.assize.value.interpret.FieldKey;
import org.assize.value.interpret.Flow;
import org.assize.value.interpret.Interpretation;

/**
 * What one round knows of the program: the effects of all bodies that the round before interpreted,
 * joined. Never changed.
 */
final class Knowledge {
  /** A body is interpreted for so many different arguments, beside any. */
  private static final int MAX_VARIANTS = 8;

  private final Map<Symbol, AbstractValue> variables = new HashMap<>();
  private final Map<FieldKey, AbstractValue> fields = new HashMap<>();
  private final Map<String, AbstractValue> fieldsOfAny = new HashMap<>();
  private final Map<String, AbstractValue> registered = new HashMap<>();
  private final Map<Site, Content> contents = new HashMap<>();
  private final Map<Site, Content> changes = new HashMap<>();
  private final Map<Integer, List<AbstractValue>> flows = new HashMap<>();
  private final Map<Integer, List<AbstractValue>> defaults = new HashMap<>();
  private final Set<Integer> escaped = new HashSet<>();
  private final Map<Integer, Set<List<AbstractValue>>> variants = new HashMap<>();

  private final int size;

  private Knowledge(int size) {
    this.size = size;
  }

  /** Joins the effects of all bodies, in the order of their numbers. */
  static Knowledge of(List<Interpretation> interpretations, Workers workers) {
    Knowledge all = new Knowledge(interpretations.size());
    List<Consumer<Effects>> apart = List.of(all::addPassed, all::addWritten);
    workers.map(
        apart,
        add -> {
          interpretations.forEach(one -> add.accept(one.effects()));
          return add;
        });
    return all;
  }

  private void addWritten(Effects effects) {
    effects.stores().forEach((symbol, v) -> variables.merge(symbol, v, AbstractValue::join));
    effects.fields().forEach((field, v) -> fields.merge(field, v, AbstractValue::join));
    effects.fieldsOfAny().forEach((name, v) -> fieldsOfAny.merge(name, v, AbstractValue::join));
    effects.registered().forEach((name, v) -> registered.merge(name, v, AbstractValue::join));
    effects.contents().forEach((site, c) -> contents.merge(site, c, Content::join));
    effects.changes().forEach((site, c) -> changes.merge(site, c, Content::join));
  }

  private void addPassed(Effects effects) {
    for (Flow flow : effects.flows()) {
      flows.merge(flow.callee(), flow.arguments(), Knowledge::joined);
    }
    for (Flow flow : effects.defaults()) {
      defaults.merge(flow.callee(), flow.arguments(), Knowledge::joined);
    }
    escaped.addAll(effects.escapes());
    for (Flow request : effects.requests()) {
      Set<List<AbstractValue>> admitted =
          variants.computeIfAbsent(request.callee(), callee -> new HashSet<>());
      if (admitted.size() < MAX_VARIANTS) {
        admitted.add(request.arguments());
      }
    }
  }

  private static List<AbstractValue> joined(List<AbstractValue> one, List<AbstractValue> two) {
    AbstractValue[] all = new AbstractValue[one.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = one.get(i).join(two.get(i));
    }
    return List.of(all);
  }

  /** Whether it holds the effects of all of so many bodies. */
  boolean covers(int bodies) {
    return size == bodies;
  }

  /** Returns what all writes to a variable give; empty where none was reached. */
  Optional<AbstractValue> variable(Symbol symbol) {
    return Optional.ofNullable(variables.get(symbol)).filter(v -> !v.isBottom());
  }

  /** Returns what all writes to a field of exactly this class give. */
  Optional<AbstractValue> field(FieldKey key) {
    return Optional.ofNullable(fields.get(key));
  }

  /** Returns what is written to a field of that name of some object, whatever it is. */
  AbstractValue fieldOfAny(String name) {
    return fieldsOfAny.getOrDefault(name, AbstractValue.BOTTOM);
  }

  /** Returns the objects that are kept under a name in an application's object. */
  AbstractValue registered(String name) {
    return registered.getOrDefault(name, AbstractValue.BOTTOM);
  }

  /** Returns what an object holds. */
  Optional<Content> content(Site site) {
    return Optional.ofNullable(contents.get(site))
        .map(made -> changed(site).map(made::join).orElse(made));
  }

  /** Returns what bodies other than the one that made an object make of it. */
  Optional<Content> changed(Site site) {
    return Optional.ofNullable(changes.get(site));
  }

  /** Returns what all calls that were found pass for a parameter; empty where there is none. */
  Optional<AbstractValue> passed(int body, int parameter) {
    return Optional.ofNullable(flows.get(body)).map(all -> all.get(parameter));
  }

  /** Returns the default of a parameter; empty where it has none. */
  Optional<AbstractValue> defaultOf(int body, int parameter) {
    return Optional.ofNullable(defaults.get(body))
        .map(all -> all.get(parameter))
        .filter(v -> !v.isBottom());
  }

  /** Whether a body is one of those that are interpreted for certain arguments. */
  boolean isAdmitted(int body, List<AbstractValue> arguments) {
    return variants.getOrDefault(body, Set.of()).contains(arguments);
  }

  /** Whether code outside the tree may call a body. */
  boolean isEscaped(int body) {
    return escaped.contains(body);
  }
}
