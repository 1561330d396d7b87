/**
 * The abstract values of Python: what may stand in a variable. {@link
 * org.assize.value.domain.AbstractValue} is a finite set of {@link org.assize.value.domain.Atom}s,
 * {@link org.assize.value.domain.StringShape} what is known of a string that is not constant.
 *
 * <p>Everything is immutable, compared by content, and in a stable order. Nothing here knows code:
 * how values flow is the business of the analysis that uses them. What objects contain is kept
 * outside of values, by {@link org.assize.value.domain.Site}, so a value stays small.
 *
 * <p>String shapes and their automata follow Christensen, Møller and Schwartzbach, "Precise
 * Analysis of String Expressions" (SAS 2003), with segments instead of general automata; inclusion
 * of shapes is inclusion of languages.
 */
@NullMarked
package org.assize.value.domain;

import org.jspecify.annotations.NullMarked;
