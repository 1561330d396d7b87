/**
 * What is known about libraries and weaknesses, as plain immutable values.
 *
 * <p>Two groups live here. The <em>vocabulary</em> ({@link org.assize.facts.Area}, {@link
 * org.assize.facts.Status}, {@link org.assize.facts.Control} and their like) is the set of words
 * that a review, its reports and the rule files share; every word has an {@code id()} as it is
 * written there. The <em>facts</em> ({@link org.assize.facts.Fact}) say what a library's names do;
 * {@link org.assize.facts.Facts} finds them by dotted name.
 *
 * <p>Invariants: no file is read here but the index of the standard library's names, which is a
 * resource of this module; no YAML; every value is immutable; lists keep the order in which they
 * were declared, so that whatever is derived from them is the same in every run.
 */
@NullMarked
package org.assize.facts;

import org.jspecify.annotations.NullMarked;
