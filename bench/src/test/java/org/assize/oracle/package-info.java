/** Runs the oracle, and tests what it is made of. */
@NullMarked
package org.assize.oracle;

import org.jspecify.annotations.NullMarked;
