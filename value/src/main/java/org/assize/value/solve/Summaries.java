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
  private final Levels levels;
  private final @Nullable Summaries before;
  private final AtomicReferenceArray<@Nullable Summary> made;
  private final Map<Variant, Summary> variants = new ConcurrentHashMap<>();

  private record Variant(int body, List<AbstractValue> arguments, int depth) {}

  /**
   * No summaries yet.
   *
   * @param levels of the bodies: each calls only bodies of lower levels, recursion aside
   * @param before what the last round found; null in the first
   */
  Summaries(Levels levels, @Nullable Summaries before) {
    this.levels = levels;
    this.before = before;
    made = new AtomicReferenceArray<>(levels.size());
  }

  void put(int body, Summary summary) {
    made.set(body, summary);
  }

  /** Returns the level of a body. */
  int levelOf(int body) {
    return levels.of(body);
  }

  /** Whether a body was solved before the bodies of a level. */
  boolean isBelow(int body, int level) {
    return levels.of(body) < level;
  }

  /** Returns what a body of a level may know of another one. */
  Optional<Summary> of(int body, int level) {
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
    Summary known = variants.get(variant);
    if (known == null) {
      Interpretation found =
          Interpreter.interpret(
              body, arguments, new Level(world, this, levels.of(body), depth + 1));
      known = found.summary();
      variants.put(variant, known);
    }
    return known;
  }
}
