/** Laws and tables of {@code org.assize.value.heap}. */
@NullMarked
package org.assize.value.heap;

import org.jspecify.annotations.NullMarked;
