package org.assize.taint.attempt;

import java.util.Optional;
import org.assize.taint.language.Context;
import org.assize.taint.trace.Node;
import org.assize.value.domain.CharSet;

/** What the tests and escapes on a way let through. */
final class Passage {
  private static final String STARTS = "STARTS";
  private static final String ENDS = "ENDS";
  private static final String INNER_LACKS = "INNER_LACKS";

  private final Node source;

  Passage(Node source) {
    this.source = source;
  }

  /** Whether it is known what becomes of a text on the way. */
  boolean isKnown() {
    for (Node at = source; at != null; at = at.next()) {
      boolean isLost =
          switch (at.move()) {
            case CHECKED, OPAQUE, OBJECT, FILE, NAME, SAVED -> true;
            case SAME, COMPOSED, MADE, PASSED, RETURNED, RAISED, STORED, FIELD, ELEMENT, PART ->
                at.recoded();
          };
      if (isLost && at.next() != null) {
        return false;
      }
    }
    return true;
  }

  /** Returns a text framed as the tests want it; empty where it does not pass or does no harm. */
  Optional<String> framed(String payload, Context context) {
    return Optional.of(framed(payload))
        .filter(p -> passes(p) && !context.isHarmless(CharSet.of(p)));
  }

  private String framed(String payload) {
    String framed = payload;
    for (String fact : source.known().stream().sorted().toList()) {
      String text = after(fact, STARTS);
      if (!text.isEmpty() && !framed.startsWith(text)) {
        framed = text + framed;
      }
      text = after(fact, ENDS);
      if (!text.isEmpty() && !framed.endsWith(text)) {
        framed = framed + text;
      }
    }
    return framed;
  }

  private static String after(String fact, String kind) {
    return fact.startsWith(kind) ? fact.substring(kind.length()) : "";
  }

  private boolean passes(String payload) {
    if (!source.allowed().containsAll(payload)) {
      return false;
    }
    for (String fact : source.known()) {
      boolean isFrame = fact.startsWith(STARTS) || fact.startsWith(ENDS);
      String inner = after(fact, INNER_LACKS);
      if (!isFrame && payload.contains(inner.isEmpty() ? fact : inner)) {
        return false;
      }
    }
    return true;
  }
}
