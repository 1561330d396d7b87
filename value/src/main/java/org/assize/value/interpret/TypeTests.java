package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.List;
import org.assize.facts.Truth;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Site;

/** {@code isinstance}, as far as classes are known. */
final class TypeTests {
  private final Frame frame;

  TypeTests(Frame frame) {
    this.frame = frame;
  }

  /** Returns what a value can be if the test comes out as given. */
  AbstractValue keep(AbstractValue value, AbstractValue classes, boolean holds) {
    List<Atom> wanted = flat(frame.known(classes));
    if (wanted.isEmpty()) {
      return value;
    }
    AbstractValue known = frame.known(value);
    AbstractValue kept =
        known.filter(atom -> Refinement.isPossible(test(atom, wanted), holds) || unsure(atom));
    if (!known.isOpen()) {
      return kept.equals(known) ? value : kept;
    }
    return holds ? candidates(wanted, kept) : value;
  }

  private static boolean unsure(Atom atom) {
    return atom instanceof Atom.Parameter;
  }

  /** Of something that can be anything, the test says that it is of one of the classes. */
  private static AbstractValue candidates(List<Atom> wanted, AbstractValue kept) {
    AbstractValue found = kept;
    for (Atom type : wanted) {
      found = found.join(instanceOf(type));
    }
    return found.closed();
  }

  private static AbstractValue instanceOf(Atom type) {
    return switch (type) {
      case Atom.ClassObject c -> AbstractValue.of(new Atom.Instance(c.type(), Site.ANYWHERE));
      case Atom.External e when e.path().startsWith("builtins.") ->
          AbstractValue.typed(e.path().substring("builtins.".length()));
      case Atom.External e -> AbstractValue.of(new Atom.Typed(e.path()));
      default -> AbstractValue.UNKNOWN;
    };
  }

  /** The classes that a test names: one, or those of a tuple; none where one is not known. */
  private List<Atom> flat(AbstractValue classes) {
    List<Atom> found = new ArrayList<>();
    if (classes.isOpen()) {
      return List.of();
    }
    for (Atom atom : classes.atoms()) {
      switch (atom) {
        case Atom.ClassObject c -> found.add(c);
        case Atom.External e -> found.add(e);
        case Atom.Container c -> {
          for (AbstractValue element : Contents.iterated(frame.content(c)).exact()) {
            List<Atom> inner = flat(element);
            if (inner.isEmpty()) {
              return List.of();
            }
            found.addAll(inner);
          }
        }
        default -> {
          return List.of();
        }
      }
    }
    return found;
  }

  /** Returns what {@code isinstance(value, classes)} gives. */
  Truth test(AbstractValue value, AbstractValue classes) {
    List<Atom> wanted = flat(classes);
    return wanted.isEmpty() ? Truth.UNKNOWN : value.truth(atom -> test(atom, wanted));
  }

  private Truth test(Atom atom, List<Atom> wanted) {
    Truth found = Truth.FALSE;
    for (Atom type : wanted) {
      Truth one = test(atom, type);
      if (one == Truth.TRUE) {
        return one;
      }
      found = one == Truth.UNKNOWN ? one : found;
    }
    return found;
  }

  private Truth test(Atom atom, Atom type) {
    if (type instanceof Atom.ClassObject c) {
      return switch (atom) {
        case Atom.Instance i -> derives(i, c);
        case Atom.Constant _, Atom.Text _, Atom.Container _, Atom.Function _ -> Truth.FALSE;
        default -> Truth.UNKNOWN;
      };
    }
    if (!(type instanceof Atom.External e)) {
      return Truth.UNKNOWN;
    }
    return BuiltinTypes.test(atom, e.path());
  }

  private Truth derives(Atom.Instance i, Atom.ClassObject c) {
    if (frame.surroundings().derives(i.type(), c.type())) {
      return Truth.TRUE;
    }
    boolean exact = !i.site().equals(Site.ANYWHERE);
    return exact ? Truth.FALSE : Truth.UNKNOWN;
  }
}
