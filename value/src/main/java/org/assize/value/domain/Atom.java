package org.assize.value.domain;

import java.util.Optional;
import org.assize.facts.Truth;
import org.assize.ir.Literal;
import org.assize.program.Importable;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.jspecify.annotations.Nullable;

/** One alternative of an {@link AbstractValue}. */
public sealed interface Atom {
  /** A constant. */
  record Constant(Literal value) implements Atom {}

  /**
   * A string, or bytes, of which the shape is known; never a single one, which is a {@link
   * Constant}.
   */
  record Text(StringShape shape, Kind kind) implements Atom {
    /** Strings and bytes are never equal in Python. */
    public enum Kind {
      STR,
      BYTES
    }
  }

  /**
   * A value of a class that is built in or absent, about which no more is known.
   *
   * @param type dotted name, {@code int} for built-in classes
   */
  record Typed(String type) implements Atom {
    /** What every value is. */
    static final Typed OBJECT = new Typed("object");
  }

  /** An object of a class of the tree; {@link Site#ANYWHERE} stands for all of the class. */
  record Instance(PythonClass type, Site site) implements Atom {}

  /** A container made at a place. */
  record Container(Site site, ContainerKind kind) implements Atom {}

  /**
   * A function of the tree.
   *
   * @param body number of its body, in the numbering of {@link Site#body}
   * @param name dotted name
   */
  record Function(int body, String name) implements Atom {}

  /**
   * A method together with its receiver.
   *
   * @param function a {@link Function} or {@link External}
   * @param receiver never bound itself
   */
  record Bound(Atom function, Atom receiver) implements Atom {}

  /**
   * A function that attribute lookup treats in a way of its own.
   *
   * @param function a {@link Function}
   */
  record Descriptor(Special kind, Atom function) implements Atom {
    /** How. */
    public enum Special {
      PROPERTY,
      /** What a property calls when it is written; it stands beside the one that is read. */
      SETTER,
      STATIC_METHOD,
      CLASS_METHOD
    }
  }

  /**
   * A class of the tree, as a value.
   *
   * @param orBelow whether it may be a class that derives from it, as in a class method
   */
  record ClassObject(PythonClass type, boolean orBelow) implements Atom {
    /** Is that very class. */
    public ClassObject(PythonClass type) {
      this(type, false);
    }
  }

  /** A module of the tree, as a value. */
  record ModuleObject(PythonModule module) implements Atom {}

  /** A package of the tree that is a folder without a file of its own, as a value. */
  record NamespacePackage(Importable.Namespace namespace) implements Atom {}

  /** What a dotted name outside the tree gives; built-in names start with {@code builtins.}. */
  record External(String path) implements Atom {}

  /** A {@code functools.partial}; what it holds is kept by its site. */
  record Partial(Site site) implements Atom {}

  /** What a parameter of the body under analysis holds on entry, or a part of it. */
  record Parameter(Place place) implements Atom {}

  /** Returns a string constant. */
  static Atom string(String value) {
    return new Constant(Literals.string(value));
  }

  /** Returns an integer constant. */
  static Atom whole(long value) {
    return new Constant(Literals.whole(value));
  }

  /** Returns the constant that a shape stands for, else a text. */
  static Atom text(StringShape shape, Text.Kind kind) {
    Optional<String> constant = shape.constant();
    if (constant.isEmpty()) {
      return new Text(shape, kind);
    }
    return new Constant(
        kind == Text.Kind.STR
            ? new Literal.Text(constant.get())
            : new Literal.Bytes(constant.get()));
  }

  /** Returns the shape and kind of a string or bytes, constant or not. */
  default Optional<Text> asText() {
    return switch (this) {
      case Text text -> Optional.of(text);
      case Constant(Literal.Text(String value)) ->
          Optional.of(new Text(StringShape.fixed(value), Text.Kind.STR));
      case Constant(Literal.Bytes(String value)) ->
          Optional.of(new Text(StringShape.fixed(value), Text.Kind.BYTES));
      default -> Optional.empty();
    };
  }

  /** Returns the name of the class of the value, as far as it is known. */
  default Optional<String> typeName() {
    return Optional.ofNullable(nameOfType());
  }

  /** Returns the name of the class of the value, or null where it is not known. */
  default @Nullable String nameOfType() {
    return switch (this) {
      case Constant constant -> Literals.typeName(constant.value());
      case Text text -> text.kind() == Text.Kind.STR ? "str" : "bytes";
      case Typed typed -> typed.equals(Typed.OBJECT) ? null : typed.type();
      case Instance instance -> instance.type().qualifiedName();
      case Container container -> container.kind().typeName();
      case Function _ -> "function";
      case Bound _ -> "method";
      case Descriptor d ->
          switch (d.kind()) {
            case PROPERTY, SETTER -> "property";
            case STATIC_METHOD, CLASS_METHOD -> "function";
          };
      case ClassObject _ -> "type";
      case ModuleObject _, NamespacePackage _ -> "module";
      case Partial _ -> "functools.partial";
      case External _, Parameter _ -> null;
    };
  }

  /** Whether anything in it is said in terms of the parameters of a body. */
  default boolean isSymbolic() {
    return this instanceof Parameter
        || (this instanceof Bound bound && bound.receiver().isSymbolic())
        || (this instanceof Text text && text.shape().isSymbolic());
  }

  /** Returns what {@code bool} gives, as far as the atom alone tells. */
  default Truth truth() {
    return switch (this) {
      case Constant constant -> Literals.truth(constant.value());
      case Text text -> text.shape().minLength() > 0 ? Truth.TRUE : Truth.UNKNOWN;
      case Typed typed -> typed.type().equals("NoneType") ? Truth.FALSE : Truth.UNKNOWN;
      // What hangs on an object of a library may be a field of any value.
      case Bound(External _, Atom _) -> Truth.UNKNOWN;
      case Function _,
          Bound _,
          Descriptor _,
          ClassObject _,
          ModuleObject _,
          NamespacePackage _,
          Partial _ ->
          Truth.TRUE;
      case Container container ->
          container.kind() == ContainerKind.GENERATOR || container.kind() == ContainerKind.ITERATOR
              ? Truth.TRUE
              : Truth.UNKNOWN;
      case Instance _, External _, Parameter _ -> Truth.UNKNOWN;
    };
  }

  /** Whether every value that it stands for is one of the other's. */
  default boolean isIncludedIn(Atom wider) {
    return equals(wider) || AtomOrder.isBelow(this, wider);
  }

  /** Returns the atom as tests and reviews show it. */
  default String text() {
    return AtomText.of(this);
  }
}
