package org.assize.value.solve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.assize.dataflow.Levels;
import org.assize.value.domain.AbstractValue;
import org.assize.value.interpret.Interpretation;
import org.assize.value.interpret.Interpreter;
import org.assize.value.interpret.Summary;
import org.jspecify.annotations.Nullable;

/** The summaries of one round, as far as they are made, and those of the round before. */
final class Summaries {
  private final List<Interpretation> solved;
  private final Levels levels;
  private final @Nullable Summaries before;
  private final AtomicReferenceArray<@Nullable Summary> made;
  private final Map<Variant, Special> variants = new ConcurrentHashMap<>();

  private record Variant(int body, List<AbstractValue> arguments, int depth) {}

  private record Special(Summary summary, Asked asked) {}

  private Summaries(List<Interpretation> solved, Levels levels, @Nullable Summaries before) {
    this.solved = solved;
    this.levels = levels;
    this.before = before;
    made = new AtomicReferenceArray<>(levels.size());
  }

  /**
   * No summaries yet, but those of bodies that are solved already.
   *
   * @param levels of the bodies: each calls only bodies of lower levels, recursion aside
   * @param solved what the first bodies compute; it holds for all rounds
   */
  static Summaries before(Levels levels, List<Interpretation> solved) {
    return new Summaries(solved, levels, null);
  }

  /** Returns those of the next round: none yet. */
  Summaries next(Levels ofNext) {
    return new Summaries(solved, ofNext, this);
  }

  void put(int body, Summary summary) {
    made.set(body, summary);
  }

  /** Returns the level of a body. */
  int levelOf(int body) {
    return levels.of(body);
  }

  /** Whether a body is solved before the bodies of a level, in the same round. */
  boolean isBelow(int body, int level) {
    return !isSolved(body) && levels.of(body) < level;
  }

  private boolean isSolved(int body) {
    return body < solved.size();
  }

  /** Returns what a body of a level may know of another one. */
  Optional<Summary> of(int body, int level) {
    if (isSolved(body)) {
      return Optional.of(solved.get(body).summary());
    }
    if (isBelow(body, level)) {
      return Optional.ofNullable(made.get(body));
    }
    return before == null ? Optional.empty() : Optional.ofNullable(before.made.get(body));
  }

  /**
   * Interprets a body for certain arguments, once.
   *
   * @param depth in how many such bodies the call stands
   */
  Summary specialised(int body, List<AbstractValue> arguments, int depth, World world) {
    Variant variant = new Variant(body, List.copyOf(arguments), depth);
    Special known = variants.get(variant);
    if (known == null) {
      known = special(variant, new Level(world, this, levels.of(body), depth + 1));
      variants.put(variant, known);
    }
    return known.summary();
  }

  /** As in the round before, if the body would see the same. */
  private Special special(Variant variant, Level level) {
    Special last = before == null ? null : before.variants.get(variant);
    if (last != null && last.asked().holdIn(level)) {
      return last;
    }
    Answers asked = new Answers(level);
    Summary found = Interpreter.interpret(variant.body(), variant.arguments(), asked).summary();
    return new Special(found, asked.asked());
  }
}
