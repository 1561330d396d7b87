/**
 * What objects contain: immutable {@link org.assize.value.heap.Content}s, which an analysis keeps
 * by {@link org.assize.value.domain.Site}. Every operation returns new content and stands for a
 * strong update; {@link org.assize.value.heap.Content#join} with the content before makes it weak.
 *
 * <p>Lists are exact up to 32 elements and dictionaries up to 64 constant keys; what is beyond goes
 * into a rest, so the size of a display does not matter.
 */
@NullMarked
package org.assize.value.heap;

import org.jspecify.annotations.NullMarked;
