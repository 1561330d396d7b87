/** Laws and tables of {@code org.assize.value.pure}. */
@NullMarked
package org.assize.value.pure;

import org.jspecify.annotations.NullMarked;
