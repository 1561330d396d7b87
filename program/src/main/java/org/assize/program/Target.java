package org.assize.program;

import java.util.Optional;

/** What an expression names. */
public sealed interface Target {
  /** A module of the tree. */
  record ModuleTarget(PythonModule module) implements Target {}

  /** A namespace package of the tree. */
  record NamespaceTarget(Importable.Namespace namespace) implements Target {}

  /** A class of the tree. */
  record ClassTarget(PythonClass type) implements Target {}

  /** A function or method of the tree. */
  record FunctionTarget(PythonFunction function) implements Target {}

  /** A variable, parameter or attribute whose value names alone do not tell. */
  record VariableTarget(Symbol symbol) implements Target {}

  /**
   * An instance.
   *
   * @param type a {@link ClassTarget} or {@link External}
   */
  record InstanceTarget(Target type) implements Target {}

  /**
   * A name outside the tree.
   *
   * @param path dotted, from the top-level package; built-in names begin with {@code builtins.}
   */
  record External(String path) implements Target {}

  /** Nothing that names can tell. */
  enum Unknown implements Target {
    /** The one unknown. */
    UNKNOWN
  }

  /**
   * Returns the dotted path under which facts know this target, wherever its definition stands: an
   * instance has the path of its class.
   */
  default Optional<String> dottedPath() {
    return switch (this) {
      case ModuleTarget t -> Optional.of(t.module().name());
      case NamespaceTarget t -> Optional.of(t.namespace().dotted());
      case ClassTarget t -> Optional.of(t.type().qualifiedName());
      case FunctionTarget t -> Optional.of(t.function().qualifiedName());
      case VariableTarget t ->
          t.symbol().scope().kind() == Scope.Kind.MODULE
              ? Optional.of(t.symbol().scope().module().name() + "." + t.symbol().name())
              : Optional.empty();
      case InstanceTarget t -> t.type().dottedPath();
      case External t -> Optional.of(t.path());
      case Unknown t -> Optional.empty();
    };
  }
}
