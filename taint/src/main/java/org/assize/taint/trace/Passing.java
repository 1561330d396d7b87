package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import org.assize.facts.Confidence;
import org.assize.ir.BodyParameter;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.language.Surround;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.assize.value.domain.StringShape;
import org.jspecify.annotations.Nullable;

/** What a call passes to a parameter of a body that it reaches. */
final class Passing {
  private final FlowProgram program;

  Passing(FlowProgram program) {
    this.program = program;
  }

  /** Goes on from a parameter with what a call passes for it. */
  void visit(
      Walk walk, Node node, Ref call, @Nullable Calling calling, int index, Confidence sure) {
    Binding binding = new Binding(program, call, node.body());
    boolean isEnded = false;
    for (PassedValue passed : binding.passed(index, node.part())) {
      Node before =
          node.before(passed.value(), Move.PASSED)
              .by(call)
              .part(passed.part())
              .around(passed.isBehind() ? behind(walk, node) : node.surround())
              .in(passed.isDefault() ? null : calling)
              .atMost(sure);
      if (isEnded) {
        walk.end(new End.Harmless(before, node.at(), CommandWords.BEHIND_DASHES));
      } else {
        walk.visit(before);
      }
      isEnded = isEnded || endsOptions(walk, node, index, passed);
    }
  }

  /** Whether what a call passes among other words ends the options of a program. */
  private boolean endsOptions(Walk walk, Node node, int index, PassedValue passed) {
    return walk.query().language() == SinkLanguage.ARGUMENT
        && program.body(node.body()).parameters().get(index).kind()
            == BodyParameter.Kind.VAR_POSITIONAL
        && CommandWords.endsOptions(program.value(passed.value()));
  }

  /** Pieces that a function joins: of an address, the first holds the host. */
  private static Surround behind(Walk walk, Node node) {
    boolean isAddress =
        walk.query().language() == SinkLanguage.URL
            || walk.query().language() == SinkLanguage.REDIRECT;
    boolean isJoined =
        node.next() != null
            && node.part().equals(List.of(Place.Each.EACH))
            && node.goesBy(Move.COMPOSED);
    return isAddress && isJoined
        ? node.surround().around(StringShape.ANY, StringShape.EMPTY)
        : node.surround();
  }

  /** Returns the constant, function or class that a call passes; empty where it is none. */
  Optional<AbstractValue> constant(Walk walk, Node node, Ref call, int callee, int index) {
    return only(call, callee, index)
        .map(passed ->
            passed.isDefault()
                ? program.value(passed.value())
                : walk.value(node, passed.value().instruction()))
        .filter(value -> value.constants().isPresent() || isCode(value));
  }

  private static boolean isCode(AbstractValue value) {
    return !value.isOpen()
        && !value.atoms().isEmpty()
        && value.atoms().stream()
            .allMatch(a ->
                a instanceof Atom.Function || (a instanceof Atom.ClassObject c && !c.orBelow()));
  }

  /** Returns the one value that a parameter gets, a default included. */
  Optional<Ref> single(Ref call, int callee, int index) {
    return only(call, callee, index).map(PassedValue::value);
  }

  /** Returns the argument that a call passes for a parameter as it stands. */
  Optional<Integer> argument(Ref call, int callee, int index) {
    return single(call, callee, index)
        .filter(value -> value.body() == call.body())
        .map(Ref::instruction);
  }

  /** The one value that is passed as a whole. */
  private Optional<PassedValue> only(Ref call, int callee, int index) {
    List<PassedValue> all = new Binding(program, call, callee).passed(index, List.of());
    return all.size() == 1 && all.getFirst().part().isEmpty()
        ? Optional.of(all.getFirst())
        : Optional.empty();
  }
}
