package org.assize.ir;

import java.util.ArrayList;
import java.util.List;
import org.assize.base.Span;
import org.assize.program.Scope;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Node.Parameter;
import org.assize.syntax.Node.Parameters;
import org.assize.syntax.Node.TypeParam;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/** Lowers what makes functions and classes. Annotations are not evaluated. */
final class Definitions {
  private final BodyLowering in;
  private final Code code;

  Definitions(BodyLowering in) {
    this.in = in;
    this.code = in.code;
  }

  void function(Stmt.FunctionDef s) {
    int mark = decorators(s.decorators());
    boolean typed = typeParameters(s, s.typeParams());
    Span name = new Span(s.nameStart(), s.nameStart() + s.name().length());
    int function = make(Op.FUNCTION, s, s.parameters(), name);
    closeTypeParameters(typed);
    in.write(s.name(), decorated(function, s.decorators(), mark), s);
  }

  int lambda(Expr.Lambda e) {
    return make(Op.FUNCTION, e, e.parameters(), new Span(e.start(), e.end()));
  }

  private int make(Op op, Node node, Parameters parameters, Span place) {
    int mark = code.stack.size();
    for (Parameter p : BodyLowering.inOrder(parameters)) {
      if (p.defaultValue() != null) {
        code.stack.add(in.expressions.value(p.defaultValue()));
      }
    }
    return code.emitStacked(op, in.child(node), place.start(), place.end(), mark);
  }

  void type(Stmt.ClassDef s) {
    int mark = decorators(s.decorators());
    boolean typed = typeParameters(s, s.typeParams());
    int bases = code.stack.size();
    in.expressions.arguments(s.bases(), s.keywords());
    int end = s.nameStart() + s.name().length();
    int type = code.emitStacked(Op.CLASS, in.child(s), s.nameStart(), end, bases);
    closeTypeParameters(typed);
    in.write(s.name(), decorated(type, s.decorators(), mark), s);
  }

  /** {@code type X = …}: the value is not evaluated before it is asked for. */
  void alias(Stmt.TypeAlias s) {
    int made = typing("TypeAliasType", s.name().id(), s);
    in.write(s.name().id(), made, s.name());
  }

  private int decorators(List<Expr> decorators) {
    int mark = code.stack.size();
    for (Expr decorator : decorators) {
      code.stack.add(in.expressions.value(decorator));
    }
    return mark;
  }

  /** Applies the decorators on the stack, the lowest first. */
  private int decorated(int value, List<Expr> decorators, int mark) {
    int result = value;
    for (int i = decorators.size() - 1; i >= 0; i--) {
      int shape = in.tables.calls.id(new CallShape(List.of(CallShape.Unnamed.POSITIONAL), true));
      result = in.emit(Op.CALL, shape, decorators.get(i), code.stack.get(mark + i), result);
    }
    code.stack.truncate(mark);
    return result;
  }

  /** Opens the scope of type parameters and binds them. */
  private boolean typeParameters(Node node, List<TypeParam> parameters) {
    if (parameters.isEmpty()) {
      return false;
    }
    @Nullable Scope scope = in.scopes.openedBy(node).flatMap(Scope::parent).orElse(null);
    if (scope == null || scope.kind() != Scope.Kind.TYPE_PARAMETERS) {
      return false;
    }
    in.variables.open(scope);
    for (TypeParam p : parameters) {
      String kind =
          switch (p.kind()) {
            case TYPE_VAR -> "TypeVar";
            case TYPE_VAR_TUPLE -> "TypeVarTuple";
            case PARAM_SPEC -> "ParamSpec";
          };
      in.write(p.name(), typing(kind, p.name(), p), p);
    }
    return true;
  }

  private int typing(String kind, String name, Node place) {
    int imported = in.tables.imports.id(new ImportName("typing", 0, kind, false));
    int callee = in.emit(Op.IMPORT, imported, place);
    return in.call(callee, place, in.constant(new Literal.Text(name), place));
  }

  private void closeTypeParameters(boolean opened) {
    if (opened) {
      in.variables.close();
    }
  }

  /** A tuple parameter has no name; CPython calls it by its place. */
  private String parameterName(Parameter p, int index) {
    return p.tuple() == null ? in.variables.mangle(p.name()) : "." + index;
  }

  /** Describes the parameters of a function, and lets its variables hold what is passed. */
  List<BodyParameter> parameters(Parameters parameters) {
    List<BodyParameter> all = new ArrayList<>();
    List<Parameter> nodes = BodyLowering.inOrder(parameters);
    int posonly = parameters.posonly().size();
    int args = posonly + parameters.args().size();
    for (int i = 0; i < nodes.size(); i++) {
      Parameter p = nodes.get(i);
      BodyParameter.Kind kind =
          p == parameters.vararg()
              ? BodyParameter.Kind.VAR_POSITIONAL
              : p == parameters.kwarg()
                  ? BodyParameter.Kind.VAR_KEYWORD
                  : i < posonly
                      ? BodyParameter.Kind.POSITIONAL_ONLY
                      : i < args
                          ? BodyParameter.Kind.POSITIONAL_OR_KEYWORD
                          : BodyParameter.Kind.KEYWORD_ONLY;
      all.add(new BodyParameter(parameterName(p, i), kind, p.defaultValue() != null));
    }
    int mark = code.stack.size();
    for (int i = 0; i < nodes.size(); i++) {
      code.stack.add(in.emit(Op.PARAM, i, nodes.get(i)));
    }
    for (int i = 0; i < nodes.size(); i++) {
      Parameter p = nodes.get(i);
      if (p.tuple() != null) {
        in.targets.assign(p.tuple(), code.stack.get(mark + i));
      } else {
        in.write(p.name(), code.stack.get(mark + i), p);
      }
    }
    code.stack.truncate(mark);
    return all;
  }
}
