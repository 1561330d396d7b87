package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.syntax.Operator;
import org.assize.taint.trace.CommandWords.Word;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Segment;
import org.assize.value.heap.SequenceContent;

/** The arguments of a call that starts a program, as the words of a command. */
final class ArgumentWords {
  private final FlowProgram program;
  private final CallArguments arguments;
  private final int number;
  private final Body body;

  ArgumentWords(FlowProgram program, CallArguments arguments) {
    this.program = program;
    this.arguments = arguments;
    number = arguments.call().body();
    body = program.body(number);
  }

  /** Returns the words of what a slot holds that a shell reads, where it is a list of words. */
  List<Word> readByShell(Slot slot) {
    List<Word> words = new ArrayList<>();
    boolean isWhole = true;
    for (int k : slot instanceof Slot.Rest r ? positions(r.position()) : List.<Integer>of()) {
      int operand = arguments.operand(k);
      if (arguments.shape().get(k) == CallShape.Unnamed.POSITIONAL && !isList(operand)) {
        words.add(word(operand));
      } else {
        isWhole = isWhole && list(operand, words);
      }
    }
    Optional<Integer> given =
        slot instanceof Slot.Argument a ? arguments.argument(a) : Optional.empty();
    if (given.filter(this::isShellCommand).isPresent()) {
      return List.of(new Word(new Ref(number, given.get()), List.of(), Optional.empty()));
    }
    given.ifPresent(list -> list(list, words));
    return CommandWords.readByShell(words);
  }

  /** Whether the words are one text that begins with a shell and the option to run a command. */
  private boolean isShellCommand(int value) {
    return arguments
        .value(value)
        .only()
        .flatMap(Atom::asText)
        .map(text -> text.shape().segments())
        .filter(s -> !s.isEmpty() && s.getFirst() instanceof Segment.Fixed)
        .filter(s -> CommandWords.isShell(((Segment.Fixed) s.getFirst()).value()))
        .isPresent();
  }

  private List<Integer> positions(int from) {
    return IntStream.range(from, arguments.shape().size())
        .filter(k -> arguments.shape().get(k) instanceof CallShape.Unnamed)
        .boxed()
        .toList();
  }

  private Word word(int instruction) {
    Ref at = new Ref(number, instruction);
    return new Word(at, List.of(), arguments.value(instruction).constantText());
  }

  /** Adds the words of a list from its first on; false where not all of them are known. */
  private boolean list(int sequence, List<Word> words) {
    int origin = program.origin(body, sequence);
    boolean isDisplay = written(sequence, words);
    int written = isDisplay ? body.operandCount(origin) : 0;
    boolean isSum =
        (body.op(origin) == Op.BINARY || body.op(origin) == Op.IN_PLACE)
            && body.operator(origin) == Operator.ADD;
    if (isSum && body.op(origin) == Op.IN_PLACE && written(body.operand(origin, 0), words)) {
      return list(body.operand(origin, 1), words); // what the left list held before
    }
    if (isSum) {
      return list(body.operand(origin, 0), words) && list(body.operand(origin, 1), words);
    }
    Ref at = new Ref(number, sequence);
    Optional<SequenceContent> content = arguments.content(at);
    List<AbstractValue> exact = content.map(SequenceContent::exact).orElse(List.of());
    for (int k = written; k < exact.size(); k++) {
      words.add(new Word(at, List.of(CallArguments.key(k)), exact.get(k).constantText()));
    }
    return content.map(SequenceContent::isExact).orElse(isDisplay);
  }

  private boolean isList(int value) {
    Op op = body.op(program.origin(body, value));
    return op == Op.LIST || op == Op.TUPLE;
  }

  /** Adds the words that a list is written with; false where it is no display. */
  private boolean written(int sequence, List<Word> words) {
    int origin = program.origin(body, sequence);
    boolean isDisplay =
        (body.op(origin) == Op.TUPLE || body.op(origin) == Op.LIST) && body.arg(origin) < 0;
    for (int k = 0; isDisplay && k < body.operandCount(origin); k++) {
      words.add(word(body.operand(origin, k)));
    }
    return isDisplay;
  }
}
