package org.assize.checks;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.assize.syntax.Expr;

/**
 * One time that code reaches into what is stored.
 *
 * @param kind what is stored there: a class of records, a table, a collection
 * @param verb what is done with it
 * @param by who and what selects it, as {@link Atoms} tells
 * @param node where the handler itself does it, or calls what does
 * @param origin where it is done
 */
record Touch(String kind, Verb verb, Set<String> by, Expr node, Place origin) {
  /** What is done with what is stored. */
  enum Verb {
    /** Only whether there is one. */
    ASK,
    READ,
    ADD,
    CHANGE,
    DELETE;

    /** Whether it is not only looked at. */
    boolean writes() {
      return this == ADD || changes();
    }

    /** Whether something is there afterwards that was not, or the other way round. */
    boolean changes() {
      return this == CHANGE || this == DELETE;
    }
  }

  /** The same, done from a call: what selects it is told in the words of the caller. */
  Touch from(Expr call, Function<String, Set<String>> passed) {
    Set<String> mapped = new LinkedHashSet<>();
    by.forEach(atom -> mapped.addAll(passed.apply(atom)));
    return new Touch(kind, verb, mapped, call, origin);
  }

  Touch doing(Verb other, Expr at) {
    return new Touch(kind, other, by, at, origin);
  }

  /** The same of another kind of thing. */
  Touch of(String other) {
    return new Touch(other, verb, by, node, origin);
  }
}
