package org.assize.value.entry;

import java.util.Optional;
import org.assize.facts.CodeRole;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Slot;

/**
 * What code outside the tree does with a callable that it gets: a fact tells; without one, a
 * library is taken to keep it and call it, and Python itself to call it at once, with values of the
 * tree.
 */
final class Registrations {
  private final Tree tree;

  Registrations(Tree tree) {
    this.tree = tree;
  }

  /** Returns who determines the parameters of what a decorator registers; none if it does not. */
  Optional<Control> decorated(String path) {
    Optional<Control> fact = knownDecorated(path);
    return fact.isPresent() || tree.isStandard(path) || wraps(path)
        ? fact
        : Optional.of(Control.CALLER);
  }

  /** Returns who determines the parameters of what is decorated, by a fact. */
  Optional<Control> knownDecorated(String path) {
    return tree.facts().at(path, Fact.Handler.class).stream()
        .filter(f -> f.slot() == Slot.Fixed.DECORATED)
        .map(Fact.Handler::control)
        .findFirst();
  }

  /** What is decorated arrives in the result: the decorator keeps nothing. */
  private boolean wraps(String path) {
    return tree.facts().at(path, Fact.Propagation.class).stream()
        .anyMatch(f -> f.slot() == Slot.Fixed.DECORATED && f.to() == Slot.Fixed.RETURN);
  }

  /** Whether what stands at an argument arrives in the result: the callee only wraps it. */
  boolean wraps(String path, int position, Optional<String> keyword) {
    return tree.facts().at(path, Fact.Propagation.class).stream()
        .anyMatch(f -> f.to() == Slot.Fixed.RETURN && covers(f.slot(), position, keyword));
  }

  /** Whether a decorator marks what a test framework runs. */
  boolean isTest(String path) {
    return tree.facts().at(path, Fact.RoleEvidence.class).stream()
        .anyMatch(f -> f.slot() == Slot.Fixed.DECORATED && f.role() == CodeRole.TEST);
  }

  /** Returns who determines the parameters of what is handed over as an argument, by a fact. */
  Optional<Control> known(String path, int position, Optional<String> keyword) {
    return tree.facts().at(path, Fact.Handler.class).stream()
        .filter(f -> covers(f.slot(), position, keyword))
        .map(Fact.Handler::control)
        .findFirst();
  }

  /** Returns who determines the parameters of what is assigned to an attribute, by a fact. */
  Optional<Control> assigned(String path) {
    return tree.facts().at(path, Fact.Handler.class).stream()
        .filter(f -> f.slot() == Slot.Fixed.VALUE)
        .map(Fact.Handler::control)
        .findFirst();
  }

  private static boolean covers(Slot slot, int position, Optional<String> keyword) {
    return switch (slot) {
      case Slot.Argument a ->
          keyword.isPresent() ? a.keyword().equals(keyword.get()) : a.position() == position;
      case Slot.Rest r -> keyword.isPresent() || position >= r.position();
      case Slot.Element e -> covers(e.of(), position, keyword);
      case Slot.Item i -> covers(i.of(), position, keyword);
      case Slot.Shell s -> covers(s.of(), position, keyword);
      case Slot.Fixed f -> f == Slot.Fixed.ANY;
    };
  }
}
