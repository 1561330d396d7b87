package org.assize.taint.trace;

import org.assize.taint.language.SinkLanguage;

/**
 * What a way is followed for.
 *
 * @param language what reads the value at the sink
 * @param weakness id of the weakness, for facts about what is safe for it
 */
public record Query(SinkLanguage language, String weakness) {
  /** Whether a fact that names a weakness, or {@code *}, speaks about this one. */
  boolean isMeant(String label) {
    return label.equals("*") || label.equals(weakness);
  }
}
