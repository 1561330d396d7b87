package org.assize.value.domain;

import java.util.Comparator;
import org.assize.program.PythonClass;
import org.assize.value.domain.Atom.Bound;
import org.assize.value.domain.Atom.ClassObject;
import org.assize.value.domain.Atom.Constant;
import org.assize.value.domain.Atom.Container;
import org.assize.value.domain.Atom.Descriptor;
import org.assize.value.domain.Atom.External;
import org.assize.value.domain.Atom.Function;
import org.assize.value.domain.Atom.Instance;
import org.assize.value.domain.Atom.ModuleObject;
import org.assize.value.domain.Atom.Parameter;
import org.assize.value.domain.Atom.Partial;
import org.assize.value.domain.Atom.Text;
import org.assize.value.domain.Atom.Typed;

/** Two orders of atoms: a total one for determinism, and inclusion. */
final class AtomOrder {
  /** By kind, then by content; equal atoms alone compare as 0. */
  static final Comparator<Atom> TOTAL = AtomOrder::compare;

  private static final Comparator<PythonClass> CLASSES =
      Comparator.comparing(PythonClass::qualifiedName)
          .thenComparing(type -> type.module().path())
          .thenComparingInt(type -> type.node().start());

  private AtomOrder() {}

  /** Whether any other atom can be included in one. */
  static boolean mayInclude(Atom wide) {
    return wide instanceof Typed
        || wide instanceof Text
        || wide instanceof Instance
        || wide instanceof Bound;
  }

  /** Whether one atom, not equal to the other, is included in it. */
  static boolean isBelow(Atom narrow, Atom wide) {
    if (wide instanceof Typed typed) {
      return typed.equals(Typed.OBJECT)
          || (!(narrow instanceof Instance) && typed.type().equals(narrow.nameOfType()));
    }
    if (wide instanceof Text text) {
      return isText(narrow) && isTextBelow(narrow, text);
    }
    if (wide instanceof Instance instance) {
      return instance.site().equals(Site.ANYWHERE)
          && narrow instanceof Instance one
          && one.type() == instance.type();
    }
    return wide instanceof Bound bound
        && narrow instanceof Bound one
        && one.function().equals(bound.function())
        && one.receiver().isIncludedIn(bound.receiver());
  }

  private static boolean isText(Atom atom) {
    return atom instanceof Text || atom instanceof Constant;
  }

  private static boolean isTextBelow(Atom narrow, Text wide) {
    return narrow
        .asText()
        .filter(t -> t.kind() == wide.kind() && t.shape().isIncludedIn(wide.shape()))
        .isPresent();
  }

  /** Compares two atoms; equal ones alone give 0. */
  static int compare(Atom left, Atom right) {
    if (left == right) {
      return 0;
    }
    int byKind = Integer.compare(rank(left), rank(right));
    if (byKind != 0 || left.equals(right)) {
      return byKind;
    }
    return switch (left) {
      case Constant one -> Literals.ORDER.compare(one.value(), ((Constant) right).value());
      case Text one -> compare(one, (Text) right);
      case Typed one -> one.type().compareTo(((Typed) right).type());
      case Instance one -> compare(one, (Instance) right);
      case Container one -> compare(one, (Container) right);
      case Function one -> compare(one, (Function) right);
      case Bound one -> compare(one, (Bound) right);
      case Descriptor one -> compare(one, (Descriptor) right);
      case ClassObject one -> compare(one, (ClassObject) right);
      case ModuleObject one ->
          one.module().path().compareTo(((ModuleObject) right).module().path());
      case Atom.NamespacePackage one ->
          one.namespace()
              .toString()
              .compareTo(((Atom.NamespacePackage) right).namespace().toString());
      case External one -> one.path().compareTo(((External) right).path());
      case Partial one -> one.site().compareTo(((Partial) right).site());
      case Parameter one -> one.place().compareTo(((Parameter) right).place());
    };
  }

  private static int compare(Text left, Text right) {
    int byKind = left.kind().compareTo(right.kind());
    return byKind != 0 ? byKind : left.shape().text().compareTo(right.shape().text());
  }

  private static int compare(Instance left, Instance right) {
    int byClass = CLASSES.compare(left.type(), right.type());
    return byClass != 0 ? byClass : left.site().compareTo(right.site());
  }

  private static int compare(ClassObject left, ClassObject right) {
    int byClass = CLASSES.compare(left.type(), right.type());
    return byClass != 0 ? byClass : Boolean.compare(left.orBelow(), right.orBelow());
  }

  private static int compare(Container left, Container right) {
    int byKind = left.kind().compareTo(right.kind());
    return byKind != 0 ? byKind : left.site().compareTo(right.site());
  }

  private static int compare(Function left, Function right) {
    int byName = left.name().compareTo(right.name());
    return byName != 0 ? byName : Integer.compare(left.body(), right.body());
  }

  private static int compare(Bound left, Bound right) {
    int byFunction = compare(left.function(), right.function());
    return byFunction != 0 ? byFunction : compare(left.receiver(), right.receiver());
  }

  private static int compare(Descriptor left, Descriptor right) {
    int byKind = left.kind().compareTo(right.kind());
    return byKind != 0 ? byKind : compare(left.function(), right.function());
  }

  private static int rank(Atom atom) {
    return switch (atom) {
      case Constant _ -> 0;
      case Text _ -> 1;
      case Typed _ -> 2;
      case Container _ -> 3;
      case Instance _ -> 4;
      case Function _ -> 5;
      case Bound _ -> 6;
      case ClassObject _ -> 7;
      case ModuleObject _ -> 8;
      case External _ -> 9;
      case Partial _ -> 10;
      case Parameter _ -> 11;
      case Descriptor _ -> 12;
      case Atom.NamespacePackage _ -> 13;
    };
  }
}
