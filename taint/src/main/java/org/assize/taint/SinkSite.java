package org.assize.taint;

import java.util.List;
import java.util.stream.Stream;
import org.assize.checks.ByVersion;
import org.assize.facts.Condition;
import org.assize.facts.Truth;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.Place;

/**
 * A place that interprets a value.
 *
 * @param rule what it would be, and how it is judged
 * @param at the instruction that hands the value over
 * @param value the value, in the same body
 * @param part which part of the value is interpreted; empty for all of it
 * @param name what interprets it, as a review calls it
 * @param holds whether the condition of the fact holds here; unknown where it cannot be told
 * @param when under which arguments it interprets
 * @param byName whether only the name of a method tells
 * @param byVersion whether the fact holds for the versions of the library that may be met
 */
record SinkSite(
    SinkRule rule,
    Ref at,
    Ref value,
    List<Place.Selector> part,
    String name,
    Truth holds,
    Condition when,
    boolean byName,
    ByVersion byVersion) {
  /** A place that interprets all of a value, whatever the arguments. */
  static SinkSite certain(SinkRule rule, Ref at, Ref value, String name) {
    return new SinkSite(
        rule,
        at,
        value,
        List.of(),
        name,
        Truth.TRUE,
        Condition.ALWAYS,
        false,
        new ByVersion.Always());
  }

  /** The same, of a part of the value that the selectors lead to. */
  SinkSite within(List<Place.Selector> outer) {
    List<Place.Selector> whole = Stream.concat(outer.stream(), part.stream()).toList();
    return new SinkSite(rule, at, value, whole, name, holds, when, byName, byVersion);
  }

  /** The same, as far as the name of a method tells. */
  SinkSite onlyNamed() {
    return new SinkSite(rule, at, value, part, name, holds, when, true, byVersion);
  }
}
