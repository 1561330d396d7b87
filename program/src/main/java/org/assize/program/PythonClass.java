package org.assize.program;

import java.util.List;
import java.util.Optional;
import org.assize.syntax.Stmt.ClassDef;
import org.jspecify.annotations.Nullable;

/** A class as it is defined. Compared by identity. */
public final class PythonClass {
  private final ClassDef node;
  private final Scope definedIn;
  private final String qualifiedName;

  /** Asked for again and again: by every look for a method of this name. */
  private volatile @Nullable List<PythonFunction> methods;

  PythonClass(ClassDef node, Scope definedIn, String qualifiedName) {
    this.node = node;
    this.definedIn = definedIn;
    this.qualifiedName = qualifiedName;
  }

  /** Returns the definition. */
  public ClassDef node() {
    return node;
  }

  /** Returns the plain name. */
  public String name() {
    return node.name();
  }

  /** Returns module name, enclosing definitions and name, joined by dots. */
  public String qualifiedName() {
    return qualifiedName;
  }

  /** Returns the module. */
  public PythonModule module() {
    return definedIn.module();
  }

  /** Returns the scope that its name is bound in; decorators and bases are resolved there. */
  public Scope definedIn() {
    return definedIn;
  }

  /** Returns the scope of its body. */
  public Scope body() {
    return module().scopes().openedBy(node).orElseThrow();
  }

  /** Returns the methods that its own body defines, in the order of their places. */
  public List<PythonFunction> methods() {
    List<PythonFunction> known = methods;
    if (known == null) {
      known =
          module().scopes().functions().stream()
              .filter(f -> f.owner().orElse(null) == this)
              .toList();
      methods = known;
    }
    return known;
  }

  /** Returns the last method of that name in its own body. */
  public Optional<PythonFunction> method(String name) {
    return methods().stream().filter(f -> f.name().equals(name)).reduce((a, b) -> b);
  }

  @Override
  public String toString() {
    return qualifiedName;
  }
}
