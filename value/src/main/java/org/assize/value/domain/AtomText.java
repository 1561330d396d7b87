package org.assize.value.domain;

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

/** Atoms in the words of reviews. */
final class AtomText {
  private AtomText() {}

  static String of(Atom atom) {
    return switch (atom) {
      case Constant constant -> Literals.text(constant.value());
      case Text text -> text(text);
      case Typed typed -> typed.type();
      case Instance instance -> "instance of " + instance.type().qualifiedName();
      case Container container -> container.kind().typeName();
      case Function function -> "function " + function.name();
      case Bound bound -> "method " + name(bound.function()) + " of " + of(bound.receiver());
      case Descriptor descriptor ->
          descriptor.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
              + " "
              + name(descriptor.function());
      case ClassObject object ->
          "class " + object.type().qualifiedName() + (object.orBelow() ? " or below" : "");
      case ModuleObject object -> "module " + object.module().name();
      case Atom.NamespacePackage p -> "module " + p.namespace().dotted();
      case External external -> external.path();
      case Partial _ -> "functools.partial";
      case Parameter parameter -> parameter.place().text();
    };
  }

  private static String text(Text text) {
    String type = text.kind() == Text.Kind.STR ? "str" : "bytes";
    return text.shape().equals(StringShape.ANY) ? type : type + ": " + text.shape().text();
  }

  private static String name(Atom function) {
    return function instanceof Function known ? known.name() : of(function);
  }
}
