/**
 * Tests written as pages: the examples of a weakness's page say what a review must say of them.
 *
 * <p>A trailing comment on the primary line of an observation names its status and weakness: {@code
 * # defect: weak-hash}, {@code # caution: a, b}, {@code # refuted: c}, {@code # undecided: d};
 * {@code # clean} says that nothing at all is reported there. {@code # todo-defect: weak-hash} (and
 * the like) is a known miss, asserted to be still missed, so that the day it is found shows.
 * Several comments may stand on one line.
 *
 * <p>Whatever is observed without a marker fails the test where it is a defect, undecided, or about
 * the weakness of the page; other cautions and refuted suspicions are tolerated. {@link
 * org.assize.testkit.PageTests} is the entry.
 */
@NullMarked
package org.assize.testkit;

import org.jspecify.annotations.NullMarked;
