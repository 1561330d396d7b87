/** Tests of the scorers, with small labels and statements that are made up. */
@NullMarked
package org.assize.bench.score;

import org.jspecify.annotations.NullMarked;
