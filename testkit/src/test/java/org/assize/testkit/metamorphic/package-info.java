/**
 * Changes of programs that keep their meaning, and what a review says before and after them.
 *
 * <p>A {@link org.assize.testkit.metamorphic.Change} rewrites the text of files by the spans of
 * their trees. The new text is made of {@link org.assize.testkit.metamorphic.Piece}s, each of which
 * knows the place of the original that it stands for, so each observation about the new text is one
 * about the original as well.
 */
@NullMarked
package org.assize.testkit.metamorphic;

import org.jspecify.annotations.NullMarked;
