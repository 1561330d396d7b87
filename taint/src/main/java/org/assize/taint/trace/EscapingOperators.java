package org.assize.taint.trace;

import java.util.Optional;
import org.assize.facts.Fact;
import org.assize.ir.Body;
import org.assize.taint.language.SinkLanguage;

/**
 * Operators of a library's objects of which facts say that they escape what is put in: {@code
 * Markup("…%s") % text}. Their own text is that of the program.
 */
record EscapingOperators(Walk walk) {
  /** Whether the operator whose result is a node escapes the other side for a page. */
  boolean escapes(Node node) {
    FlowProgram program = walk.program();
    Body body = program.body(node.body());
    Optional<String> operator =
        switch (body.operator(node.instruction())) {
          case MOD -> Optional.of(".__mod__");
          case ADD -> Optional.of(".__add__");
          default -> Optional.empty();
        };
    return walk.query().language() == SinkLanguage.HTML
        && operator.isPresent()
        && program.objects(new Ref(node.body(), body.operand(node.instruction(), 0))).stream()
            .map(program.facts()::typed)
            .map(path -> program.facts().resultType(path).orElse(path))
            .flatMap(
                path -> program.facts().at(path + operator.get(), Fact.Sanitizer.class).stream())
            .anyMatch(fact -> walk.query().isMeant(fact.weakness()));
  }

  /** Returns the node with what escaping leaves of it. */
  Node escaped(Node node) {
    return node.allowing(node.allowed().without(Sanitizers.MARKUP));
  }
}
