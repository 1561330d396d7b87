/**
 * What operations on strings do to shapes. Each result stands for at least the strings that Python
 * could give for the strings that the arguments stand for; {@link org.assize.value.text.Shapes} is
 * the entry.
 */
@NullMarked
package org.assize.value.text;

import org.jspecify.annotations.NullMarked;
