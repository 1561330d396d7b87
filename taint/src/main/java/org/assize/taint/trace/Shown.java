package org.assize.taint.trace;

import java.util.HashSet;
import java.util.Set;
import org.assize.value.domain.CharSet;
import org.jspecify.annotations.Nullable;

/**
 * What tests, escapes and conversions on the way to the sink show of a value.
 *
 * @param allowed the characters of it that can arrive there
 * @param texts texts that it does not hold, and how it is framed
 * @param recoded whether it is decoded on the way: then what tests and escapes have shown of it
 *     before says nothing
 * @param repeated whether several of its kind stand one behind the other: a path climbs by ".."
 *     then, whatever stands between them
 * @param doubt a call on the way that cleans or checks, as its name says, and whose code was not
 *     found; null for none
 * @param flaw a check that it passes although it does harm; null for none
 */
public record Shown(
    CharSet allowed,
    Set<String> texts,
    boolean recoded,
    boolean repeated,
    @Nullable Ref doubt,
    @Nullable Flaw flaw) {
  /** Nothing is known of it. */
  static final Shown NOTHING = new Shown(CharSet.ALL, Set.of(), false, false, null, null);

  /** Copies the set. */
  public Shown {
    texts = Set.copyOf(texts);
  }

  Shown allowing(CharSet other) {
    return recoded ? this : new Shown(other, texts, false, repeated, doubt, flaw);
  }

  Shown knowing(String text) {
    Set<String> more = new HashSet<>(texts);
    more.add(text);
    return recoded ? this : new Shown(allowed, more, false, repeated, doubt, flaw);
  }

  Shown recode() {
    return new Shown(allowed, texts, true, repeated, doubt, flaw);
  }

  Shown repeating() {
    return new Shown(allowed, texts, recoded, true, doubt, flaw);
  }

  /** Returns what is left where the value is another one, such as the name of what it was. */
  Shown forgotten() {
    return new Shown(CharSet.ALL, Set.of(), false, false, doubt, null);
  }

  Shown doubting(Ref call) {
    return new Shown(allowed, texts, recoded, repeated, call, flaw);
  }

  Shown passing(Flaw check) {
    return new Shown(allowed, texts, recoded, repeated, doubt, check);
  }
}
