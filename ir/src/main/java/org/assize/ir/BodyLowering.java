package org.assize.ir;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.assize.base.Span;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Scopes;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Node.Parameter;
import org.assize.syntax.Node.Parameters;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/** Lowers one body; the classes for expressions, statements and their like share its state. */
final class BodyLowering {
  final PythonModule module;
  final Scopes scopes;
  final Sharing sharing;
  final Tables tables = new Tables();
  final Code code;
  final Ssa ssa;
  final Variables variables;
  final Exits exits;
  final Expressions expressions;
  final Conditions conditions;
  final Comprehensions comprehensions;
  final Targets targets;
  final Statements statements;
  final Tries tries;
  final Matches matches;
  final Definitions definitions;

  /** How many copies of a {@code finally} are being lowered, one inside of another. */
  int copies;

  /** The exception of the innermost clause, or -1. */
  int caught = Code.NONE;

  /** Whether a {@code yield} was met. */
  boolean generator;

  private final Scope scope;
  private final List<Node> children = new ArrayList<>();
  private int unbound = Code.NONE;

  private BodyLowering(Sharing sharing, Scope scope) {
    this.module = scope.module();
    this.scopes = module.scopes();
    this.sharing = sharing;
    this.scope = scope;
    variables = new Variables(sharing, scope, tables);
    code = new Code(scope.node().start());
    ssa = new Ssa(code, this::initial);
    exits = new Exits(this);
    expressions = new Expressions(this);
    conditions = new Conditions(this);
    comprehensions = new Comprehensions(this);
    targets = new Targets(this);
    statements = new Statements(this);
    tries = new Tries(this);
    matches = new Matches(this);
    definitions = new Definitions(this);
  }

  /** Lowers the body that a scope belongs to, and those inside. */
  static Body lower(Sharing sharing, Scope scope, String around) {
    return new BodyLowering(sharing, scope).lower(around);
  }

  private Body lower(String around) {
    Node node = scope.node();
    List<BodyParameter> parameters = List.of();
    BodyKind kind;
    String name = around + ".<lambda>";
    boolean async = false;
    @Nullable PythonFunction function = null;
    @Nullable PythonClass type = null;
    switch (node) {
      case Stmt.FunctionDef s -> {
        kind = BodyKind.FUNCTION;
        function = scopes.functionOf(s).orElseThrow();
        name = function.qualifiedName();
        async = s.isAsync();
        parameters = definitions.parameters(s.parameters());
        statements.all(s.body());
      }
      case Stmt.ClassDef s -> {
        kind = BodyKind.CLASS;
        type = scopes.classOf(s).orElseThrow();
        name = type.qualifiedName();
        statements.all(s.body());
      }
      case Expr.Lambda e -> {
        kind = BodyKind.LAMBDA;
        parameters = definitions.parameters(e.parameters());
        exits.leave(Exits.Kind.RETURN, expressions.value(e.body()), e.body());
      }
      default -> {
        kind = BodyKind.MODULE;
        name = module.name();
        statements.all(module.tree().body());
      }
    }
    if (code.isOpen()) {
      int none = tables.constants.id(Literal.Single.NONE);
      int value = code.emit(Op.CONST, none, node.end(), node.end());
      code.emit(Op.RETURN, 0, node.end(), node.end(), value);
      code.end();
    }
    Layout layout = new Layout(code, ssa);
    return new Body(
        new BodyData(
            kind,
            module,
            name,
            new Span(node.start(), node.end()),
            function,
            type,
            generator,
            async,
            layout.unreachable,
            parameters,
            lowerChildren(name),
            tables.finished(),
            layout.ops,
            layout.args,
            layout.operandStarts,
            layout.operands,
            layout.spanStarts,
            layout.spanEnds,
            layout.blocks,
            layout.blockStarts,
            layout.successors,
            layout.handlers,
            layout.predecessors));
  }

  private List<Body> lowerChildren(String name) {
    List<Body> bodies = new ArrayList<>(children.size());
    for (Node child : children) {
      bodies.add(lower(sharing, scopes.openedBy(child).orElseThrow(), name));
    }
    return List.copyOf(bodies);
  }

  /** Returns the number of the body that a node opens; copies of a statement share it. */
  int child(Node node) {
    for (int i = children.size() - 1; i >= 0 && copies > 0; i--) {
      if (children.get(i) == node) {
        return i;
      }
    }
    children.add(node);
    return children.size() - 1;
  }

  boolean isPython2() {
    return module.parsed().python2();
  }

  /** All parameters in the order in which they are written. */
  static List<Parameter> inOrder(Parameters parameters) {
    List<Parameter> all = new ArrayList<>(parameters.posonly());
    all.addAll(parameters.args());
    if (parameters.vararg() != null) {
      all.add(parameters.vararg());
    }
    all.addAll(parameters.kwonly());
    if (parameters.kwarg() != null) {
      all.add(parameters.kwarg());
    }
    return all;
  }

  int emit(Op op, int arg, Node place) {
    return code.emit(op, arg, place.start(), place.end());
  }

  int emit(Op op, int arg, Node place, int operand) {
    return code.emit(op, arg, place.start(), place.end(), operand);
  }

  int emit(Op op, int arg, Node place, int one, int two) {
    return code.emit(op, arg, place.start(), place.end(), one, two);
  }

  int constant(Literal literal, Node place) {
    return emit(Op.CONST, tables.constants.id(literal), place);
  }

  int whole(int value, Node place) {
    return constant(new Literal.Whole(BigInteger.valueOf(value)), place);
  }

  /** Returns the index of an attribute's name. */
  int name(String attribute) {
    return tables.names.id(variables.mangle(attribute));
  }

  /** Reads a name that Python itself uses, whatever the module binds. */
  int builtin(String name, Node place) {
    return emit(Op.LOAD_NAME, tables.names.id(name), place);
  }

  int callBuiltin(String name, Node place, int... arguments) {
    return call(builtin(name, place), place, arguments);
  }

  /** Calls with arguments by position. */
  int call(int callee, Node place, int... arguments) {
    int mark = code.stack.size();
    code.stack.add(callee);
    List<CallShape.Argument> kinds = new ArrayList<>();
    for (int argument : arguments) {
      code.stack.add(argument);
      kinds.add(CallShape.Unnamed.POSITIONAL);
    }
    int shape = tables.calls.id(new CallShape(kinds, false));
    return code.emitStacked(Op.CALL, shape, place.start(), place.end(), mark);
  }

  /** Says that no further edge leads to a block, and goes on in it. */
  void begin(int block) {
    ssa.seal(block);
    code.start(block);
  }

  /** Goes on in a block unless the current one was left already. */
  void goOn(int block, Node place) {
    if (!code.hasEnded()) {
      code.jump(block, place.end(), place.end());
    }
  }

  int read(String name, Node place) {
    Variable variable = variables.resolve(name);
    return switch (variable.kind()) {
      case LOCAL, SHARED -> ssa.read(variable.id());
      case REMOTE -> emit(Op.LOAD, variable.symbol(), place);
      case UNKNOWN -> emit(Op.LOAD_NAME, variable.name(), place);
    };
  }

  void write(String name, int value, Node place) {
    Variable variable = variables.resolve(name);
    if (variable.isValue()) {
      ssa.write(variable.id(), value);
    }
    if (variable.kind() == Variable.Kind.SHARED || variable.kind() == Variable.Kind.REMOTE) {
      emit(Op.STORE, variable.symbol(), place, value);
    }
  }

  void delete(String name, Node place) {
    Variable variable = variables.resolve(name);
    if (variable.kind() == Variable.Kind.SHARED || variable.kind() == Variable.Kind.REMOTE) {
      emit(Op.DELETE, variable.symbol(), place);
    }
    if (variable.isValue()) {
      ssa.write(variable.id(), emit(Op.UNBOUND, 0, place));
    }
  }

  /** Returns the value of what holds none. */
  int unbound() {
    if (unbound == Code.NONE) {
      unbound = code.emitHead(Op.UNBOUND, 0, 0);
    }
    return unbound;
  }

  /** What a variable holds on entry; names of modules and classes are looked up further out. */
  private int initial(int id) {
    Variable variable = variables.get(id);
    if (variable.name() < 0) {
      return unbound();
    }
    String name = tables.names.get(variable.name());
    @Nullable Symbol outer =
        scope.kind() == Scope.Kind.CLASS ? scope.root().local(name).orElse(null) : null;
    return outer == null
        ? code.emitHead(Op.LOAD_NAME, variable.name(), 0)
        : code.emitHead(Op.LOAD, tables.symbols.id(outer), 0);
  }
}
