/**
 * What a review says, in the user's words, and the port through which one is asked for.
 *
 * <p>Entry types: {@link org.assize.review.Reviewer} and {@link org.assize.review.Review}.
 * Invariants: every record is immutable and holds its lists in one canonical order, whatever the
 * order in which they were found, so that a report needs no sorting to be the same bytes every
 * time; paths are relative to the program's root and use {@code /}; lines and columns count from 1,
 * columns in UTF-16 units, ends are exclusive. Nothing here reads a file or knows an output format.
 */
@NullMarked
package org.assize.review;

import org.jspecify.annotations.NullMarked;
