/**
 * How a program is entered: what code outside the tree calls, by which route it was found, and what
 * of the program is reached from there.
 *
 * <p>{@link org.assize.value.entry.Entries} finds the entries, {@link org.assize.value.entry.Reach}
 * what they reach. Both claim little: an entry needs a place that shows it, and code counts as
 * reached by nothing only where not even its name is used by code that runs.
 */
@NullMarked
package org.assize.value.entry;

import org.jspecify.annotations.NullMarked;
