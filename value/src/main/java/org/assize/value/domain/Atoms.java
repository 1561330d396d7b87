package org.assize.value.domain;

import java.util.Arrays;
import java.util.List;
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

  /** Returns the atoms that no other one includes, in their total order. */
  static Atom[] maximal(Atom[] atoms) {
    if (atoms.length < 2) {
      return atoms;
    }
    Atom[] sorted = distinct(atoms);
    Atom[] kept = new Atom[sorted.length];
    int count = 0;
    for (Atom each : sorted) {
      if (!isNeedless(each, sorted)) {
        kept[count++] = each;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static Atom[] distinct(Atom[] atoms) {
    Atom[] sorted = atoms.clone();
    Arrays.sort(sorted, AtomOrder.TOTAL);
    int count = 1;
    for (int i = 1; i < sorted.length; i++) {
      if (!sorted[i].equals(sorted[count - 1])) {
        sorted[count++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, count);
  }

  /** Returns the maximal atoms of two sets, each of which has only such, in their order. */
  static Atom[] union(Atom[] first, Atom[] second) {
    Atom[] both = new Atom[first.length + second.length];
    int count = 0;
    int i = 0;
    int j = 0;
    while (i < first.length || j < second.length) {
      int order =
          i == first.length ? 1 : j == second.length ? -1 : AtomOrder.compare(first[i], second[j]);
      if (order == 0) {
        both[count++] = first[i++];
        j++;
      } else if (order < 0) {
        Atom each = first[i++];
        if (!isNeedless(each, second)) {
          both[count++] = each;
        }
      } else {
        Atom each = second[j++];
        if (!isNeedless(each, first)) {
          both[count++] = each;
        }
      }
    }
    return count == both.length ? both : Arrays.copyOf(both, count);
  }

  private static boolean isNeedless(Atom each, Atom[] others) {
    for (Atom other : others) {
      if (other != each && makesNeedless(other, each)) {
        return true;
      }
    }
    return false;
  }

  private static boolean makesNeedless(Atom wider, Atom each) {
    return AtomOrder.mayInclude(wider)
        && !wider.equals(each)
        && isPlainlyIncludedIn(each, wider)
        && (!isPlainlyIncludedIn(wider, each) || AtomOrder.compare(wider, each) < 0);
  }

  /** Two shapes are compared by a glance: joins are made far too often for a search. */
  private static boolean isPlainlyIncludedIn(Atom narrow, Atom wide) {
    if (narrow instanceof Text one && wide instanceof Text two) {
      boolean sameKind = one.kind() == two.kind();
      return sameKind && Inclusion.holdsPlainly(one.shape(), two.shape());
    }
    if (narrow instanceof Bound one && wide instanceof Bound two) {
      return one.function().equals(two.function())
          && (one.receiver().equals(two.receiver())
              || isPlainlyIncludedIn(one.receiver(), two.receiver()));
    }
    return narrow.isIncludedIn(wide);
  }

  /** Takes kinds of atoms together until there are few enough. */
  static Atom[] limited(Atom[] atoms) {
    if (areFew(atoms)) {
      return atoms;
    }
    List<Atom> all = List.of(atoms);
    Atom[] general = new Atom[atoms.length];
    for (int i = 0; i < atoms.length; i++) {
      general[i] = general(atoms[i], all);
    }
    Atom[] found = maximal(general);
    return areFew(found) ? found : new Atom[] {Typed.OBJECT};
  }

  /** Tables of handlers are long, and nothing but the function itself says what it does. */
  private static boolean areFew(Atom[] atoms) {
    if (atoms.length <= AbstractValue.MAX_ATOMS) {
      return true;
    }
    if (atoms.length > AbstractValue.MAX_FUNCTIONS) {
      return false;
    }
    for (Atom atom : atoms) {
      if (!isCode(atom)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCode(Atom atom) {
    return switch (atom) {
      case Atom.Function _, Atom.External _ -> true;
      case Atom.ClassObject c -> !c.orBelow();
      case Bound bound -> isCode(bound.function());
      default -> atom instanceof Constant constant && isSingle(constant.value());
    };
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
