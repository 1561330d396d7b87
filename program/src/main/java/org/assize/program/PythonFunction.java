package org.assize.program;

import java.util.List;
import java.util.Optional;
import org.assize.syntax.Expr;
import org.assize.syntax.Node.Parameter;
import org.assize.syntax.Node.Parameters;
import org.assize.syntax.Stmt.FunctionDef;
import org.jspecify.annotations.Nullable;

/** A function or method as it is defined. Compared by identity. */
public final class PythonFunction {
  private final FunctionDef node;
  private final Scope definedIn;
  private final String qualifiedName;
  private final @Nullable PythonClass owner;

  PythonFunction(
      FunctionDef node, Scope definedIn, String qualifiedName, @Nullable PythonClass owner) {
    this.node = node;
    this.definedIn = definedIn;
    this.qualifiedName = qualifiedName;
    this.owner = owner;
  }

  /** Returns the definition. */
  public FunctionDef node() {
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

  /** Returns the scope that its name is bound in; decorators and defaults are resolved there. */
  public Scope definedIn() {
    return definedIn;
  }

  /** Returns the scope of its body. */
  public Scope body() {
    return module().scopes().openedBy(node).orElseThrow();
  }

  /** Returns the class whose body defines it. */
  public Optional<PythonClass> owner() {
    return Optional.ofNullable(owner);
  }

  /** Returns all parameters in the order in which they are written. */
  public List<Parameter> parameters() {
    return Syntax.inOrder(node.parameters());
  }

  /** Whether it is a method that receives no instance and no class. */
  public boolean isStatic() {
    return owner != null && isDecorated("staticmethod");
  }

  /** Whether it is a method that receives the class. */
  public boolean isClassMethod() {
    return owner != null && (isDecorated("classmethod") || name().equals("__new__"));
  }

  /** Returns the name of the parameter that receives the instance or the class. */
  public Optional<String> receiver() {
    boolean hasReceiver = owner != null && !isStatic();
    return hasReceiver ? first().map(Parameter::name) : Optional.empty();
  }

  /** The first of the parameters; asked for every call, so the others are not gathered. */
  private Optional<Parameter> first() {
    Parameters all = node.parameters();
    if (!all.posonly().isEmpty()) {
      return Optional.of(all.posonly().getFirst());
    }
    return all.args().isEmpty()
        ? parameters().stream().findFirst()
        : Optional.of(all.args().getFirst());
  }

  private boolean isDecorated(String name) {
    for (Expr decorator : node.decorators()) {
      if (decorator instanceof Expr.Name n && n.id().equals(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return qualifiedName;
  }
}
