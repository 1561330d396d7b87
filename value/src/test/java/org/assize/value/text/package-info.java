/** Laws and tables of {@code org.assize.value.text}. */
@NullMarked
package org.assize.value.text;

import org.jspecify.annotations.NullMarked;
