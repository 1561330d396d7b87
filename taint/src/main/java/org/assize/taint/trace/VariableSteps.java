package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.Symbol;

/** Steps back through variables that several bodies share, and through imports. */
final class VariableSteps {
  private final Walk walk;
  private final FlowProgram program;
  private final ContainerSteps containers;

  VariableSteps(Walk walk, ContainerSteps containers) {
    this.walk = walk;
    this.containers = containers;
    program = walk.program();
  }

  void variable(Node node) {
    Body body = program.body(node.body());
    stored(node, body.symbols().get(body.arg(node.instruction())));
  }

  /** Goes on with everything that is stored in a variable. */
  void stored(Node node, Symbol symbol) {
    List<Ref> stores = program.index().stores(symbol);
    for (Ref store : stores) {
      int value = program.body(store.body()).operand(store.instruction(), 0);
      walk.visit(
          node.before(new Ref(store.body(), value), Move.STORED)
              .by(store)
              .in(node.callingOf(store)));
    }
    containers.elements(node, program.index().elementsOf(symbol));
    if (stores.isEmpty()) {
      walk.end(new End.Unknown(node, "the variable " + symbol.name()));
    }
  }

  /** A name from another module of the tree is what that module binds it to. */
  void imported(Node node) {
    Body body = program.body(node.body());
    if (body.op(node.instruction()) == Op.IMPORT) {
      Optional<Symbol> symbol = ImportedVariables.of(program, node.at());
      if (symbol.isPresent()) {
        stored(node, symbol.get());
        return;
      }
    }
    outside(node);
  }

  /** A module, class or function of a library is what it is; of an object nothing is known. */
  private void outside(Node node) {
    List<String> paths = program.paths(node.at());
    boolean isFixed =
        !paths.isEmpty()
            && paths.stream()
                .allMatch(p -> program.isModule(p) && (node.part().isEmpty() || !isObject(p)));
    walk.end(isFixed ? new End.Fixed(node) : new End.Unknown(node, "what is imported"));
  }

  /** An imported object has a class of its own: {@code flask.request}. */
  private boolean isObject(String path) {
    return program.facts().resultType(path).filter(type -> !type.equals(path)).isPresent();
  }
}
