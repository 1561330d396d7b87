/** Reviews of real packages, which {@code scripts/corpora} fetches: goldens and laws. */
@NullMarked
package org.assize.bench;

import org.jspecify.annotations.NullMarked;
