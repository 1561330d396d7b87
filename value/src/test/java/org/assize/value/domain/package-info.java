/** Laws and tables of {@code org.assize.value.domain}. */
@NullMarked
package org.assize.value.domain;

import org.jspecify.annotations.NullMarked;
