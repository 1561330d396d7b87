package org.assize.value.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.assize.ir.Literal;
import org.assize.value.domain.Atom.Bound;
import org.assize.value.domain.Atom.Constant;
import org.assize.value.domain.Atom.Container;
import org.assize.value.domain.Atom.Instance;
import org.assize.value.domain.Atom.Text;
import org.assize.value.domain.Atom.Typed;

/** Sets of atoms within their bound. */
final class Atoms {
  private Atoms() {}

  static List<Atom> concat(Atom[] first, Atom[] second) {
    List<Atom> both = new ArrayList<>(first.length + second.length);
    both.addAll(List.of(first));
    both.addAll(List.of(second));
    return both;
  }

  /** Returns the atoms that no other one includes, in their total order. */
  static List<Atom> maximal(Collection<? extends Atom> atoms) {
    TreeSet<Atom> sorted = new TreeSet<>(AtomOrder.TOTAL);
    sorted.addAll(atoms);
    if (sorted.size() == 1) {
      return List.copyOf(sorted);
    }
    List<Atom> kept = new ArrayList<>();
    for (Atom each : sorted) {
      if (sorted.stream().noneMatch(other -> makesNeedless(other, each))) {
        kept.add(each);
      }
    }
    return kept;
  }

  private static boolean makesNeedless(Atom wider, Atom each) {
    return !wider.equals(each)
        && isPlainlyIncludedIn(each, wider)
        && (!isPlainlyIncludedIn(wider, each) || AtomOrder.TOTAL.compare(wider, each) < 0);
  }

  /** Two shapes are compared by a glance: joins are made far too often for a search. */
  private static boolean isPlainlyIncludedIn(Atom narrow, Atom wide) {
    if (narrow instanceof Text one && wide instanceof Text two) {
      boolean sameKind = one.kind() == two.kind();
      return sameKind && Inclusion.holdsPlainly(one.shape(), two.shape());
    }
    return narrow.isIncludedIn(wide);
  }

  /** Takes kinds of atoms together until there are few enough. */
  static List<Atom> limited(List<Atom> atoms) {
    List<Atom> found = atoms;
    if (found.size() > AbstractValue.MAX_ATOMS) {
      found = maximal(found.stream().map(atom -> general(atom, atoms)).toList());
    }
    return found.size() > AbstractValue.MAX_ATOMS ? List.of(Typed.OBJECT) : found;
  }

  private static Atom general(Atom atom, List<Atom> all) {
    return switch (atom) {
      case Constant constant when isSingle(constant.value()) -> constant;
      case Constant _, Text _ -> Texts.together(atom, all);
      case Instance instance -> new Instance(instance.type(), Site.ANYWHERE);
      case Container container -> new Typed(container.kind().typeName());
      case Bound bound -> new Bound(bound.function(), general(bound.receiver(), all));
      default -> atom;
    };
  }

  static boolean isSingle(Literal literal) {
    return literal instanceof Literal.Single || literal instanceof Literal.Truth;
  }
}
