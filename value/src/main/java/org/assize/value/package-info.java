/**
 * The values of a program: what each expression may hold, which code can run, which function each
 * call reaches. {@link org.assize.value.ProgramValues} is the entry.
 */
@NullMarked
package org.assize.value;

import org.jspecify.annotations.NullMarked;
