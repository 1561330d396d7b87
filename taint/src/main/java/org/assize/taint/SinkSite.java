package org.assize.taint;

import org.assize.facts.Condition;
import org.assize.facts.Truth;
import org.assize.taint.trace.Ref;

/**
 * A place that interprets a value.
 *
 * @param rule the weakness that it would be
 * @param at the instruction that hands the value over
 * @param value the value, in the same body
 * @param name what interprets it, as a review calls it
 * @param holds whether the condition of the fact holds here; unknown where it cannot be told
 * @param when under which arguments it interprets
 * @param byName whether only the name of a method tells
 * @param byVersion for which versions of the library it holds; empty for all
 */
record SinkSite(
    FlowRule rule,
    Ref at,
    Ref value,
    String name,
    Truth holds,
    Condition when,
    boolean byName,
    String byVersion) {}
