package org.assize.taint.trace;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Place;

/** Steps back from what a regular expression has found to the text that it was applied to. */
final class MatchSteps {
  private final Walk walk;
  private final FlowProgram program;

  MatchSteps(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  /** Goes on from a group, a match or all matches; false where a call gives none. */
  boolean isFollowed(Node node, LibraryCall call) {
    Optional<PatternCall> applied = PatternCall.of(walk, node, node.instruction());
    if (applied.isPresent()) {
      return result(node, applied.get());
    }
    if (call.paths().contains("builtins.filter")) {
      return filtered(node, call);
    }
    Body body = call.body();
    String name = call.attribute().orElse("");
    boolean isGroup = name.equals("group") || name.equals("groups") || name.equals("groupdict");
    if (!isGroup || body.op(call.callee()) != Op.ATTR) {
      return false;
    }
    int match = program.origin(body, body.operand(call.callee(), 0));
    return PatternCall.of(walk, node, match)
        .filter(PatternCall::isMatch)
        .filter(p -> group(node, p, wanted(node, call, name)))
        .isPresent();
  }

  /** What a call gives itself: a match, of which parts are wanted, or a text. */
  private boolean result(Node node, PatternCall applied) {
    return switch (applied.function()) {
      case "match", "fullmatch", "search" ->
          !node.part().isEmpty() && group(node, applied, key(node, 0));
      case "findall" -> {
        int groups = MatchedText.of(applied.pattern()).map(MatchedText::count).orElse(0);
        yield group(node, applied, groups == 1 ? 1 : 0);
      }
      case "sub" -> {
        applied
            .subject()
            .ifPresent(s ->
                walk.visit(
                    new Images(walk, node)
                        .through(
                            LibraryCall.of(program, node.at()),
                            s,
                            node.before(s, Move.MADE).part(List.of()))));
        applied.replacement().ifPresent(r -> walk.visit(node.before(r, Move.MADE).part(List.of())));
        yield applied.subject().isPresent();
      }
      default -> false;
    };
  }

  private boolean group(Node node, PatternCall applied, Object group) {
    if (applied.subject().isEmpty()) {
      return false;
    }
    Optional<MatchedText> text = MatchedText.of(applied.pattern());
    CharSet found = text.map(m -> m.group(group)).orElse(CharSet.ALL);
    Node subject =
        node.before(applied.subject().get(), Move.MADE)
            .part(List.of())
            .allowing(node.allowed().intersect(found));
    walk.visit(
        text.filter(m -> m.isWithoutStep(group)).isPresent() ? subject.knowing("..") : subject);
    return true;
  }

  /** Which group is asked for: by an argument, or by what is taken of all of them. */
  private Object wanted(Node node, LibraryCall call, String name) {
    if (!name.equals("group")) {
      return key(node, name.equals("groups") ? 1 : 0);
    }
    List<Integer> all = call.arguments().all();
    if (all.isEmpty()) {
      return 0;
    }
    return all.size() > 1
        ? key(node, 0)
        : walk.value(node, all.getFirst()).constant().flatMap(MatchSteps::name).orElse("");
  }

  private static Object key(Node node, int first) {
    return !node.part().isEmpty() && node.part().getFirst() instanceof Place.Key(Literal key)
        ? name(key).map(k -> k instanceof Integer i ? (Object) (i + first) : k).orElse("")
        : "";
  }

  private static Optional<Object> name(Literal key) {
    return switch (key) {
      case Literal.Whole(BigInteger value) when value.bitLength() < 16 ->
          Optional.of(value.intValue());
      case Literal.Text(String text) -> Optional.of(text);
      default -> Optional.empty();
    };
  }

  /** {@code filter(str.isalnum, text)}. */
  private boolean filtered(Node node, LibraryCall call) {
    List<Integer> all = call.arguments().all();
    if (all.size() != 2) {
      return false;
    }
    String test = program.named(call.body(), program.origin(call.body(), all.getFirst()));
    Optional<CharSet> characters = CallTests.characters(test);
    characters.ifPresent(c ->
        walk.visit(
            node.before(all.get(1), Move.MADE)
                .part(List.of())
                .allowing(node.allowed().intersect(c))));
    return characters.isPresent();
  }
}
